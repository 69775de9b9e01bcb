import { errorCode } from "../../../lib/errors"
import type { DeliveryChanges } from "../types"
import { applyChanges, EMPTY_DELIVERY, type StoredDelivery } from "./apply-changes"
import { copiedChanges } from "./copied-changes"
import { missingFields } from "./missing-fields"
import { readAddress, readEmail, readName, readNote, readPhone } from "./texts"
import { distanceKm, nearestZone, reaches, zoneOf, type ShippingZone } from "./zones"

const codeOf = (act: () => unknown) => {
  try {
    return act()
  } catch (error) {
    return errorCode(error)
  }
}

describe("phone numbers", () => {
  it.each([
    ["+998 90 123 45 67", "+998901234567"],
    ["998901234567", "+998901234567"],
    ["90 123-45-67", "+998901234567"],
    ["(90) 1234567", "+998901234567"],
    ["00998 90 123 45 67", "+998901234567"],
    ["65 223 45 67", "+998652234567"],
    ["+7 (912) 345-67-89", "+79123456789"],
    ["+49 30 901820", "+4930901820"],
    ["8 (90) 123-45-67", "+998901234567"],
    ["8 998 90 123 45 67", "+998901234567"],
    ["8-10-998-90-123-45-67", "+998901234567"],
    ["(+998) 90 123 45 67", "+998901234567"],
    ["[90] 123.45.67", "+998901234567"],
    ["tel:+998901234567", "+998901234567"],
    ["\u202a+998\u00a090\u00a0123\u201145\u201167\u202c", "+998901234567"],
    ["\u200e\ufeff90\u200b123\u206045\u00ad67", "+998901234567"],
    ["٩٩٨ ٩٠ ١٢٣ ٤٥ ٦٧", "+998901234567"],
    ["+۹۹۸ ۹۰ ۱۲۳ ۴۵ ۶۷", "+998901234567"],
    ["＋９９８９０１２３４５６７", "+998901234567"],
    ["8 (912) 345-67-89", "+79123456789"],
    ["7 912 345 67 89", "+79123456789"],
    ["905321234567", "+905321234567"],
  ])("%s is %s", (typed, stored) => expect(readPhone(typed)).toBe(stored))

  it.each([
    "",
    "911",
    "90 123 45",
    "+998 11 111 11 11",
    "call 90 123 45 67",
    "９０abc",
    "+998901234567890123",
    "90 123 45 67, 91 765 43 21",
    "+998 90 123 45 67 +998 91 765 43 21",
    "8 11 111 11 11",
    "1".repeat(1e6),
  ])("%# is not valid", (typed) => expect(codeOf(() => readPhone(typed))).toBe("invalid_phone"))
})

describe("texts", () => {
  it("are normalized", () => {
    expect(readName("  Зилола \u0000\n Karimova ")).toBe("Зилола Karimova")
    expect(readNote("line\r\nline\u0007", "comment")).toBe("line\nline")
    expect(readNote("  ", "card_text")).toBeNull()
  })

  it("lose direction characters and must have a visible character", () => {
    expect(readName("Зилола\u202e\u2066")).toBe("Зилола")
    expect(readName("🌹")).toBe("🌹")
    expect(readName("\u200eЗи\u00adло\u200bла\u00a0 Каримова\ufeff")).toBe("Зилола Каримова")
    expect(readAddress("\ufeffул.\u00a0Навои,\u200b  5\u2028\n\n кв. 3")).toBe("ул. Навои, 5\nкв. 3")
    expect(readEmail("\u200ea@b.uz\u200b ")).toBe("a@b.uz")
    expect(codeOf(() => readName("\u3164\u2800"))).toBe("invalid_name")
    expect(codeOf(() => readName("\u200b\u2060 \u202e.-"))).toBe("invalid_name")
    expect(codeOf(() => readAddress("\u200b\u2060, …--"))).toBe("invalid_address")
  })

  it("count an emoji as one character", () => {
    expect(readNote("🌹".repeat(500), "card_text")).toHaveLength(1000)
    expect(codeOf(() => readNote("🌹".repeat(501), "card_text"))).toBe("text_too_long")
    expect(codeOf(() => readName("x".repeat(5_000_000)))).toBe("text_too_long")
  })

  it.each(["a@b", "@b.uz", "a b@c.uz", "a@b.uz\nBcc: x@y.uz", "x".repeat(300) + "@b.uz"])(
    "%# is no e-mail address",
    (text) => expect(codeOf(() => readEmail(text))).toBe("invalid_email"),
  )
})

