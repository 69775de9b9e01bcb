import { isIP } from "node:net"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/**
 * The plugin's options: `plugins: [{ resolve: "guldasta", options }]` in medusa-config.ts. All options are
 * optional. Without a token the bot is off and the shop works over HTTP only.
 */
export type GuldastaOptions = {
  /** Bot token from @BotFather. */
  token?: string
  /** Address of the Bot API. Default: https://api.telegram.org. */
  apiRoot?: string
  /** Public address of this server, for the webhook. Without it the bot uses long polling. */
  webhookUrl?: string
  /**
   * Secret that Telegram sends with each webhook request: 16 to 256 characters from A-Z, a-z, 0-9, "_" and
   * "-". Required with `webhookUrl`.
   */
  webhookSecret?: string
  /** Telegram user id of the owner, who invites staff and binds chats. */
  ownerId?: string
  /**
   * E-mail of the owner's login in Medusa's admin. While no owner has a login, the start links this login to the staff
   * member with `ownerId`.
   */
  ownerEmail?: string
  /**
   * Whether the roles of the shop's staff guard the whole Admin API. By default they guard the shop's own routes, and all
   * routes for users who are linked to a staff member. True: users who are not linked may call nothing.
   */
  guardAdmin?: boolean
  /** Ids of the shop's chats. A chat that the owner has bound with /bind takes precedence. */
  chats?: { florists?: string; couriers?: string; shop?: string; admin?: string }
  /**
   * Name of the Medusa sales channel that the bot sells through. Default: the channel named "Telegram"; if it
   * does not exist, the store's default channel.
   */
  salesChannel?: string
  /**
   * Sales channels whose carts, orders and products belong to the shop, besides the bot's: names, or "all". The shop
   * leaves carts and orders of other channels alone. When the bot sells in the store's default channel without being
   * named here, only the carts with a delivery belong to the shop there. Default: none.
   */
  salesChannels?: "all" | string[]
  /** How long stock is held for a cart after its last activity, in minutes. Default: 15. */
  holdMinutes?: number
  /** How long a hold lasts at most, whatever renews it, in minutes. Default: 60. */
  holdTotalMinutes?: number
  /** How long before the end of a hold the shopper is warned, in minutes. Default: 3. */
  holdWarningMinutes?: number
  /** How long an order waits for its payment, in minutes. Default: 15. */
  paymentMinutes?: number
  /** After how many minutes the florists are reminded of an order that nobody has accepted. Default: 15. */
  acceptReminderMinutes?: number
  /** After how many minutes the owner is notified of an order that nobody has accepted. Default: 30. */
  acceptAlarmMinutes?: number
  /** How long before the slot starts the florist is reminded, in minutes. Default: 60. */
  floristReminderMinutes?: number
  /** How long before the slot ends the courier is reminded, in minutes. Default: 45. */
  courierReminderMinutes?: number
  /** How many days ahead a delivery or a pick-up can be ordered, 1 to 365. Default: 365. */
  deliveryDaysAhead?: number
  /** Seconds in which a courier can undo "delivered", and a florist a record of stock; 0: none. Default: 60. */
  undoSeconds?: number
  /**
   * When staff get no alarms and reminders, in the shop's time zone, such as "22:00-08:00"; "off" for never.
   * Default: "22:00-08:00".
   */
  quietHours?: string
  /**
   * How long the couriers wait for the buyer's answer to the photo of the bouquet, in minutes; 0: the photo is only shown,
   * and nothing waits. Default: 10.
   */
  photoApprovalMinutes?: number
  /** A loss or a correction of stock with more pieces waits for a second person; 0: never. Default: 50. */
  stockApprovalPieces?: number
  /**
   * A loss or a correction of stock that is worth more, in the main unit of the currency, waits for a second person; 0: never.
   * Default: 500,000.
   */
  stockApprovalValue?: number
  /** What an offer of flowers that wilt takes off the price, in percent, 1 to 90. Default: 20. */
  stockOfferPercent?: number
  /** The shopping list covers the lead time of the supplier and this many days more, 1 to 60. Default: 3. */
  stockCoverDays?: number
  /**
   * Days that sell more or less than others, for the shopping list: "03-08=3" for each 8 March, "2027-03-21=1.5" for one day;
   * "03-08=last-year" for what was sold on this date a year before. Default: none.
   */
  stockHolidays?: string[]
  /** Hours after which the maker of a bouquet of the showcase is asked what to do with it; 0: never. Default: 24. */
  showcaseHours?: number
  /**
   * Whether the shop's own short workflows fill carts and place orders in the bot. They skip the store's hooks on core's
   * cart workflows. "auto" (default): true, unless the store has such hooks or a version of Medusa that was not checked.
   */
  fastCheckout?: "auto" | boolean
  /** Bearer token for `GET /metrics`, at least 16 characters. Without it the route is closed. */
  metricsToken?: string
  /** Maximum requests per minute to `/auth` from one IP address; 0 means no limit. Default: 20. */
  authRequestsPerMinute?: number
  /** Maximum requests per minute to `/store` from one IP address; 0 means no limit. Default: 600. */
  storeRequestsPerMinute?: number
  /** Maximum requests per minute to `/hooks` from one IP address; 0 means no limit. Default: 12,000. */
  hookRequestsPerMinute?: number
  /**
   * Maximum taps and messages of one shopper per ten seconds; 0 means no limit. Above the limit the bot asks
   * the shopper to wait. Default: 30.
   */
  shopperUpdatesPerTenSeconds?: number
  /** Units that a cart without a known buyer may hold; 0 means no limit. Default: 30. */
  guestHoldPieces?: number
  /**
   * Catalogue value that a cart without a known buyer may hold, in the main unit of its currency; 0 means no limit.
   * Default: 3,000,000.
   */
  guestHoldValue?: number
  /** Carts without a known buyer that hold stock at the same time from one IP address; 0 means no limit. Default: 5. */
  guestHoldsPerAddress?: number
  /** Orders per hour of one shopper, recipient's phone or e-mail; 0 means no limit. Default: 6. */
  ordersPerHour?: number
  /** Orders per hour of unknown buyers over the Store API from one IP address; 0 means no limit. Default: 6. */
  guestOrdersPerHour?: number
  /** Open cash orders of one shopper, e-mail, recipient's phone or address; 0 means no limit. Default: 3. */
  openCashOrders?: number
  /**
   * Open orders of one shopper, e-mail, recipient's phone or address that await an online payment; 0 means no limit.
   * Default: 3.
   */
  unpaidOrders?: number
  /**
   * A cash order above this value, in the main unit of the currency, is costly when its buyer has no delivered order; 0
   * means no limit. Default: 1,000,000.
   */
  firstCashOrderValue?: number
  /**
   * A costly first cash order: "call" asks staff on their card to talk to the buyer first, "advance" refuses cash, which
   * needs an online payment method. Default: "call".
   */
  firstCashOrder?: "call" | "advance"
  /**
   * Cash for an order that a courier brings to someone else: "shop" lets the giver pay at the shop before the courier leaves,
   * "off" accepts online payment only. Default: "shop".
   */
  giftCash?: "shop" | "off"
  /** A phone with this many orders that were not received no longer orders with cash; 0 means no limit. Default: 2. */
  cashNoShows?: number
  /** Click invoices per hour to one phone number, and of one shopper or IP address; 0 means no limit. Default: 5. */
  billsPerHour?: number
  /** Questions per hour to the owners about /bind and /unbind by an unknown author; 0 means no limit. Default: 10. */
  bindQuestionsPerHour?: number
  /** Messages to the shop of one shopper in ten minutes; 0 means no limit. Default: 5. */
  questionsPerTenMinutes?: number
  /** Number of the store's own proxies that set X-Forwarded-For. Default: 0. */
  trustedProxies?: number
  /** `GET /health/ready` shows the outbox as late when a message is late by more than this many minutes. Default: 10. */
  outboxLateMinutes?: number
  /** Days after which handled updates of Telegram are deleted, at least 2. Default: 3. */
  updateDays?: number
  /** Days after which notices that are not sent any more are deleted, at least 7. Default: 90. */
  messageDays?: number
  /** Days after which the recorded calls and processed events of the gateways are deleted; 0 keeps them. Default: 400. */
  gatewayCallDays?: number
  /**
   * Days without a change after which a cart of the shop's sales channels that nobody ordered is deleted; 0 keeps all.
   * Carts of channels that the shop shares with others stay. Default: 90.
   */
  cartDays?: number
  /** Days after which the cards of orders are deleted from the outbox; 0 keeps them. Default: 400. */
  cardDays?: number
  /** Days after which entries of the audit trail are deleted, at least 365; 0 keeps all. Default: 0. */
  auditDays?: number
  /** Days after which ended imports and comparisons are deleted, at least 1. Default: 30. */
  runDays?: number
  /**
   * Whether reads, and the start of transactions, run again when their database connection is lost, such as after a
   * restart of PostgreSQL. It applies to the connection pool of the whole store. Default: false.
   */
  repeatOnLostConnections?: boolean
  /**
   * Host names in a private network from which pictures of products may be loaded, such as that of your file server. By
   * default the shop loads pictures only from public addresses.
   */
  pictureHosts?: string[]
  /**
   * Providers whose webhook `/hooks/payment/<provider>` of Medusa is open, such as "stripe_stripe". Default: all, as in
   * Medusa.
   */
  paymentHooks?: string[]
  /** Payme merchant settings for `POST /hooks/payme`. The Payme payment provider must get the same values. */
  payme?: {
    merchantId: string
    key?: string
    testKey?: string
    checkoutUrl?: string
    addresses?: string[]
  }
  /** Click merchant settings for `POST /hooks/click/…` and for requests to Click's API. */
  click?: {
    serviceId: string
    merchantId: string
    merchantUserId: string
    secretKey: string
    checkoutUrl?: string
    apiUrl?: string
    taxId?: string
    delivery?: { ikpu: string; packageCode: string }
  }
  /** Stripe settings for `POST /hooks/stripe`. The Stripe payment provider must get the same values. */
  stripe?: {
    apiKey: string
    webhookSecret: string
    apiUrl?: string
    returnUrl: string
  }
}

