import type { CartDelivery, CartDeliveryView } from "../../../workflows/delivery/types"
import { missingFields } from "../../../workflows/delivery/rules/missing-fields"
import { nextStep, stepBefore } from "./steps-order"

const NOTHING: CartDelivery = {
  method: null,
  for_someone_else: false,
  recipient_name: null,
  recipient_phone: null,
  giver_phone: null,
  address: null,
  latitude: null,
  longitude: null,
  shipping_option_id: null,
  slot_id: null,
  slot: null,
  exact_time: null,
  email: null,
  card_text: null,
  without_card: false,
  anonymous: false,
  surprise: false,
  address_unknown: false,
  door_photo: false,
  comment: null,
}

const ALL: CartDelivery = {
  ...NOTHING,
  method: "delivery",
  recipient_name: "Нигора",
  recipient_phone: "+998901234567",
  address: "ул. Навои 12",
  shipping_option_id: "so_1",
  slot_id: "2026-03-08.dwin_1",
}

function view(delivery: Partial<CartDelivery>, zones = 2): CartDeliveryView {
  const stored = { ...NOTHING, ...delivery }
  return {
    delivery: stored,
    missing: missingFields(stored),
    shipping_options: Array.from({ length: zones }, (_, index) => ({
      id: `so_${index}`,
      name: `${index}`,
      amount: 1,
      method: "delivery",
      max_km: null,
      express_amount: null,
      exact_time_amount: null,
      chosen: false,
    })),
  }
}

describe("order of the checkout steps", () => {
  it("asks for missing fields in order, then for fields of another recipient", () => {
    expect(nextStep(view({}), [])).toBe("method")
    expect(nextStep(view({ ...ALL, slot_id: null }), [])).toBe("slot_id")
    expect(nextStep(view(ALL), ["recipient_phone"])).toBe("recipient_phone")
    expect(nextStep(view(ALL), [])).toBeUndefined()
  })

  it("goes back only to steps that the shopper has seen", () => {
    expect(stepBefore("method", view({}), [])).toBeUndefined()
    expect(stepBefore("slot_id", view({ ...ALL, slot_id: null }), [])).toBe("shipping_option_id")
    expect(stepBefore("slot_id", view({ ...ALL, slot_id: null }, 1), [])).toBe("address")
    expect(stepBefore("slot_id", view({ ...ALL, slot_id: null, latitude: 39.7, longitude: 64.4 }), [])).toBe(
      "address",
    )
    expect(stepBefore("slot_id", view({ ...ALL, slot_id: null, method: "pickup" }), [])).toBe(
      "recipient_phone",
    )
    expect(stepBefore("recipient_phone", view({ ...ALL, slot_id: null }), [])).toBe("method")
    expect(stepBefore("recipient_phone", view({ ...ALL, slot_id: null, for_someone_else: true }), [])).toBe(
      "recipient_name",
    )
  })

  it("goes back to the summary after an edit", () => {
    expect(stepBefore("recipient_name", view(ALL), [])).toBe("summary")
  })
})
