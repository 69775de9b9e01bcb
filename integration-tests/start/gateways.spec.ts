import { chooseGateways, gatewayLines, providerArguments } from "../../scripts/start/gateways"
import type { StandInSecrets } from "../../scripts/start/secrets"

const secrets: StandInSecrets = {
  paymeMerchantId: "5e730e8e0b852a417aa49ceb",
  paymeKey: "made-up-payme",
  clickServiceId: "10001",
  clickMerchantId: "10002",
  clickMerchantUserId: "10003",
  clickSecretKey: "made-up-click",
  stripeApiKey: "sk_test_madeup00",
  stripeWebhookSecret: "whsec_madeup00",
}
const sandboxUrl = "http://localhost:8081"

describe("the gateways of npm start", () => {
  const choose = (given: Record<string, string>, isSandboxed: boolean) =>
    chooseGateways({ given, secrets, sandboxUrl, isSandboxed })

  it("are all stand-ins without keys, whatever other settings exist", () => {
    const gateways = choose({ STRIPE_RETURN_URL: "https://t.me/x", PAYME_ADDRESSES: "10.0.0.1" }, true)
    expect(gateways).toMatchObject({ real: [], standIns: ["payme", "click", "stripe"] })
    expect(gateways.variables).toMatchObject({
      PAYME_KEY: "made-up-payme",
      PAYME_CHECKOUT_URL: "http://localhost:8081/payme",
      CLICK_API_URL: "http://localhost:8081/click/v2/merchant",
      STRIPE_API_URL: sandboxUrl,
    })
    expect(providerArguments(gateways)).toEqual([
      "pays:pp_payme_payme",
      "pays:pp_click_click",
      "pays:pp_stripe-checkout_stripe-checkout",
    ])
  })

  it("with keys are real, and their stand-ins are absent", () => {
    const gateways = choose({ PAYME_MERCHANT_ID: "6".repeat(24), PAYME_KEY: "their own" }, true)
    expect(gateways).toMatchObject({ real: ["payme"], standIns: ["click", "stripe"] })
    expect(Object.keys(gateways.variables).filter((name) => name.startsWith("PAYME_"))).toEqual([])
    expect(gatewayLines(gateways, sandboxUrl)).toEqual([
      "Payme: with your own keys",
      "http://localhost:8081/payments   (Click, Stripe: stand-ins, no money moves)",
    ])
  })

  it("have no stand-ins in a live shop, and its region loses the payment providers of stand-ins", () => {
    const gateways = choose(
      { STRIPE_API_KEY: "sk_live_theirs00", STRIPE_WEBHOOK_SECRET: "whsec_theirs00" },
      false,
    )
    expect(gateways).toMatchObject({ real: ["stripe"], standIns: [], variables: {} })
    expect(providerArguments(gateways)).toEqual([
      "stops:pp_payme_payme",
      "stops:pp_click_click",
      "pays:pp_stripe-checkout_stripe-checkout",
    ])
    expect(gatewayLines(choose({}, false), sandboxUrl)).toEqual([
      "on delivery. For online payment, set the keys of a gateway (docs/payments.md)",
    ])
  })
})
