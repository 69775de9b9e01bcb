import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** Where the shop stands and how to ring it, from Medusa's stock location. */
export type ShopPlace = { address: string | null; phone: string | null }

/** The first location; its address may be missing. */
const PLACE: Prepared = {
  name: "shop-place",
  text: `
  SELECT place.address_1, place.city, place.phone FROM stock_location location
  LEFT JOIN stock_location_address place ON place.id = location.address_id AND place.deleted_at IS NULL
  WHERE location.deleted_at IS NULL ORDER BY location.created_at LIMIT 1`,
}

type Row = { address_1: string | null; city: string | null; phone: string | null }

/** The shop's own address and phone; null what the stock location does not tell. */
export async function shopPlace(container: MedusaContainer): Promise<ShopPlace> {
  const place = (await ask<Row>(container, PLACE, [])).at(0)
  const lines = [place?.city, place?.address_1].filter(Boolean)
  return { address: lines.join(", ") || null, phone: place?.phone || null }
}
