import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../lib/errors"
import { readSellingPlaces, type SellingPlaces } from "../medusa-sql/selling-places"
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

type Store = SellingPlaces["store"]
type Region = SellingPlaces["regions"][number]
type Channel = SellingPlaces["channels"][number]

/**
 * Where the bot sells: in the store's default region (its first one, where none is the default) through the
 * sales channel that the options name; else through the one named "Telegram", else through the default one.
 *
 * @throws shop_not_ready when the store has no region or no such channel yet
 */
export async function sellingPlace(container: MedusaContainer): Promise<SellingPlace> {
  const { store, regions, channels } = await readSellingPlaces(container)
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

function regionOf(store: Store, regions: Region[]): Region | undefined {
  return regions.find(({ id }) => id === store?.default_region_id) ?? regions[0]
}

function channelOf(store: Store, channels: Channel[], named: string | undefined): Channel | undefined {
  const known = channels.find(({ name }) => name === (named ?? TELEGRAM_SALES_CHANNEL))
  return known ?? (named ? undefined : channels.find(({ id }) => id === store?.default_sales_channel_id))
}
