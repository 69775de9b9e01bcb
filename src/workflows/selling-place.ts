import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../lib/errors"
import { readSellingPlaces, type SellingPlaces } from "../medusa-sql/selling-places"
import { TELEGRAM_SALES_CHANNEL } from "../lib/shop"
import { optionsOf } from "./settings"

/** The region, sales channel and stock locations of the bot. */
export type SellingPlace = {
  region_id: string
  /** Currency code of the region, in lower case. */
  currency_code: string
  sales_channel_id: string
  /** Ids of the sales channel's stock locations. */
  location_ids: string[]
}

type Store = SellingPlaces["store"]
type Region = SellingPlaces["regions"][number]
type Channel = SellingPlaces["channels"][number]

/**
 * Finds the region and sales channel in which the bot sells. The region is the store's default region, or the
 * first one if there is no default. The sales channel is the one named in the options. Without this option,
 * it is the one named "Telegram", or the store's default.
 *
 * @throws shop_not_ready if the store has no region or no matching sales channel
 */
export async function sellingPlace(container: MedusaContainer): Promise<SellingPlace> {
  const { store, regions, channels } = await readSellingPlaces(container)
  const { salesChannel } = optionsOf(container)
  const region = regionOf(store, regions)
  const channel = botChannel({ store, channels }, salesChannel)
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

/**
 * The sales channel of the bot.
 *
 * @param named the option `salesChannel`
 */
export function botChannel(
  { store, channels }: Pick<SellingPlaces, "store" | "channels">,
  named: string | undefined,
): Channel | undefined {
  const known = channels.find(({ name }) => name === (named ?? TELEGRAM_SALES_CHANNEL))
  return known ?? (named ? undefined : channels.find(({ id }) => id === store?.default_sales_channel_id))
}
