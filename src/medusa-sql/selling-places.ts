import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** All regions and sales channels, and the store's default ones. */
export type SellingPlaces = {
  store: { default_region_id: string | null; default_sales_channel_id: string | null } | null
  /** In the order of their creation. */
  regions: { id: string; currency_code: string }[]
  channels: { id: string; name: string; location_ids: string[] }[]
}

const PLACES: Prepared = {
  name: "selling-places",
  text: `
  SELECT
    (
      SELECT json_build_object(
        'default_region_id', store.default_region_id, 'default_sales_channel_id', store.default_sales_channel_id
      )
      FROM store WHERE store.deleted_at IS NULL ORDER BY store.id LIMIT 1
    ) AS store,
    (
      SELECT coalesce(
        json_agg(json_build_object('id', region.id, 'currency_code', region.currency_code) ORDER BY region.created_at),
        '[]'
      )
      FROM region WHERE region.deleted_at IS NULL
    ) AS regions,
    (
      SELECT coalesce(json_agg(json_build_object(
        'id', channel.id, 'name', channel.name, 'location_ids', ARRAY(
          SELECT location.id FROM sales_channel_stock_location place
          JOIN stock_location location ON location.id = place.stock_location_id AND location.deleted_at IS NULL
          WHERE place.sales_channel_id = channel.id AND place.deleted_at IS NULL ORDER BY location.id
        )
      ) ORDER BY channel.id), '[]')
      FROM sales_channel channel WHERE channel.deleted_at IS NULL
    ) AS channels`,
}

/** Reads where the store can sell. */
export async function readSellingPlaces(container: MedusaContainer): Promise<SellingPlaces> {
  const [places] = await ask<SellingPlaces>(container, PLACES, [])
  return places
}
