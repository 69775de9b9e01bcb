import { z } from "@medusajs/framework/zod"
import {
  AUDIT_DAYS_SCHEMA,
  COVER_DAYS_SCHEMA,
  DAYS_AHEAD_SCHEMA,
  PERCENT_SCHEMA,
  daysFrom,
  OPTION_SCHEMAS,
  url,
} from "../modules/core/options"
import { LOG_LEVELS } from "./logger"
import { DEFAULT_LIMITS, DEFAULT_OPERATION, DEFAULT_SETTINGS } from "./settings"

const optional = (schema: z.ZodType<string>) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional())

const port = (fallback: number) =>
  z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce
      .number({ message: "must be a port number from 1 to 65535" })
      .int("must be a port number from 1 to 65535")
      .min(1, "must be a port number from 1 to 65535")
      .max(65535, "must be a port number from 1 to 65535")
      .default(fallback),
  )

const minutes = (fallback: number) =>
  z.preprocess((value) => (value ? Number(value) : fallback), OPTION_SCHEMAS.minutes)

/** A whole number from 0 to `most`; `fallback` when the variable is empty. */
const count = (fallback: number, most: number) =>
  z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce
      .number({ message: "must be a number" })
      .int("must be a whole number")
      .min(0, "must be 0 or more")
      .max(most, `must be at most ${most}`)
      .default(fallback),
  )

/** A whole number of days from `least`; `fallback` when the variable is empty. */
const days = (fallback: number, least: number) =>
  z.preprocess((value) => (value === "" || value === undefined ? fallback : Number(value)), daysFrom(least))