/** A URL with one of these protocols, such as "https:". */
export const url = (protocols: string[], example: string) =>
  z.string().refine((value) => {
    try {
      return protocols.includes(new URL(value).protocol)
    } catch {
      return false
    }
  }, `must be an address such as ${example}`)

const minutes = z
  .number({ message: "must be a number of minutes" })
  .int("must be a whole number of minutes")
  .min(1, "must be at least 1 minute")
  .max(24 * 60, "must be at most a day")

/** A whole number of days. */
export const daysFrom = (least: number) =>
  z
    .number({ message: "must be a number of days" })
    .int("must be a whole number of days")
    .min(least, `must be at least ${least}`)
    .max(3650, "must be at most 3650")

/** At most a year: shown days have no year. */
export const DAYS_AHEAD_SCHEMA = daysFrom(1).max(365, "must be at most 365")

export const PERCENT_SCHEMA = z
  .number({ message: "must be a number" })
  .int("must be a whole number")
  .min(1, "must be 1 to 90")
  .max(90, "must be 1 to 90")

/** 0, or at least a year: PostgreSQL refuses to delete younger entries of the audit trail. */
export const AUDIT_DAYS_SCHEMA = daysFrom(0).refine(
  (days) => days === 0 || days >= 365,
  "must be 0 or at least 365",
)

