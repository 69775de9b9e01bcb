import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** The shop's address and phone, from Medusa's stock location. */
export type ShopPlace = { address: string | null; phone: string | null }

/** The oldest stock location. It may have no address. */
const PLACE: Prepared = {
  name: "shop-place",
  text: `
  SELECT place.address_1, place.city, place.phone FROM stock_location location
  LEFT JOIN stock_location_address place ON place.id = location.address_id AND place.deleted_at IS NULL
  WHERE location.deleted_at IS NULL ORDER BY location.created_at LIMIT 1`,
}

type Row = { address_1: string | null; city: string | null; phone: string | null }

/** Reads the shop's address and phone. A missing value is null. */
export async function shopPlace(container: MedusaContainer): Promise<ShopPlace> {
  const place = (await ask<Row>(container, PLACE, [])).at(0)
  const lines = [place?.city, place?.address_1].filter(Boolean)
  return { address: lines.join(", ") || null, phone: place?.phone || null }
}