const MOST_REQUESTS = 1_000_000
const MOST_VALUE = 1_000_000_000

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: port(9000),
  SANDBOX_PORT: port(8081),
  DATABASE_URL: url(["postgres:", "postgresql:"], "postgres://user:password@host:5432/guldasta"),
  REDIS_URL: optional(url(["redis:", "rediss:"], "redis://localhost:6379")),
  JWT_SECRET: z.string().min(32, "must be a random text of at least 32 characters"),
  COOKIE_SECRET: z.string().min(32, "must be a random text of at least 32 characters"),
  BACKEND_URL: optional(url(["http:", "https:"], "https://shop.example.uz")),
  STORE_CORS: z.string().default("http://localhost:8000"),
  ADMIN_CORS: z.string().default("http://localhost:9000"),
  AUTH_CORS: z.string().default("http://localhost:9000,http://localhost:8000"),
  MEDUSA_WORKER_MODE: z.enum(["shared", "server", "worker"]).default("shared"),
  ADMIN_EMAIL: optional(z.string().email("must be an e-mail address")),
  ADMIN_PASSWORD: optional(z.string().min(8, "must have at least 8 characters")),
  TELEGRAM_BOT_TOKEN: optional(OPTION_SCHEMAS.token),
  TELEGRAM_API_ROOT: optional(OPTION_SCHEMAS.apiRoot),
  TELEGRAM_WEBHOOK_URL: optional(OPTION_SCHEMAS.webhookUrl),
  TELEGRAM_WEBHOOK_SECRET: optional(OPTION_SCHEMAS.webhookSecret),
  TELEGRAM_OWNER_ID: optional(OPTION_SCHEMAS.ownerId),
  TELEGRAM_FLORISTS_CHAT_ID: optional(OPTION_SCHEMAS.chatId),
  TELEGRAM_COURIERS_CHAT_ID: optional(OPTION_SCHEMAS.chatId),
  TELEGRAM_SHOP_CHANNEL_ID: optional(OPTION_SCHEMAS.chatId),
  TELEGRAM_ADMIN_CHAT_ID: optional(OPTION_SCHEMAS.chatId),
  HOLD_MINUTES: minutes(DEFAULT_SETTINGS.holdMinutes),
  HOLD_TOTAL_MINUTES: minutes(DEFAULT_SETTINGS.holdTotalMinutes),
  HOLD_WARNING_MINUTES: minutes(DEFAULT_SETTINGS.holdWarningMinutes),
  PAYMENT_MINUTES: minutes(DEFAULT_SETTINGS.paymentMinutes),
  ACCEPT_REMINDER_MINUTES: minutes(DEFAULT_SETTINGS.acceptReminderMinutes),
  ACCEPT_ALARM_MINUTES: minutes(DEFAULT_SETTINGS.acceptAlarmMinutes),
  FLORIST_REMINDER_MINUTES: minutes(DEFAULT_SETTINGS.floristReminderMinutes),
  COURIER_REMINDER_MINUTES: minutes(DEFAULT_SETTINGS.courierReminderMinutes),
  DELIVERY_DAYS_AHEAD: z.preprocess(
    (value) => (value ? Number(value) : DEFAULT_SETTINGS.deliveryDaysAhead),
    DAYS_AHEAD_SCHEMA,
  ),
  UNDO_SECONDS: count(DEFAULT_SETTINGS.undoSeconds, 600),
  QUIET_HOURS: z.preprocess((value) => value || DEFAULT_SETTINGS.quietHours, OPTION_SCHEMAS.quietHours),
  PHOTO_APPROVAL_MINUTES: count(DEFAULT_SETTINGS.photoApprovalMinutes, 24 * 60),
  STOCK_APPROVAL_PIECES: count(DEFAULT_SETTINGS.stockApprovalPieces, 1_000_000),
  STOCK_APPROVAL_VALUE: count(DEFAULT_SETTINGS.stockApprovalValue, 1_000_000_000),
  STOCK_OFFER_PERCENT: z.preprocess(
    (value) => (value ? Number(value) : DEFAULT_SETTINGS.stockOfferPercent),
    PERCENT_SCHEMA,
  ),
  STOCK_COVER_DAYS: z.preprocess(
    (value) => (value ? Number(value) : DEFAULT_SETTINGS.stockCoverDays),
    COVER_DAYS_SCHEMA,
  ),
  STOCK_HOLIDAYS: z
    .string()
    .default("")
    .transform((list) => list.split(",").flatMap((one) => one.trim() || []))
    .pipe(z.array(OPTION_SCHEMAS.stockHoliday)),
  SHOWCASE_HOURS: count(DEFAULT_SETTINGS.showcaseHours, 24 * 14),
  FAST_CHECKOUT: z
    .enum(["auto", "true", "false"], { message: "must be auto, true or false" })
    .default("auto")
    .transform((choice) => (choice === "auto" ? choice : choice === "true")),
  PAYME_MERCHANT_ID: optional(OPTION_SCHEMAS.paymeMerchantId),
  PAYME_KEY: optional(OPTION_SCHEMAS.paymeKey),
  PAYME_TEST_KEY: optional(OPTION_SCHEMAS.paymeKey),
  PAYME_CHECKOUT_URL: optional(url(["https:", "http:"], "https://checkout.paycom.uz")),
  PAYME_ADDRESSES: z
    .string()
    .default("")
    .transform((list) => list.split(",").flatMap((one) => one.trim() || []))
    .pipe(z.array(OPTION_SCHEMAS.paymeAddress)),
  PICTURE_HOSTS: z
    .string()
    .default("")
    .transform((list) => list.split(",").flatMap((one) => one.trim().toLowerCase() || []))
    .pipe(z.array(OPTION_SCHEMAS.hostName)),
  STRIPE_API_KEY: optional(OPTION_SCHEMAS.stripeKey),
  STRIPE_WEBHOOK_SECRET: optional(OPTION_SCHEMAS.stripeSecret),
  STRIPE_CARD_WEBHOOK_SECRET: optional(OPTION_SCHEMAS.stripeSecret),
  STRIPE_API_URL: optional(url(["https:", "http:"], "https://api.stripe.com")),
  STRIPE_RETURN_URL: optional(url(["https:", "http:"], "https://t.me/guldasta_bot")),
  CLICK_SERVICE_ID: optional(OPTION_SCHEMAS.clickId),
  CLICK_MERCHANT_ID: optional(OPTION_SCHEMAS.clickId),
  CLICK_MERCHANT_USER_ID: optional(OPTION_SCHEMAS.clickId),
  CLICK_SECRET_KEY: optional(OPTION_SCHEMAS.clickSecretKey),
  CLICK_CHECKOUT_URL: optional(url(["https:", "http:"], "https://my.click.uz/services/pay")),
  CLICK_API_URL: optional(url(["https:", "http:"], "https://api.click.uz/v2/merchant")),
  CLICK_TAX_ID: optional(OPTION_SCHEMAS.taxId),
  CLICK_DELIVERY_IKPU: optional(OPTION_SCHEMAS.ikpu),
  CLICK_DELIVERY_PACKAGE_CODE: optional(OPTION_SCHEMAS.packageCode),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  METRICS_PORT: port(0),
  METRICS_TOKEN: optional(z.string().min(16, "must be a random text of at least 16 characters")),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(url(["http:", "https:"], "http://collector:4318")),
  OTEL_SERVICE_NAME: z.string().default("guldasta"),
  AUTH_REQUESTS_PER_MINUTE: count(DEFAULT_OPERATION.authRequestsPerMinute, MOST_REQUESTS),
  STORE_REQUESTS_PER_MINUTE: count(DEFAULT_OPERATION.storeRequestsPerMinute, MOST_REQUESTS),
  HOOK_REQUESTS_PER_MINUTE: count(DEFAULT_OPERATION.hookRequestsPerMinute, MOST_REQUESTS),
  SHOPPER_UPDATES_PER_TEN_SECONDS: count(DEFAULT_OPERATION.shopperUpdatesPerTenSeconds, MOST_REQUESTS),
  GUEST_HOLD_PIECES: count(DEFAULT_LIMITS.guestHoldPieces, MOST_REQUESTS),
  GUEST_HOLD_VALUE: count(DEFAULT_LIMITS.guestHoldValue, MOST_VALUE),
  GUEST_HOLDS_PER_ADDRESS: count(DEFAULT_LIMITS.guestHoldsPerAddress, MOST_REQUESTS),
  ORDERS_PER_HOUR: count(DEFAULT_LIMITS.ordersPerHour, MOST_REQUESTS),
  GUEST_ORDERS_PER_HOUR: count(DEFAULT_LIMITS.guestOrdersPerHour, MOST_REQUESTS),
  OPEN_CASH_ORDERS: count(DEFAULT_LIMITS.openCashOrders, MOST_REQUESTS),
  UNPAID_ORDERS: count(DEFAULT_LIMITS.unpaidOrders, MOST_REQUESTS),
  FIRST_CASH_ORDER_VALUE: count(DEFAULT_LIMITS.firstCashOrderValue, MOST_VALUE),
  FIRST_CASH_ORDER: z.enum(["call", "advance"]).default(DEFAULT_LIMITS.firstCashOrder),
  GIFT_CASH: z.enum(["shop", "off"]).default(DEFAULT_LIMITS.giftCash),
  CASH_NO_SHOWS: count(DEFAULT_LIMITS.cashNoShows, MOST_REQUESTS),
  BILLS_PER_HOUR: count(DEFAULT_LIMITS.billsPerHour, MOST_REQUESTS),
  BIND_QUESTIONS_PER_HOUR: count(DEFAULT_LIMITS.bindQuestionsPerHour, MOST_REQUESTS),
  QUESTIONS_PER_TEN_MINUTES: count(DEFAULT_LIMITS.questionsPerTenMinutes, MOST_REQUESTS),
  TRUSTED_PROXIES: count(DEFAULT_OPERATION.trustedProxies, 5),
  OUTBOX_LATE_MINUTES: minutes(DEFAULT_OPERATION.outboxLateMinutes),
  TELEGRAM_UPDATE_DAYS: days(DEFAULT_OPERATION.updateDays, 2),
  TELEGRAM_MESSAGE_DAYS: days(DEFAULT_OPERATION.messageDays, 7),
  GATEWAY_CALL_DAYS: days(DEFAULT_OPERATION.gatewayCallDays, 0),
  CART_DAYS: days(DEFAULT_OPERATION.cartDays, 0),
  TELEGRAM_CARD_DAYS: days(DEFAULT_OPERATION.cardDays, 0),
  AUDIT_DAYS: z.preprocess(
    (value) => (value === "" || value === undefined ? DEFAULT_OPERATION.auditDays : Number(value)),
    AUDIT_DAYS_SCHEMA,
  ),
  RUN_DAYS: days(DEFAULT_OPERATION.runDays, 1),
})

