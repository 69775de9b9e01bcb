import { textsIn } from "../../ui/texts"
import { paymentName, paymentMethods } from "./payment-methods"

const cart = (providers: [id: string, isEnabled: boolean][]) => ({
  payment_providers: providers.map(([id, is_enabled]) => ({ id, is_enabled })),
})

describe("payment methods", () => {
  it("are the enabled providers of the region", () => {
    const region = cart([
      ["pp_system_default", true],
      ["pp_click_click", true],
      ["pp_payme_payme", false],
      ["pp_stripe-checkout_stripe-checkout", true],
      // Medusa's Stripe provider needs the card form of a storefront.
      ["pp_stripe_stripe", true],
      ["pp_stripe-ideal_stripe", true],
    ])
    expect(paymentMethods(region)).toEqual([
      "pp_click_click",
      "pp_stripe-checkout_stripe-checkout",
      "pp_system_default",
    ])
    expect(paymentMethods(cart([]))).toEqual([])
  })

  it("have a name also without a text", () => {
    expect(paymentName(textsIn("ru"), "pp_system_default")).toBe("💵 При получении")
    expect(paymentName(textsIn("uz"), "pp_system_default")).toBe("💵 Qabul qilganda")
    expect(paymentName(textsIn("uz"), "pp_some-new-bank_main")).toBe("💳 Some new bank")
    expect(paymentName(textsIn("ru"), "pp_")).toBe("💳 Pp_")
  })
})
