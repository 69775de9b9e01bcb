import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** The shop's address and phone, from Medusa's stock location. */
export type ShopPlace = {
  address: string | null
  phone: string | null
  /** Its point on the map, as the metadata of its address says. */
  location: { latitude: number; longitude: number } | null
}

/** The oldest stock location, or the oldest of $1. It may have no address. */
const PLACE: Prepared = {
  name: "shop-place",
  text: `
  SELECT place.address_1, place.city, place.phone,
    place.metadata->>'latitude' AS latitude, place.metadata->>'longitude' AS longitude FROM stock_location location
  LEFT JOIN stock_location_address place ON place.id = location.address_id AND place.deleted_at IS NULL
  WHERE location.deleted_at IS NULL AND (CAST($1 AS text[]) IS NULL OR location.id = ANY($1))
  ORDER BY location.created_at LIMIT 1`,
}

type Row = Record<"address_1" | "city" | "phone" | "latitude" | "longitude", string | null>

/**
 * Reads the address and phone of a stock location. A missing value is null.
 *
 * @param locationIds the locations to choose from; null for all
 */
export async function readShopPlace(
  container: MedusaContainer,
  locationIds: string[] | null,
): Promise<ShopPlace> {
  const place = (await ask<Row>(container, PLACE, [locationIds])).at(0)
  const lines = [place?.city, place?.address_1].filter(Boolean)
  const [latitude, longitude] = [place?.latitude, place?.longitude].map((one) => Number(one ?? NaN))
  const isKnown = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return {
    address: lines.join(", ") || null,
    phone: place?.phone || null,
    location: isKnown ? { latitude, longitude } : null,
  }
}
