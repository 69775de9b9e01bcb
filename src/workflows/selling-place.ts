import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../errors"
import { TELEGRAM_MODULE } from "../modules/telegram"
import type { GuldastaOptions } from "../modules/telegram/options"
import { TELEGRAM_SALES_CHANNEL } from "../shop"

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
type ChannelRow = { id: string; name: string; stock_locations?: ({ id: string } | null)[] }

/**
 * Where the bot sells: in the store's default region (its first one, where none is the default) through the
 * sales channel that the options name; else through the one named "Telegram", else through the default one.
 *
 * @throws shop_not_ready when the store has no region or no such channel yet
 */
export async function sellingPlace(container: MedusaContainer): Promise<SellingPlace> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [stores, regions, channels] = await Promise.all([
    query.graph({ entity: "store", fields: ["default_region_id", "default_sales_channel_id"] }),
    query.graph({
      entity: "region",
      fields: ["id", "currency_code"],
      pagination: { order: { created_at: "ASC" } },
    }),
    query.graph({ entity: "sales_channel", fields: ["id", "name", "stock_locations.id"] }),
  ])
  const [store]: (StoreRow | undefined)[] = stores.data
  const { options } = container.resolve<{ options: GuldastaOptions }>(TELEGRAM_MODULE)
  const region = regionOf(store, regions.data)
  const channel = channelOf(store, channels.data as ChannelRow[], options.salesChannel)
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
    location_ids: (channel.stock_locations ?? []).flatMap((location) => (location ? [location.id] : [])),
  }
}

function regionOf(store: StoreRow | undefined, regions: RegionRow[]): RegionRow | undefined {
  return regions.find(({ id }) => id === store?.default_region_id) ?? regions[0]
}

function channelOf(
  store: StoreRow | undefined,
  channels: ChannelRow[],
  named: string | undefined,
): ChannelRow | undefined {
  const known = channels.find(({ name }) => name === (named ?? TELEGRAM_SALES_CHANNEL))
  return known ?? (named ? undefined : channels.find(({ id }) => id === store?.default_sales_channel_id))
}
