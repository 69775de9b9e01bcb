import { CLICK, PAYME, STRIPE } from "../../src/lib/shop"
import type { StandInSecrets } from "./secrets"

const GATEWAYS = ["payme", "click", "stripe"] as const
export type GatewayName = (typeof GATEWAYS)[number]

/** Variables that a shop with an account at the gateway sets. */
const KEYS: Record<GatewayName, string[]> = {
  payme: ["PAYME_MERCHANT_ID", "PAYME_KEY", "PAYME_TEST_KEY"],
  click: ["CLICK_SERVICE_ID", "CLICK_MERCHANT_ID", "CLICK_MERCHANT_USER_ID", "CLICK_SECRET_KEY"],
  stripe: ["STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET"],
}

/** Ids of the Medusa payment providers. */
const PROVIDERS: Record<GatewayName, string> = { payme: PAYME, click: CLICK, stripe: STRIPE }

type Variables = Record<string, string | undefined>

/** Gateways that the shop offers, real or played by the sandbox. */
export type Gateways = {
  /** Gateways with keys: the shop calls the real gateway. */
  real: GatewayName[]
  /** Gateways without keys while the shop runs in the sandbox: a stand-in plays them. */
  standIns: GatewayName[]
  /** Variables of the stand-ins, for the shop and for the sandbox. */
  variables: Record<string, string>
}

type Given = { given: Variables; secrets: StandInSecrets; sandboxUrl: string; isSandboxed: boolean }

/**
 * Chooses real gateways and stand-ins. A gateway is real when any of its keys is set. Otherwise a stand-in
 * plays it, but only while the shop runs with the Telegram sandbox. A live shop has no stand-ins.
 */
export function chooseGateways({ given, secrets, sandboxUrl, isSandboxed }: Given): Gateways {
  const isReal = (name: GatewayName) => KEYS[name].some((variable) => given[variable])
  const real = GATEWAYS.filter(isReal)
  const standIns = isSandboxed ? GATEWAYS.filter((name) => !isReal(name)) : []
  const own = standInVariables(secrets, sandboxUrl)
  return { real, standIns, variables: Object.assign({}, ...standIns.map((name) => own[name])) }
}

function standInVariables(
  secrets: StandInSecrets,
  sandboxUrl: string,
): Record<GatewayName, Record<string, string>> {
  return {
    payme: {
      PAYME_MERCHANT_ID: secrets.paymeMerchantId,
      PAYME_KEY: secrets.paymeKey,
      PAYME_CHECKOUT_URL: `${sandboxUrl}/payme`,
    },
    click: {
      CLICK_SERVICE_ID: secrets.clickServiceId,
      CLICK_MERCHANT_ID: secrets.clickMerchantId,
      CLICK_MERCHANT_USER_ID: secrets.clickMerchantUserId,
      CLICK_SECRET_KEY: secrets.clickSecretKey,
      CLICK_CHECKOUT_URL: `${sandboxUrl}/click/services/pay`,
      CLICK_API_URL: `${sandboxUrl}/click/v2/merchant`,
    },
    stripe: {
      STRIPE_API_KEY: secrets.stripeApiKey,
      STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
      STRIPE_API_URL: sandboxUrl,
    },
  }
}

/** Arguments for `prepare-shop`: the payment providers to add to the region and those to remove. */
export function providerArguments({ real, standIns }: Gateways): string[] {
  const offered: GatewayName[] = [...real, ...standIns]
  return GATEWAYS.map((name) => `${offered.includes(name) ? "pays" : "stops"}:${PROVIDERS[name]}`)
}

const NAMES: Record<GatewayName, string> = { payme: "Payme", click: "Click", stripe: "Stripe" }

const list = (names: GatewayName[]) => names.map((name) => NAMES[name]).join(", ")

/** Lines of the start message about online payment. */
export function gatewayLines({ real, standIns }: Gateways, sandboxUrl: string): string[] {
  const lines = [
    ...(real.length ? [`${list(real)}: with your own keys`] : []),
    ...(standIns.length ? [`${sandboxUrl}/payments   (${list(standIns)}: stand-ins, no money moves)`] : []),
  ]
  return lines.length
    ? lines
    : ["on delivery. For online payment, set the keys of a gateway (docs/payments.md)"]
}