const count = (most: number) =>
  z
    .number({ message: "must be a number" })
    .int("must be a whole number")
    .min(0, "must be 0 or more")
    .max(most, `must be at most ${most}`)

export const COVER_DAYS_SCHEMA = daysFrom(1).max(60, "must be at most 60")

/** Whether a text is a day: "MM-DD", or "YYYY-MM-DD". */
function isDay(text: string): boolean {
  // A leap year has each day.
  const day = text.length === 5 ? `2028-${text}` : text
  const instant = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(instant) && new Date(instant).toISOString().startsWith(day)
}

const holiday = z
  .string()
  .refine(
    (text) => /^(\d{4}-)?\d\d-\d\d=(last-year|\d{1,2}(\.\d{1,2})?)$/.test(text) && isDay(text.split("=")[0]),
    "must be days such as 03-08=3, 2027-03-21=1.5 or 03-08=last-year",
  )

const chatId = z
  .string()
  .regex(
    /^-?[1-9]\d{0,15}$/,
    "must be a Telegram chat id, such as -1001234567890 (send /where to the bot to see it)",
  )

const channelName = z.string().trim().min(1, "must be the name of a sales channel")

const paymeAddress = z.string().refine((value) => {
  const [, from, to] = /^([\da-f.:]+)(?:-([\da-f.:]+)|\/\d{1,3})?$/i.exec(value) ?? []
  return isIP(from ?? "") > 0 && (to === undefined || isIP(to) === isIP(from))
}, "must be an address, a range or a subnet, such as 185.234.113.1-185.234.113.15")

