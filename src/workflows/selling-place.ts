import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../lib/errors"
import { TELEGRAM_MODULE } from "../modules/telegram"
import type { GuldastaOptions } from "../modules/telegram/options"
import { runPrepared, type Prepared } from "../lib/prepared"
import { TELEGRAM_SALES_CHANNEL } from "../lib/shop"

/** The region, sales channel and stock locations of the bot. */
export type SellingPlace = {
  region_id: string
  /** Currency code of the region, in lower case. */
  currency_code: string
  sales_channel_id: string
  /** Ids of the sales channel's stock locations. */
  location_ids: string[]
}

type StoreRow = { default_region_id: string | null; default_sales_channel_id: string | null }
type RegionRow = { id: string; currency_code: string }
type ChannelRow = { id: string; name: string; location_ids: string[] }
type Row = { store: StoreRow | null; regions: RegionRow[]; channels: ChannelRow[] }

/** It is one statement, because a shopper waits for it when the first product is added to a cart. */
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
 * Finds the region and sales channel in which the bot sells. The region is the store's default region, or the
 * first one if there is no default. The sales channel is the one named in the options. Without this option,
 * it is the one named "Telegram", or the store's default.
 *
 * @throws shop_not_ready if the store has no region or no matching sales channel
 */
export async function sellingPlace(container: MedusaContainer): Promise<SellingPlace> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const [{ store, regions, channels }] = await runPrepared<Row>(knex, PLACE, [])
  const { options } = container.resolve<{ options: GuldastaOptions }>(TELEGRAM_MODULE)
  const region = regionOf(store, regions)
  const channel = channelOf(store, channels, options.salesChannel)
  if (!region || !channel) {
    throw shopError(
      "shop_not_ready",
      `The store needs a region and a sales channel${options.salesChannel ? ` named ${options.salesChannel}` : ""}.`,
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
