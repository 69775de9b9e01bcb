import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import type { DeliveryMethod, SlotState } from "../../../modules/delivery/slots"
import type { DeliveryChanges } from "../types"
import { chooseSlot, chooseTime, slotAsChosen } from "./choose-slot"
import { readAddress, readEmail, readName, readNote, readPhone } from "./texts"
import { isLocation, nearestZone, reaches, type Location, type ShippingZone } from "./zones"

/** The fields of a stored delivery that the shopper chooses. */
export type StoredDelivery = {
  method: DeliveryMethod | null
  for_someone_else: boolean
  recipient_name: string | null
  recipient_phone: string | null
  giver_phone: string | null
  address: string | null
  latitude: number | null
  longitude: number | null
  shipping_option_id: string | null
  card_text: string | null
  without_card: boolean
  anonymous: boolean
  surprise: boolean
  address_unknown: boolean
  door_photo: boolean
  comment: string | null
  date: string | null
  window_id: string | null
  starts_at: Date | null
  ends_at: Date | null
  express: boolean
  exact_time: string | null
}

export const EMPTY_DELIVERY: StoredDelivery = {
  method: null,
  for_someone_else: false,
  recipient_name: null,
  recipient_phone: null,
  giver_phone: null,
  address: null,
  latitude: null,
  longitude: null,
  shipping_option_id: null,
  card_text: null,
  without_card: false,
  anonymous: false,
  surprise: false,
  address_unknown: false,
  door_photo: false,
  comment: null,
  date: null,
  window_id: null,
  starts_at: null,
  ends_at: null,
  express: false,
  exact_time: null,
}

/** Copies the fields that the shopper chooses from a stored delivery. */
export function storedPart(record: StoredDelivery): StoredDelivery {
  return {
    method: record.method,
    for_someone_else: record.for_someone_else,
    recipient_name: record.recipient_name,
    recipient_phone: record.recipient_phone,
    giver_phone: record.giver_phone,
    address: record.address,
    latitude: record.latitude,
    longitude: record.longitude,
    shipping_option_id: record.shipping_option_id,
    card_text: record.card_text,
    without_card: record.without_card,
    anonymous: record.anonymous,
    surprise: record.surprise,
    address_unknown: record.address_unknown,
    door_photo: record.door_photo,
    comment: record.comment,
    date: record.date,
    window_id: record.window_id,
    starts_at: record.starts_at,
    ends_at: record.ends_at,
    express: record.express,
    exact_time: record.exact_time,
  }
}

type Place = Pick<StoredDelivery, "address" | "latitude" | "longitude">

const locationOf = ({ latitude, longitude }: Place): Location | null =>
  latitude === null || longitude === null ? null : { latitude, longitude }

function readLocation(changes: DeliveryChanges): Location | null {
  const { latitude = null, longitude = null } = changes
  if (latitude === null && longitude === null) {
    return null
  }
  if (latitude === null || longitude === null || !isLocation(latitude, longitude)) {
    throw shopError(
      "invalid_location",
      "A location needs a latitude from -90 to 90 and a longitude from -180 to 180.",
      MedusaError.Types.INVALID_DATA,
    )
  }
  return { latitude, longitude }
}

const NO_PLACE: Place = { address: null, latitude: null, longitude: null }

/**
 * Applies a new address or location. Each one alone removes the other, which may no longer be correct. An address that only the
 * recipient knows removes both.
 */
function changePlace(known: Place, changes: DeliveryChanges): Place {
  const current = changes.address_unknown ? NO_PLACE : known
  const hasAddress = changes.address !== undefined
  const hasLocation = changes.latitude !== undefined || changes.longitude !== undefined
  const address = typeof changes.address === "string" ? readAddress(changes.address) : null
  const location = readLocation(changes)
  return {
    address: hasAddress ? address : location ? null : current.address,
    latitude: hasLocation ? (location?.latitude ?? null) : address ? null : current.latitude,
    longitude: hasLocation ? (location?.longitude ?? null) : address ? null : current.longitude,
  }
}

type Card = Pick<StoredDelivery, "card_text" | "without_card">

/** Applies the words of the greeting card, or the wish for none. */
function changeCard(current: Card, { card_text, without_card }: DeliveryChanges): Card {
  const text = card_text === undefined ? current.card_text : readNote(card_text, "card_text")
  const isNone = without_card ?? (current.without_card && card_text === undefined)
  const isWritten = typeof card_text === "string" && text !== null
  return isNone && !isWritten
    ? { card_text: null, without_card: true }
    : { card_text: text, without_card: false }
}

type Switches = Pick<StoredDelivery, "surprise" | "address_unknown" | "door_photo">

/**
 * Applies the switches of an order for someone else. A delivery with a place needs no question, and a recipient who is asked is
 * not surprised.
 */
