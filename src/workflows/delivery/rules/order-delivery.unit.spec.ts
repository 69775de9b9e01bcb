import type { OrderAddress } from "../../../medusa-sql/order-address"
import { EMPTY_DELIVERY } from "./apply-changes"
import { concernsAddress, differences, takenOver } from "./order-delivery"

const DELIVERY = {
  ...EMPTY_DELIVERY,
  method: "delivery" as const,
  recipient_name: "Zilola Karimova",
  recipient_phone: "+998901234567",
  address: "7, Khakikat street",
  latitude: 39.7,
  longitude: 64.4,
}

const address = (more: Partial<OrderAddress> = {}): OrderAddress => ({
  id: "ordaddr_1",
  first_name: "Zilola",
  last_name: "Karimova",
  phone: "+998901234567",
  address_1: "7, Khakikat street",
  address_2: null,
  city: "Bukhara",
  metadata: null,
  ...more,
})

describe("a delivery that follows Medusa's address", () => {
  it.each([
    ["nothing", {}, {}],
    ["an empty text instead of null", { address_2: "" }, {}],
    ["the name", { first_name: " Nigora ", last_name: "" }, { recipient_name: "Nigora" }],
    ["the phone", { phone: "93 555-11-22" }, { recipient_phone: "+998935551122" }],
    ["a phone that the shop does not know", { phone: " ask Aziza " }, { recipient_phone: "ask Aziza" }],
    [
      "the street",
      { address_1: "12, Navoi street" },
      { address: "12, Navoi street", latitude: null, longitude: null },
    ],
    [
      "the flat",
      { address_2: "flat 5" },
      { address: "7, Khakikat street, flat 5", latitude: null, longitude: null },
    ],
    [
      "the city",
      { city: "Kogon" },
      { address: "Kogon, 7, Khakikat street", latitude: null, longitude: null },
    ],
  ])("takes over a change of %s", (_, change, expected) => {
    expect(takenOver(DELIVERY, address(), address(change))).toEqual(expected)
    expect(differences(DELIVERY, { ...DELIVERY, ...expected })).toEqual(expected)
  })

  it("compares with the delivery when Medusa's old address is gone", () => {
    expect(takenOver(DELIVERY, null, address({ phone: "+998935551122" }))).toEqual({
      recipient_phone: "+998935551122",
    })
  })

  it("takes no street over into a pick-up order", () => {
    const pickup = { ...DELIVERY, method: "pickup" as const, address: null }
    expect(takenOver(pickup, address(), address({ address_1: "12, Navoi street" }))).toEqual({})
  })

  it("writes Medusa's address only for fields that it shows", () => {
    expect(concernsAddress({ card_text: "x", date: "2026-12-01" })).toBe(false)
    expect(concernsAddress({ recipient_phone: "x" })).toBe(true)
  })
})