/**
 * Format of each option. The environment variables are checked with the same schemas.
 *
 * @internal not for stores that install the plugin
 */
export const OPTION_SCHEMAS = {
  token: z
    .string()
    .regex(/^\d{3,}:[\w-]{20,}$/, "must be the token that @BotFather gave, such as 123456:ABC-DEF…"),
  apiRoot: url(["http:", "https:"], "https://api.telegram.org"),
  webhookUrl: url(["https:", "http:"], "https://shop.example.uz"),
  webhookSecret: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/, "must be 16 to 256 of the characters A-Z, a-z, 0-9, _ and -"),
  ownerId: z.string().regex(/^[1-9]\d{0,15}$/, "must be a Telegram user id: digits only, such as 123456789"),
  chatId,
  minutes,
  quietHours: z
    .string()
    .regex(
      /^(off|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)$/,
      "must be two times such as 22:00-08:00, or off",
    ),
  stockHoliday: holiday,
  hostName: z.string().regex(/^[a-z\d.-]+$/i, "must be a host name, such as minio.internal"),
  paymeMerchantId: z
    .string()
    .regex(/^[\da-f]{24}$/i, "must be the cash desk's id from Payme's cabinet: 24 characters of 0-9 and a-f"),
  paymeKey: z.string().min(8, "must be the key of the cash desk in Payme's cabinet").max(128, "is too long"),
  paymeAddress,
  clickId: z.string().regex(/^[1-9]\d{0,15}$/, "must be a number from Click's cabinet"),
  clickSecretKey: z.string().min(6, "must be the service's key in Click's cabinet").max(128, "is too long"),
  taxId: z.string().regex(/^(\d{9}|\d{14})$/, "must be a TIN of 9 digits, or a PINFL of 14"),
  ikpu: z.string().regex(/^\d{17}$/, "must be an IKPU code of 17 digits"),
  packageCode: z.string().regex(/^\d{1,20}$/, "must be a package code: digits only"),
  stripeKey: z
    .string()
    .regex(/^[sr]k_\w{8,}$/, "must be a secret key from Stripe's dashboard, such as sk_test_…"),
  stripeSecret: z
    .string()
    .regex(/^whsec_\S{8,}$/, "must be the signing secret of a webhook endpoint, such as whsec_…"),
}

