import { randomBytes } from "node:crypto"
import { defineConfig, loadEnv } from "@medusajs/framework/utils"
import { readEnvironment } from "./src/lib/environment"
import { jsonLogger } from "./src/lib/logger"
import type { GuldastaOptions } from "./src/modules/core/options"
import type { GuardedFileOptions } from "./src/providers/file-local/service"
import type { ClickOptions } from "./src/providers/payment-click/options"
import type { PaymeOptions } from "./src/providers/payment-payme/options"
import type { StripeOptions } from "./src/providers/payment-stripe-checkout/options"

loadEnv(process.env.NODE_ENV || "development", process.cwd())
const environment = readEnvironment()
const redisUrl = environment.REDIS_URL

/** With Redis, all processes of the shop share events, workflows, locks and the cache. */
const redisModules = redisUrl
  ? [
      { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
      { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
      {
        resolve: "@medusajs/medusa/locking",
        options: {
          providers: [
            {
              resolve: "@medusajs/medusa/locking-redis",
              id: "locking-redis",
              is_default: true,
              options: { redisUrl },
            },
          ],
        },
      },
      {
        resolve: "@medusajs/medusa/caching",
        options: {
          providers: [
            {
              resolve: "@medusajs/medusa/caching-redis",
              id: "caching-redis",
              is_default: true,
              options: { redisUrl },
            },
          ],
        },
      },
    ]
  : []

/** The shop's Payme cash desk. Payme is offered only when its keys are set. */
const payme: PaymeOptions | undefined = environment.PAYME_MERCHANT_ID
  ? {
      merchantId: environment.PAYME_MERCHANT_ID,
      key: environment.PAYME_KEY,
      testKey: environment.PAYME_TEST_KEY,
      checkoutUrl: environment.PAYME_CHECKOUT_URL,
      addresses: environment.PAYME_ADDRESSES,
    }
  : undefined

const backendUrl = environment.BACKEND_URL ?? `http://localhost:${environment.PORT}`

/** The shop's Stripe account. Stripe is offered only when its keys are set. */
const stripe: StripeOptions | undefined =
  environment.STRIPE_API_KEY && environment.STRIPE_WEBHOOK_SECRET
    ? {
        apiKey: environment.STRIPE_API_KEY,
        webhookSecret: environment.STRIPE_WEBHOOK_SECRET,
        apiUrl: environment.STRIPE_API_URL,
        returnUrl: environment.STRIPE_RETURN_URL ?? `${backendUrl}/hooks/stripe/return`,
      }
    : undefined

/**
 * Stripe Checkout, and Medusa's own Stripe provider for storefronts with a card form. Without
 * STRIPE_CARD_WEBHOOK_SECRET the webhook secret is random, so that every call to that webhook fails its
 * signature check.
 */
const cardSecret = environment.STRIPE_CARD_WEBHOOK_SECRET ?? `whsec_${randomBytes(32).toString("hex")}`
const stripeProviders = stripe
  ? [
      { resolve: "./src/providers/payment-stripe-checkout", id: "stripe-checkout", options: stripe },
      {
        resolve: stripe.apiUrl ? "./src/providers/payment-stripe" : "@medusajs/medusa/payment-stripe",
        id: "stripe",
        options: { apiKey: stripe.apiKey, webhookSecret: cardSecret, capture: true, apiUrl: stripe.apiUrl },
      },
    ]
  : []

const {
  CLICK_SERVICE_ID: serviceId,
  CLICK_MERCHANT_ID: merchantId,
  CLICK_MERCHANT_USER_ID: merchantUserId,
  CLICK_SECRET_KEY: secretKey,
  CLICK_DELIVERY_IKPU: ikpu,
  CLICK_DELIVERY_PACKAGE_CODE: packageCode,
} = environment

/** The shop's Click service. Click is offered only when all of its keys are set. */
const click: ClickOptions | undefined =
  serviceId && merchantId && merchantUserId && secretKey
    ? {
        serviceId,
        merchantId,
        merchantUserId,
        secretKey,
        checkoutUrl: environment.CLICK_CHECKOUT_URL,
        apiUrl: environment.CLICK_API_URL,
        taxId: environment.CLICK_TAX_ID,
        delivery: ikpu && packageCode ? { ikpu, packageCode } : undefined,
      }
    : undefined

const paymentProviders = [
  ...(payme ? [{ resolve: "./src/providers/payment-payme", id: "payme", options: payme }] : []),
  ...(click ? [{ resolve: "./src/providers/payment-click", id: "click", options: click }] : []),
  ...stripeProviders,
]

/** Every module gets all of the shop's options, as in a store that installs the shop as a plugin. */
const shopOptions: GuldastaOptions = {
  salesChannels: "all",
  token: environment.TELEGRAM_BOT_TOKEN,
  apiRoot: environment.TELEGRAM_API_ROOT,
  webhookUrl: environment.TELEGRAM_WEBHOOK_URL,
  webhookSecret: environment.TELEGRAM_WEBHOOK_SECRET,
  ownerId: environment.TELEGRAM_OWNER_ID,
  ownerEmail: environment.ADMIN_EMAIL,
  guardAdmin: true,
  chats: {
    florists: environment.TELEGRAM_FLORISTS_CHAT_ID,
    couriers: environment.TELEGRAM_COURIERS_CHAT_ID,
    shop: environment.TELEGRAM_SHOP_CHANNEL_ID,
    admin: environment.TELEGRAM_ADMIN_CHAT_ID,
  },
  holdMinutes: environment.HOLD_MINUTES,
  holdTotalMinutes: environment.HOLD_TOTAL_MINUTES,
  holdWarningMinutes: environment.HOLD_WARNING_MINUTES,
  paymentMinutes: environment.PAYMENT_MINUTES,
  acceptReminderMinutes: environment.ACCEPT_REMINDER_MINUTES,
  acceptAlarmMinutes: environment.ACCEPT_ALARM_MINUTES,
  floristReminderMinutes: environment.FLORIST_REMINDER_MINUTES,
  courierReminderMinutes: environment.COURIER_REMINDER_MINUTES,
  deliveryDaysAhead: environment.DELIVERY_DAYS_AHEAD,
  undoSeconds: environment.UNDO_SECONDS,
  quietHours: environment.QUIET_HOURS,
  photoApprovalMinutes: environment.PHOTO_APPROVAL_MINUTES,
  stockApprovalPieces: environment.STOCK_APPROVAL_PIECES,
  stockApprovalValue: environment.STOCK_APPROVAL_VALUE,
  stockOfferPercent: environment.STOCK_OFFER_PERCENT,
  stockCoverDays: environment.STOCK_COVER_DAYS,
  stockHolidays: environment.STOCK_HOLIDAYS,
  showcaseHours: environment.SHOWCASE_HOURS,
  fastCheckout: environment.FAST_CHECKOUT,
  metricsToken: environment.METRICS_TOKEN,
  authRequestsPerMinute: environment.AUTH_REQUESTS_PER_MINUTE,
  storeRequestsPerMinute: environment.STORE_REQUESTS_PER_MINUTE,
  hookRequestsPerMinute: environment.HOOK_REQUESTS_PER_MINUTE,
  shopperUpdatesPerTenSeconds: environment.SHOPPER_UPDATES_PER_TEN_SECONDS,
  guestHoldPieces: environment.GUEST_HOLD_PIECES,
  guestHoldValue: environment.GUEST_HOLD_VALUE,
  guestHoldsPerAddress: environment.GUEST_HOLDS_PER_ADDRESS,
  ordersPerHour: environment.ORDERS_PER_HOUR,
  guestOrdersPerHour: environment.GUEST_ORDERS_PER_HOUR,
  openCashOrders: environment.OPEN_CASH_ORDERS,
  unpaidOrders: environment.UNPAID_ORDERS,
  firstCashOrderValue: environment.FIRST_CASH_ORDER_VALUE,
  firstCashOrder: environment.FIRST_CASH_ORDER,
  giftCash: environment.GIFT_CASH,
  cashNoShows: environment.CASH_NO_SHOWS,
  billsPerHour: environment.BILLS_PER_HOUR,
  bindQuestionsPerHour: environment.BIND_QUESTIONS_PER_HOUR,
  questionsPerTenMinutes: environment.QUESTIONS_PER_TEN_MINUTES,
  trustedProxies: environment.TRUSTED_PROXIES,
  outboxLateMinutes: environment.OUTBOX_LATE_MINUTES,
  updateDays: environment.TELEGRAM_UPDATE_DAYS,
  messageDays: environment.TELEGRAM_MESSAGE_DAYS,
  gatewayCallDays: environment.GATEWAY_CALL_DAYS,
  cartDays: environment.CART_DAYS,
  cardDays: environment.TELEGRAM_CARD_DAYS,
  auditDays: environment.AUDIT_DAYS,
  runDays: environment.RUN_DAYS,
  repeatOnLostConnections: true,
  pictureHosts: environment.PICTURE_HOSTS,
  paymentHooks: stripe && environment.STRIPE_CARD_WEBHOOK_SECRET ? ["stripe_stripe"] : [],
  payme,
  click,
  stripe,
}

export default defineConfig({
  // Development uses Medusa's coloured text logger; every other environment writes JSON.
  logger: environment.NODE_ENV === "development" ? undefined : jsonLogger(environment.LOG_LEVEL),
  projectConfig: {
    databaseUrl: environment.DATABASE_URL,
    redisUrl,
    workerMode: environment.MEDUSA_WORKER_MODE,
    http: {
      storeCors: environment.STORE_CORS,
      adminCors: environment.ADMIN_CORS,
      authCors: environment.AUTH_CORS,
      jwtSecret: environment.JWT_SECRET,
      cookieSecret: environment.COOKIE_SECRET,
    },
    // Browsers do not return a "secure" cookie over plain http, so a login would fail on a shop without
    // https.
    cookieOptions: environment.BACKEND_URL?.startsWith("https:") ? {} : { secure: false, sameSite: "lax" },
  },
  admin: { disable: environment.MEDUSA_WORKER_MODE === "worker" || environment.NODE_ENV === "test" },
  featureFlags: { translation: true, caching: Boolean(redisUrl) },
  modules: [
    ...redisModules,
    // Listed explicitly, because Medusa reads this module's feature flag before it reads the flags of this
    // file.
    { resolve: "@medusajs/medusa/translation" },
    {
      resolve: "@medusajs/medusa/file",
      options: {
        providers: [
          {
            resolve: "./src/providers/file-local",
            id: "local",
            options: { serverUrl: backendUrl, secret: environment.JWT_SECRET } satisfies GuardedFileOptions,
          },
        ],
      },
    },
    ...(paymentProviders.length
      ? [{ resolve: "@medusajs/medusa/payment", options: { providers: paymentProviders } }]
      : []),
    { resolve: "./src/modules/core", options: shopOptions },
    { resolve: "./src/modules/telegram", options: shopOptions },
    { resolve: "./src/modules/outbox", options: shopOptions },
    { resolve: "./src/modules/delivery", options: shopOptions },
    { resolve: "./src/modules/hold", options: shopOptions },
    { resolve: "./src/modules/workshop", options: shopOptions },
    { resolve: "./src/modules/gateway", options: shopOptions },
    { resolve: "./src/modules/rating" },
    { resolve: "./src/modules/stock-ledger" },
    { resolve: "./src/modules/showcase" },
  ],
})
