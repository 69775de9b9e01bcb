import type { DeliveryChanges } from "../types"
import type { StoredDelivery } from "./apply-changes"
import { nearestZone, reaches, type Location, type ShippingZone } from "./zones"

/** The method and the place of an old delivery; empty if the shop no longer delivers there. */
function copiedPlace(old: StoredDelivery, zones: ShippingZone[]): DeliveryChanges {
  const { method, latitude, longitude } = old
  const location: Location | null = latitude === null || longitude === null ? null : { latitude, longitude }
  const place = method === "delivery" ? location : null
  const kept = zones.find(
    (zone) => zone.id === old.shipping_option_id && zone.method === method && reaches(zone, place),
  )
  const copied: DeliveryChanges = {
    ...(method ? { method } : {}),
    ...(old.address ? { address: old.address } : {}),
    ...(location ?? {}),
  }
  if (kept) {
    return { ...copied, shipping_option_id: kept.id }
  }
  if (method === "pickup") {
    return zones.some((zone) => zone.method === "pickup") ? copied : {}
  }
  return !place || nearestZone(zones, place) ? copied : {}
}

/**
 * Copies all fields of an old delivery except the slot. Method and place are left out if the shop no longer
 * offers the method or delivers to the place.
 */
export function copiedChanges(old: StoredDelivery, zones: ShippingZone[]): DeliveryChanges {
  return {
    for_someone_else: old.for_someone_else,
    ...(old.recipient_name ? { recipient_name: old.recipient_name } : {}),
    ...(old.recipient_phone ? { recipient_phone: old.recipient_phone } : {}),
    ...(old.giver_phone ? { giver_phone: old.giver_phone } : {}),
    card_text: old.card_text,
    ...(old.without_card ? { without_card: true } : {}),
    anonymous: old.anonymous,
    ...(old.surprise ? { surprise: true } : {}),
    ...(old.address_unknown ? { address_unknown: true } : {}),
    ...(old.door_photo ? { door_photo: true } : {}),
    comment: old.comment,
    ...copiedPlace(old, zones),
  }
}