/** The validated environment. `.env.template` explains each variable. */
export type Environment = z.infer<typeof schema>

/**
 * Reads and validates the environment. No other code reads `process.env` for settings.
 *
 * @param source the variables; `process.env` by default
 * @throws Error with one line for each wrong variable, never with a variable's value
 */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const result = schema.safeParse(source)
  const problems = result.success
    ? []
    : result.error.issues.map(({ path, message, code }) => {
        const name = path.join(".")
        const missing = code === "invalid_type" && source[name] === undefined
        return `${name} ${missing ? "is not set" : message}`
      })
  const webhook = source.TELEGRAM_WEBHOOK_URL
  if (webhook && !source.TELEGRAM_WEBHOOK_SECRET) {
    problems.push("TELEGRAM_WEBHOOK_SECRET is not set. Without it, anyone could send updates to the webhook")
  }
  if (webhook?.startsWith("http:") && (source.TELEGRAM_API_ROOT ?? "https:").startsWith("https:")) {
    problems.push(
      "TELEGRAM_WEBHOOK_URL must begin with https://, because Telegram accepts only https webhooks",
    )
  }
  const hasPaymeKey = Boolean(source.PAYME_KEY || source.PAYME_TEST_KEY)
  if (hasPaymeKey !== Boolean(source.PAYME_MERCHANT_ID)) {
    problems.push(
      hasPaymeKey
        ? "PAYME_MERCHANT_ID is not set. Payme needs it together with PAYME_KEY"
        : "PAYME_KEY is not set. The shop needs it to authenticate Payme's calls",
    )
  }
  if (Boolean(source.STRIPE_API_KEY) !== Boolean(source.STRIPE_WEBHOOK_SECRET)) {
    problems.push(
      source.STRIPE_API_KEY
        ? "STRIPE_WEBHOOK_SECRET is not set. The shop needs it to verify Stripe's events"
        : "STRIPE_API_KEY is not set. Stripe needs it together with STRIPE_WEBHOOK_SECRET",
    )
  }
  problems.push(...clickProblems(source))
  if (problems.length || !result.success) {
    // Not a MedusaError, because the start script validates the environment without loading Medusa.
    // eslint-disable-next-line @medusajs/use-medusa-error-not-generic-error
    throw new Error(
      `The environment variables are not valid (see .env.template):\n${problems.map((p) => `  - ${p}`).join("\n")}`,
    )
  }
  return result.data
}

/** What does not work without each Click key. Click payments need all keys. */
const CLICK_KEYS = {
  CLICK_SERVICE_ID: "shoppers cannot be redirected to Click's page",
  CLICK_MERCHANT_ID: "shoppers cannot be redirected to Click's page",
  CLICK_MERCHANT_USER_ID: "payments cannot be refunded, and their status cannot be read",
  CLICK_SECRET_KEY: "Click's calls cannot be authenticated",
}

function clickProblems(source: Record<string, string | undefined>): string[] {
  const missing = Object.entries(CLICK_KEYS).filter(([name]) => !source[name])
  const lacking =
    missing.length < Object.keys(CLICK_KEYS).length
      ? missing.map(([name, why]) => `${name} is not set. Without it ${why}`)
      : []
  const delivery = [source.CLICK_DELIVERY_IKPU, source.CLICK_DELIVERY_PACKAGE_CODE]
  const isHalf = delivery.some(Boolean) && !delivery.every(Boolean)
  return isHalf
    ? [...lacking, "CLICK_DELIVERY_IKPU and CLICK_DELIVERY_PACKAGE_CODE must be set together"]
    : lacking
}
