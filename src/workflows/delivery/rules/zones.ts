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
  /** Maximum distance from the shop, or from the district's centre, in km; null for no limit. */
  max_km: number | null
  /** The centre of a district; null for a zone around the shop. */
  centre: Location | null
  /** Location of the shop; null if its stock location has no coordinates. */
  origin: Location | null
  city: string | null
  /** Absent for a zone; see {@link Variant}. */
  variant: Variant | null
}

/**
 * A shipping option that is not a zone, but another price of one: for its express deliveries, or for its deliveries at an
 * exact time. A zone without such an option does not offer them.
 */
export type Variant = { kind: VariantKind; zone_id: string }

export const VARIANT_KINDS = ["express", "exact_time"] as const
export type VariantKind = (typeof VARIANT_KINDS)[number]

/** The shipping options that shoppers choose from: without other prices of zones. */
export const choosable = <Zone extends ShippingZone>(zones: Zone[]): Zone[] =>
  zones.filter(({ variant }) => !variant)

/** The other price of a zone; undefined if the zone does not offer it. */
export const variantOf = <Zone extends ShippingZone>(
  zones: Zone[],
  kind: VariantKind,
  zoneId: string | null,
): Zone | undefined => zones.find(({ variant }) => variant?.kind === kind && variant.zone_id === zoneId)

/** The zone of a shipping option: the option itself, or the zone whose other price it is. */
export const zoneIdOf = (zones: ShippingZone[], optionId: string | null): string | null =>
  zones.find(({ id }) => id === optionId)?.variant?.zone_id ?? optionId

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

const middleOf = ({ centre, origin }: ShippingZone): Location | null => centre ?? origin

/**
 * Whether the zone contains a location. True if the location, the middle of the zone or the limit is unknown.
 */
export function reaches(zone: ShippingZone, place: Location | null): boolean {
  const middle = middleOf(zone)
  return !place || !middle || zone.max_km === null || distanceKm(middle, place) <= zone.max_km
}

/**
 * The delivery zone of a location: the district whose centre is the nearest; outside all districts the smallest zone around
 * the shop that contains it, among equal zones the cheapest.
 */
export function nearestZone(zones: ShippingZone[], place: Location): ShippingZone | undefined {
  const around = zones.filter((zone) => zone.method === "delivery" && middleOf(zone) && reaches(zone, place))
  const distance = ({ centre }: ShippingZone) => (centre ? distanceKm(centre, place) : Infinity)
  const [district] = around.filter(({ centre }) => centre).sort((a, b) => distance(a) - distance(b))
  const reach = (zone: ShippingZone) => zone.max_km ?? Number.MAX_VALUE
  return district ?? around.sort((a, b) => reach(a) - reach(b) || (a.amount ?? 0) - (b.amount ?? 0))[0]
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

function variantIn(data: ListedShippingOption["data"]): Variant | null {
  const kind = VARIANT_KINDS.find((one) => one === data?.kind)
  return kind && typeof data?.zone === "string" ? { kind, zone_id: data.zone } : null
}

function locationIn(data: Record<string, unknown> | null | undefined): Location | null {
  const latitude = Number(data?.latitude ?? NaN)
  const longitude = Number(data?.longitude ?? NaN)
  return isLocation(latitude, longitude) ? { latitude, longitude } : null
}

/**
 * Converts a shipping option. Pick-up is marked by `data.method`, or by a type code that starts with
 * "pickup".
 */
export function zoneOf(option: ListedShippingOption): ShippingZone {
  const method = option.data?.method ?? (option.type?.code?.startsWith("pickup") ? "pickup" : "delivery")
  const maxKm = Number(option.data?.max_km ?? NaN)
  const address = option.service_zone?.fulfillment_set?.location?.address
  return {
    id: option.id,
    name: option.name,
    amount: option.amount ?? null,
    method: method === "pickup" ? "pickup" : "delivery",
    max_km: Number.isFinite(maxKm) && maxKm > 0 ? maxKm : null,
    centre: locationIn(option.data),
    origin: locationIn(address?.metadata),
    city: address?.city ?? null,
    variant: variantIn(option.data),
  }
}