const origin = { latitude: 39.773, longitude: 64.4207 }
const zone = (
  id: string,
  max_km: number | null,
  amount = 0,
  method: ShippingZone["method"] = "delivery",
): ShippingZone => ({
  id,
  name: id,
  amount,
  method,
  max_km,
  centre: null,
  origin,
  city: null,
  variant: null,
})

describe("delivery zones", () => {
  it("computes great-circle distances", () => {
    expect(distanceKm(origin, origin)).toBe(0)
    // Bukhara to Samarkand: about 220 km in a straight line.
    expect(distanceKm(origin, { latitude: 39.6542, longitude: 66.9597 })).toBeCloseTo(217.3, 0)
    expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(
      111.2,
      0,
    )
  })

  it("chooses the smallest zone that contains the location, then the cheapest", () => {
    const zones = [zone("far", 25), zone("dear", 4, 2), zone("near", 4, 1), zone("pickup", null, 0, "pickup")]
    expect(nearestZone(zones, { latitude: 39.785, longitude: 64.438 })?.id).toBe("near")
    expect(nearestZone(zones, { latitude: 39.9, longitude: 64.5 })?.id).toBe("far")
    expect(nearestZone(zones, { latitude: 41.3, longitude: 69.2 })).toBeUndefined()
    expect(nearestZone([...zones, zone("anywhere", null)], { latitude: 41.3, longitude: 69.2 })?.id).toBe(
      "anywhere",
    )
  })

  it("chooses the district with the nearest centre, and outside all districts a zone around the shop", () => {
    const district = (id: string, latitude: number, max_km: number | null = 2): ShippingZone => ({
      ...zone(id, max_km),
      centre: { latitude, longitude: 64.42 },
    })
    const zones = [zone("city", 10), district("north", 39.8), district("centre", 39.775)]
    const at = (latitude: number) => nearestZone(zones, { latitude, longitude: 64.42 })?.id
    expect([39.77, 39.785, 39.79, 39.815].map(at)).toEqual(["centre", "centre", "north", "north"])
    expect([at(39.84), at(39.9)]).toEqual(["city", undefined])
    expect(reaches(zones[1], { latitude: 39.775, longitude: 64.42 })).toBe(false)
    expect(nearestZone([district("any", 39.8, null)], { latitude: 41.3, longitude: 69.2 })?.id).toBe("any")
    const data = { latitude: 39.8, longitude: "64.42", max_km: 2 }
    expect(zoneOf({ id: "d", name: "D", data }).centre).toEqual({ latitude: 39.8, longitude: 64.42 })
    expect(zoneOf({ id: "d", name: "D", data: { latitude: 39.8 } }).centre).toBeNull()
  })

  it("reads other prices of a zone", () => {
    const read = (data: Record<string, unknown>) => zoneOf({ id: "v", name: "V", data }).variant
    expect(read({ kind: "express", zone: "so_1" })).toEqual({ kind: "express", zone_id: "so_1" })
    expect(read({ kind: "exact_time", zone: "so_1" })).toEqual({ kind: "exact_time", zone_id: "so_1" })
    expect([read({ kind: "drone", zone: "so_1" }), read({ kind: "express" }), read({})]).toEqual([
      null,
      null,
      null,
    ])
  })

  it("reads shipping options with incomplete data", () => {
    const address = { city: "Бухара", metadata: { latitude: "39.773", longitude: 64.4207 } }
    const service_zone = { fulfillment_set: { location: { address } } }
    expect(zoneOf({ id: "a", name: "A", amount: 5, data: { method: "pickup" }, service_zone })).toMatchObject(
      {
        method: "pickup",
        max_km: null,
        origin,
      },
    )
    expect(zoneOf({ id: "b", name: "B", data: { max_km: "7.5" } })).toMatchObject({
      method: "delivery",
      max_km: 7.5,
      origin: null,
    })
    expect(zoneOf({ id: "c", name: "C", data: null, type: { code: "pickup-2" } }).method).toBe("pickup")
  })
})

