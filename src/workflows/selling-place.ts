import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../lib/errors"
import { runPrepared, type Prepared } from "../lib/prepared"
import { TELEGRAM_SALES_CHANNEL } from "../lib/shop"
import { optionsOf } from "./settings"

/** Where the bot sells. */
export type SellingPlace = {
  region_id: string
  /** The region's, in small letters. */
  currency_code: string
  sales_channel_id: string
  /** The stock locations of the channel. */
  location_ids: string[]
}

type StoreRow = { default_region_id: string | null; default_sales_channel_id: string | null }
type RegionRow = { id: string; currency_code: string }
type ChannelRow = { id: string; name: string; location_ids: string[] }
type Row = { store: StoreRow | null; regions: RegionRow[]; channels: ChannelRow[] }

/** One statement: it stands in the way of every first bouquet. */
const PLACE: Prepared = {
  name: "selling-place",
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

/**
 * Where the bot sells: in the store's default region (its first one, where none is the default) through the
 * sales channel that the options name; else through the one named "Telegram", else through the default one.
 *
 * @throws shop_not_ready when the store has no region or no such channel yet
 */
export async function sellingPlace(container: MedusaContainer): Promise<SellingPlace> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const [{ store, regions, channels }] = await runPrepared<Row>(knex, PLACE, [])
  const { salesChannel } = optionsOf(container)
  const region = regionOf(store, regions)
  const channel = channelOf(store, channels, salesChannel)
  if (!region || !channel) {
    throw shopError(
      "shop_not_ready",
      `The store needs a region and a sales channel${salesChannel ? ` named ${salesChannel}` : ""}.`,
      MedusaError.Types.UNEXPECTED_STATE,
    )
  }
  return {
    region_id: region.id,
    currency_code: region.currency_code,
    sales_channel_id: channel.id,
    location_ids: channel.location_ids,
  }
}

function regionOf(store: StoreRow | null, regions: RegionRow[]): RegionRow | undefined {
  return regions.find(({ id }) => id === store?.default_region_id) ?? regions[0]
}

function channelOf(
  store: StoreRow | null,
  channels: ChannelRow[],
  named: string | undefined,
): ChannelRow | undefined {
  const known = channels.find(({ name }) => name === (named ?? TELEGRAM_SALES_CHANNEL))
  return known ?? (named ? undefined : channels.find(({ id }) => id === store?.default_sales_channel_id))
}