const schema: z.ZodType<GuldastaOptions> = z
  .object({
    token: OPTION_SCHEMAS.token,
    apiRoot: OPTION_SCHEMAS.apiRoot,
    webhookUrl: OPTION_SCHEMAS.webhookUrl,
    webhookSecret: OPTION_SCHEMAS.webhookSecret,
    ownerId: OPTION_SCHEMAS.ownerId,
    ownerEmail: z.email("must be an e-mail address"),
    guardAdmin: z.boolean({ message: "must be true or false" }),
    chats: z.object({ florists: chatId, couriers: chatId, shop: chatId, admin: chatId }).partial().strict(),
    salesChannel: channelName,
    salesChannels: z.union([z.literal("all"), z.array(channelName)], {
      message: 'must be "all" or a list of names of sales channels',
    }),
    holdMinutes: minutes,
    holdTotalMinutes: minutes,
    holdWarningMinutes: minutes,
    paymentMinutes: minutes,
    acceptReminderMinutes: minutes,
    acceptAlarmMinutes: minutes,
    floristReminderMinutes: minutes,
    courierReminderMinutes: minutes,
    deliveryDaysAhead: DAYS_AHEAD_SCHEMA,
    undoSeconds: count(600),
    quietHours: OPTION_SCHEMAS.quietHours,
    photoApprovalMinutes: count(24 * 60),
    stockApprovalPieces: count(1_000_000),
    stockApprovalValue: count(1_000_000_000),
    stockOfferPercent: PERCENT_SCHEMA,
    stockCoverDays: COVER_DAYS_SCHEMA,
    stockHolidays: z.array(holiday).max(366, "must be at most 366 days"),
    showcaseHours: count(24 * 14),
    fastCheckout: z.union([z.literal("auto"), z.boolean()], { message: 'must be "auto", true or false' }),
    metricsToken: z.string().min(16, "must be a random text of at least 16 characters"),
    authRequestsPerMinute: count(1_000_000),
    storeRequestsPerMinute: count(1_000_000),
    hookRequestsPerMinute: count(1_000_000),
    shopperUpdatesPerTenSeconds: count(1_000_000),
    guestHoldPieces: count(1_000_000),
    guestHoldValue: count(1_000_000_000),
    guestHoldsPerAddress: count(1_000_000),
    ordersPerHour: count(1_000_000),
    guestOrdersPerHour: count(1_000_000),
    openCashOrders: count(1_000_000),
    unpaidOrders: count(1_000_000),
    firstCashOrderValue: count(1_000_000_000),
    firstCashOrder: z.enum(["call", "advance"], { message: 'must be "call" or "advance"' }),
    giftCash: z.enum(["shop", "off"], { message: 'must be "shop" or "off"' }),
    cashNoShows: count(1_000_000),
    billsPerHour: count(1_000_000),
    bindQuestionsPerHour: count(1_000_000),
    questionsPerTenMinutes: count(1_000_000),
    trustedProxies: count(5),
    outboxLateMinutes: minutes,
    updateDays: daysFrom(2),
    messageDays: daysFrom(7),
    gatewayCallDays: daysFrom(0),
    cartDays: daysFrom(0),
    cardDays: daysFrom(0),
    auditDays: AUDIT_DAYS_SCHEMA,
    runDays: daysFrom(1),
    repeatOnLostConnections: z.boolean({ message: "must be true or false" }),
    pictureHosts: z.array(OPTION_SCHEMAS.hostName),
    paymentHooks: z.array(
      z.string().regex(/^[\w-]+$/, "must be the name of a provider, such as stripe_stripe"),
    ),
    payme: z
      .object({
        merchantId: OPTION_SCHEMAS.paymeMerchantId,
        key: OPTION_SCHEMAS.paymeKey.optional(),
        testKey: OPTION_SCHEMAS.paymeKey.optional(),
        checkoutUrl: url(["https:", "http:"], "https://checkout.paycom.uz").optional(),
        addresses: z.array(paymeAddress).optional(),
      })
      .strict()
      .refine(({ key, testKey }) => key ?? testKey, "needs a key or a testKey"),
    click: z
      .object({
        serviceId: OPTION_SCHEMAS.clickId,
        merchantId: OPTION_SCHEMAS.clickId,
        merchantUserId: OPTION_SCHEMAS.clickId,
        secretKey: OPTION_SCHEMAS.clickSecretKey,
        checkoutUrl: url(["https:", "http:"], "https://my.click.uz/services/pay").optional(),
        apiUrl: url(["https:", "http:"], "https://api.click.uz/v2/merchant").optional(),
        taxId: OPTION_SCHEMAS.taxId.optional(),
        delivery: z
          .object({ ikpu: OPTION_SCHEMAS.ikpu, packageCode: OPTION_SCHEMAS.packageCode })
          .strict()
          .optional(),
      })
      .strict(),
    stripe: z
      .object({
        apiKey: OPTION_SCHEMAS.stripeKey,
        webhookSecret: OPTION_SCHEMAS.stripeSecret,
        apiUrl: url(["https:", "http:"], "https://api.stripe.com").optional(),
        returnUrl: url(["https:", "http:"], "https://t.me/guldasta_bot"),
      })
      .strict(),
  })
  .partial()
  .strict()
  .check(({ value, issues }) => {
    const { webhookUrl, webhookSecret, apiRoot = "https:" } = value
    if (webhookUrl && !webhookSecret) {
      const message = "is not set. Without it, anyone could send updates to the webhook"
      issues.push({ code: "custom", path: ["webhookSecret"], message, input: value })
    }
    if (webhookUrl?.startsWith("http:") && apiRoot.startsWith("https:")) {
      const message = "must begin with https://, because Telegram accepts only https webhooks"
      issues.push({ code: "custom", path: ["webhookUrl"], message, input: value })
    }
  })

/**
 * Checks the plugin's options at the start.
 *
 * @throws MedusaError with one line for each invalid option, without the option's value, because it may be a
 * secret
 */
export function checkOptions(options: unknown): void {
  const result = schema.safeParse(options ?? {})
  if (!result.success) {
    const problems = result.error.issues.map((issue) =>
      issue.code === "unrecognized_keys"
        ? `  - ${[...issue.path, issue.keys.join(", ")].join(".")} is not a known option`
        : `  - ${issue.path.join(".")} ${issue.message}`,
    )
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Invalid Guldasta options in medusa-config:\n${problems.join("\n")}`,
    )
  }
}
