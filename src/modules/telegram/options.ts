import { isIP } from "node:net"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/**
 * What a store tells the shop: `plugins: [{ resolve: "guldasta", options }]` in its medusa-config.ts. Everything
 * may be left out; without a token the bot is off, and the shop works over HTTP alone.
 */
export type GuldastaOptions = {
  /** The bot's token, from @BotFather. */
  token?: string
  /** The Bot API's address; https://api.telegram.org when left out. */
  apiRoot?: string
  /** The public address of this server; without it the bot asks for updates itself (long polling). */
  webhookUrl?: string
  /** What Telegram shows to prove that it is Telegram: 16 to 256 of A-Z a-z 0-9 _ - . Needed with a webhook. */
  webhookSecret?: string
  /** The owner's Telegram user id: the owner invites staff and binds chats. */
  ownerId?: string
  /** The shop's chats by their ids; a chat bound by the owner's /bind goes before. */
  chats?: { florists?: string; couriers?: string; shop?: string; admin?: string }
  /**
   * The name of the Medusa sales channel that the bot sells through. Left out: the channel named "Telegram", or
   * where there is none, the store's default channel.
   */
  salesChannel?: string
  /** Flowers in a cart are kept for it so many minutes after its last activity; 15. */
  holdMinutes?: number
  /** The shopper is warned so many minutes before a hold ends; 3. */
  holdWarningMinutes?: number
  /** An order waits so many minutes for its payment; 15. */
  paymentMinutes?: number
  /** After so many minutes the florists are reminded of an order that nobody accepts; 15. */
  acceptReminderMinutes?: number
  /** After so many minutes the owner is told of an order that nobody accepts; 30. */
  acceptAlarmMinutes?: number
  /** The florist is reminded so many minutes before the slot begins; 60. */
  floristReminderMinutes?: number
  /** The courier is reminded so many minutes before the slot ends; 45. */
  courierReminderMinutes?: number
  /**
   * Whether the shop's own short workflows fill carts and place orders instead of core's, whose hooks they skip.
   * "auto": unless the store has hooks on core's cart workflows, or a version of Medusa that was not checked. "auto".
   */
  fastCheckout?: "auto" | boolean
  /** What Prometheus shows to read `GET /metrics`, at least 16 characters; left out: nobody reads it. */
  metricsToken?: string
  /** Requests a minute to `/auth` from one address, 0 for any number; 20. */
  authRequestsPerMinute?: number
  /** Requests a minute to `/store` from one address, 0 for any number; 600. */
  storeRequestsPerMinute?: number
  /** Requests a minute to `/hooks` from one address, 0 for any number; 12,000. */
  hookRequestsPerMinute?: number
  /** Taps and messages of one shopper in ten seconds, 0 for any number; then the bot asks for patience. 30. */
  shopperUpdatesPerTenSeconds?: number
  /** How many proxies of the store's own stand before it and say in X-Forwarded-For who calls; 0. */
  trustedProxies?: number
  /** `GET /health/ready` says no when a message is late by more than so many minutes; 10. */
  outboxLateMinutes?: number
  /** The shop's Payme cabinet: what `POST /hooks/payme` believes. Its provider is given the same. */
  payme?: {
    merchantId: string
    key?: string
    testKey?: string
    checkoutUrl?: string
    addresses?: string[]
  }
  /** The shop's Click cabinet: what `POST /hooks/click/…` believes, and what Click is asked with. */
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
  /** The shop's Stripe account: what `POST /hooks/stripe` believes. Its provider is given the same. */
  stripe?: {
    apiKey: string
    webhookSecret: string
    apiUrl?: string
    returnUrl: string
  }
}

const url = (protocols: string[], example: string) =>
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

const count = (most: number) =>
  z
    .number({ message: "must be a number" })
    .int("must be a whole number")
    .min(0, "must be 0 or more")
    .max(most, `must be at most ${most}`)

const chatId = z
  .string()
  .regex(
    /^-?[1-9]\d{0,15}$/,
    "must be a Telegram chat id, such as -1001234567890 (the bot's /where tells it)",
  )

const paymeAddress = z.string().refine((value) => {
  const [, from, to] = /^([\da-f.:]+)(?:-([\da-f.:]+)|\/\d{1,3})?$/i.exec(value) ?? []
  return isIP(from ?? "") > 0 && (to === undefined || isIP(to) === isIP(from))
}, "must be an address, a range or a subnet, such as 185.234.113.1-185.234.113.15")

/**
 * How each option must be written; the environment's variables of the same meaning are written alike.
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
    chats: z.object({ florists: chatId, couriers: chatId, shop: chatId, admin: chatId }).partial().strict(),
    salesChannel: z.string().trim().min(1, "must be the name of a sales channel"),
    holdMinutes: minutes,
    holdWarningMinutes: minutes,
    paymentMinutes: minutes,
    acceptReminderMinutes: minutes,
    acceptAlarmMinutes: minutes,
    floristReminderMinutes: minutes,
    courierReminderMinutes: minutes,
    fastCheckout: z.union([z.literal("auto"), z.boolean()], { message: 'must be "auto", true or false' }),
    metricsToken: z.string().min(16, "must be a random text of at least 16 characters"),
    authRequestsPerMinute: count(1_000_000),
    storeRequestsPerMinute: count(1_000_000),
    hookRequestsPerMinute: count(1_000_000),
    shopperUpdatesPerTenSeconds: count(1_000_000),
    trustedProxies: count(5),
    outboxLateMinutes: minutes,
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
      const message = "is not set, and a webhook without it would believe anyone"
      issues.push({ code: "custom", path: ["webhookSecret"], message, input: value })
    }
    if (webhookUrl?.startsWith("http:") && apiRoot.startsWith("https:")) {
      const message = "must begin with https://: Telegram calls no other"
      issues.push({ code: "custom", path: ["webhookUrl"], message, input: value })
    }
  })

/**
 * Checks the options of a store, once, at its start.
 *
 * @throws MedusaError with one line for each option that is wrong, never with an option's value
 */
export function checkOptions(options: unknown): void {
  const result = schema.safeParse(options ?? {})
  if (!result.success) {
    const problems = result.error.issues.map((issue) =>
      issue.code === "unrecognized_keys"
        ? `  - ${[...issue.path, issue.keys.join(", ")].join(".")} is no option of the shop`
        : `  - ${issue.path.join(".")} ${issue.message}`,
    )
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Guldasta's options in medusa-config are not right:\n${problems.join("\n")}`,
    )
  }
}