it("lists missing fields in the order in which to ask for them", () => {
  const fields = { ...EMPTY_DELIVERY, slot_id: null }
  expect(missingFields(fields)).toEqual([
    "method",
    "recipient_name",
    "recipient_phone",
    "address",
    "shipping_option_id",
    "slot_id",
  ])
  expect(missingFields({ ...fields, for_someone_else: true })).toContain("giver_phone")
  expect(missingFields({ ...fields, method: "pickup" })).not.toContain("address")
  expect(missingFields({ ...fields, method: "delivery", latitude: 39.7 })).not.toContain("address")
})

/** Applies changes in a shop without zones and slots. */
const change = (current: StoredDelivery, changes: DeliveryChanges) =>
  applyChanges(current, changes, [], {
    windows: [],
    closed: new Set<string>(),
    taken: new Map<string, number>(),
    now: new Date(),
    timeZone: "UTC",
  })

it("asks a recipient for the address, or surprises them, but not both", () => {
  const gift = { ...EMPTY_DELIVERY, method: "delivery" as const, for_someone_else: true }
  const asking = change({ ...gift, address: "Navoi 12", surprise: true }, { address_unknown: true })
  expect(asking).toMatchObject({ address: null, address_unknown: true, surprise: false })
  expect(missingFields({ ...asking, slot_id: null })).not.toContain("address")
  expect(change(asking, { door_photo: true })).toMatchObject({ address_unknown: true, door_photo: true })
  const surprising = change(asking, { surprise: true })
  expect(surprising).toMatchObject({ address_unknown: false, surprise: true })
  expect(missingFields({ ...surprising, slot_id: null })).toContain("address")
  expect(change(asking, { address: "Navoi 12" })).toMatchObject({
    address: "Navoi 12",
    address_unknown: false,
  })
  expect(change(asking, { for_someone_else: false })).toMatchObject({ address_unknown: false })
  expect(change(EMPTY_DELIVERY, { surprise: true, address_unknown: true, door_photo: true })).toMatchObject({
    door_photo: false,
    surprise: false,
    address_unknown: false,
  })
})

it("keeps the words of a card, or the wish for none", () => {
  const written = change(EMPTY_DELIVERY, { card_text: "With love" })
  expect(written).toMatchObject({ card_text: "With love", without_card: false })
  const none = change(written, { without_card: true })
  expect(none).toMatchObject({ card_text: null, without_card: true })
  expect(change(none, { comment: "Ring twice" })).toMatchObject({ without_card: true })
  expect(change(none, { card_text: "With love" })).toMatchObject({
    card_text: "With love",
    without_card: false,
  })
  expect(change(none, { card_text: null })).toMatchObject({ card_text: null, without_card: false })
})

it("copies method and place of an old delivery only if the shop still delivers there", () => {
  const old = {
    ...EMPTY_DELIVERY,
    method: "delivery" as const,
    recipient_name: "Zilola",
    latitude: 39.9,
    longitude: 64.5,
    shipping_option_id: "far",
  }
  expect(copiedChanges(old, [zone("far", 25)])).toMatchObject({
    method: "delivery",
    shipping_option_id: "far",
  })
  expect(copiedChanges(old, [zone("new", 25)])).not.toHaveProperty("shipping_option_id")
  expect(copiedChanges(old, [zone("near", 4)])).toEqual({
    for_someone_else: false,
    recipient_name: "Zilola",
    card_text: null,
    anonymous: false,
    comment: null,
  })
})
