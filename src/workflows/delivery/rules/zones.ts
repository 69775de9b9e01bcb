import type { DeliveryMethod } from "../../../modules/delivery/slots"

/** A location in degrees (WGS 84). */
export type Location = { latitude: number; longitude: number }

/** A delivery zone or the pick-up point, read from a shipping option of Medusa. */
export type ShippingZone = {
  id: string
  name: string
  /** Price in the main unit of the cart's currency; null if the option has no price for this cart. */
  amount: number | null
  method: DeliveryMethod
  /** Maximum distance from the shop in km; null for no limit. */
  max_km: number | null
  /** Location of the shop; null if its stock location has no coordinates. */
  origin: Location | null
  city: string | null
}

const EARTH_RADIUS_KM = 6371

/** Distance between two locations in km (haversine formula). */
export function distanceKm(a: Location, b: Location): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const halfLatitude = Math.sin(radians(b.latitude - a.latitude) / 2)
  const halfLongitude = Math.sin(radians(b.longitude - a.longitude) / 2)
  const h =
    halfLatitude ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * halfLongitude ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

export function isLocation(latitude: unknown, longitude: unknown): boolean {
  const within = (value: unknown, bound: number) =>
    typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= bound
  return within(latitude, 90) && within(longitude, 180)
}

/**
 * Whether the zone contains a location. True if the location, the shop's location or the limit is unknown.
 */
export function reaches(zone: ShippingZone, place: Location | null): boolean {
  return !place || !zone.origin || zone.max_km === null || distanceKm(zone.origin, place) <= zone.max_km
}

/** The smallest delivery zone that contains a location; among equal zones the cheapest. */
export function nearestZone(zones: ShippingZone[], place: Location): ShippingZone | undefined {
  const reach = (zone: ShippingZone) => zone.max_km ?? Number.MAX_VALUE
  return zones
    .filter((zone) => zone.method === "delivery" && zone.origin && reaches(zone, place))
    .sort((a, b) => reach(a) - reach(b) || (a.amount ?? 0) - (b.amount ?? 0))[0]
}

type ListedPrice = {
  price_list_id?: string | null
  price_rules?: ({ attribute: string } | null)[] | null
}

/** The fields of a shipping option that the shop reads from Medusa's listing for a cart. */
export type ListedShippingOption = {
  id: string
  name: string
  amount?: number | null
  is_tax_inclusive?: boolean
  price_type?: string
  provider_id?: string | null
  shipping_profile_id?: string | null
  /** All prices of the option, for all carts. */
  prices?: (ListedPrice | null)[] | null
  data?: Record<string, unknown> | null
  type?: { code?: string | null } | null
  service_zone?: {
    fulfillment_set?: {
      location?: {
        address?: { city?: string | null; metadata?: Record<string, unknown> | null } | null
      } | null
    } | null
  } | null
}

/**
 * Converts a shipping option. Pick-up is marked by `data.method`, or by a type code that starts with
 * "pickup".
 */
export function zoneOf(option: ListedShippingOption): ShippingZone {
  const method = option.data?.method ?? (option.type?.code?.startsWith("pickup") ? "pickup" : "delivery")
  const maxKm = Number(option.data?.max_km ?? NaN)
  const address = option.service_zone?.fulfillment_set?.location?.address
  const latitude = Number(address?.metadata?.latitude ?? NaN)
  const longitude = Number(address?.metadata?.longitude ?? NaN)
  return {
    id: option.id,
    name: option.name,
    amount: option.amount ?? null,
    method: method === "pickup" ? "pickup" : "delivery",
    max_km: Number.isFinite(maxKm) && maxKm > 0 ? maxKm : null,
    origin: isLocation(latitude, longitude) ? { latitude, longitude } : null,
    city: address?.city ?? null,
  }
}