function changeSwitches(next: StoredDelivery, changes: DeliveryChanges): Switches {
  const { for_someone_else: isForOther, address, latitude } = next
  const asks = changes.address_unknown ?? (next.address_unknown && !changes.surprise)
  const address_unknown = isForOther && asks && address === null && latitude === null
  return {
    address_unknown,
    surprise: isForOther && !address_unknown && (changes.surprise ?? next.surprise),
    door_photo: isForOther && (changes.door_photo ?? next.door_photo),
  }
}

function chosenZone(
  id: string,
  method: DeliveryMethod | null,
  place: Location | null,
  zones: ShippingZone[],
) {
  const zone = zones.find((one) => one.id === id)
  if (!zone || zone.method !== method) {
    throw shopError(
      "invalid_shipping_option",
      "This shipping option is not available for the cart and the chosen method.",
      MedusaError.Types.INVALID_DATA,
    )
  }
  if (method === "delivery" && !reaches(zone, place)) {
    throw shopError("out_of_zone", "The location is outside the chosen delivery zone.")
  }
  return zone.id
}

function pickUpOption(zones: ShippingZone[]): string {
  const [option] = zones
    .filter((zone) => zone.method === "pickup")
    .sort((a, b) => (a.amount ?? 0) - (b.amount ?? 0))
  if (!option) {
    throw shopError("invalid_shipping_option", "The shop offers no pick-up.")
  }
  return option.id
}

function zoneOfPlace(place: Location, zones: ShippingZone[]): string | null {
  const zone = nearestZone(zones, place)
  if (!zone && zones.some((one) => one.method === "delivery" && (one.centre ?? one.origin))) {
    throw shopError("out_of_zone", "The shop does not deliver that far.")
  }
  return zone?.id ?? null
}

/**
 * The shipping option after the changes: the requested one, or the one that follows from method and location.
 */
function changeOption(
  current: StoredDelivery,
  next: StoredDelivery,
  requested: string | undefined,
  zones: ShippingZone[],
) {
  const place = next.method === "delivery" ? locationOf(next) : null
  if (requested !== undefined) {
    return chosenZone(requested, next.method, place, zones)
  }
  const moved = current.latitude !== next.latitude || current.longitude !== next.longitude
  if (next.method === current.method && !(moved && next.method === "delivery")) {
    return current.shipping_option_id
  }
  if (next.method === "pickup") {
    return pickUpOption(zones)
  }
  // Without a location the shopper must choose a zone, because the old one belongs to another method or
  // place.
  return place ? zoneOfPlace(place, zones) : null
}

export const NO_SLOT = {
  date: null,
  window_id: null,
  starts_at: null,
  ends_at: null,
  express: false,
  exact_time: null,
}

/**
 * Applies a shopper's changes to a delivery. Validates and normalizes the values, and sets dependent fields:
 * the zone of a location, the pick-up point, and no slot if the new method does not allow it.
 *
 * @param zones the shipping options that Medusa offers to the cart
 * @param slots the windows and bookings of the days in question
 * @throws a shop error with the code of the first invalid field
 */
export function applyChanges(
  current: StoredDelivery,
  changes: DeliveryChanges,
  zones: ShippingZone[],
  slots: SlotState,
): StoredDelivery {
  const read = <T, R>(value: T | undefined, reader: (value: T) => R, otherwise: R): R =>
    value === undefined ? otherwise : reader(value)
  const next: StoredDelivery = {
    ...current,
    method: changes.method ?? current.method,
    for_someone_else: changes.for_someone_else ?? current.for_someone_else,
    recipient_name: read(changes.recipient_name, readName, current.recipient_name),
    recipient_phone: read(changes.recipient_phone, readPhone, current.recipient_phone),
    giver_phone: read(changes.giver_phone, readPhone, current.giver_phone),
    ...changeCard(current, changes),
    comment: read(changes.comment, (text) => readNote(text, "comment"), current.comment),
    anonymous: changes.anonymous ?? current.anonymous,
    ...changePlace(current, changes),
  }
  Object.assign(next, changeSwitches(next, changes))
  next.shipping_option_id = changeOption(current, next, changes.shipping_option_id, zones)
  if (changes.slot_id !== undefined) {
    Object.assign(next, chooseSlot(changes.slot_id, next.method, slots))
  } else if (next.method !== current.method && !slotAsChosen(next, slots)) {
    Object.assign(next, NO_SLOT)
  }
  return changes.exact_time === undefined ? next : { ...next, ...chooseTime(changes.exact_time, next, slots) }
}

/** The new e-mail address; null removes it; undefined if it does not change. */
export function changedEmail(changes: DeliveryChanges): string | null | undefined {
  return typeof changes.email === "string" ? readEmail(changes.email) : changes.email
}
