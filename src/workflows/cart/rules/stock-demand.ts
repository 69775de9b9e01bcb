import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

/** What the rule reads of a variant; the fields of {@link STOCK_FIELDS}. */
export type StockedVariant = {
  id: string
  manage_inventory?: boolean | null
  allow_backorder?: boolean | null
  inventory_items?:
    | ({
        inventory_item_id: string
        required_quantity?: number | null
        inventory?: { location_levels?: (StockLevel | null)[] | null } | null
      } | null)[]
    | null
}

type StockLevel = {
  location_id?: string
  stocked_quantity?: BigNumberInput | null
  reserved_quantity?: BigNumberInput | null
  stock_locations?: ({ sales_channels?: ({ id: string } | null)[] | null } | null)[] | null
}

export type DemandLine = { variant?: StockedVariant | null; quantity: BigNumberInput }

/** The fields of a variant, for a query, by which its stock is judged. */
export const STOCK_FIELDS = [
  "id",
  "manage_inventory",
  "allow_backorder",
  "inventory_items.inventory_item_id",
  "inventory_items.required_quantity",
  "inventory_items.inventory.location_levels.location_id",
  "inventory_items.inventory.location_levels.stocked_quantity",
  "inventory_items.inventory.location_levels.reserved_quantity",
  "inventory_items.inventory.location_levels.stock_locations.id",
  "inventory_items.inventory.location_levels.stock_locations.sales_channels.id",
]

const sells = (level: StockLevel, salesChannelId: string) =>
  level.stock_locations?.some((location) =>
    location?.sales_channels?.some((channel) => channel?.id === salesChannelId),
  )

/** What one of the channel's locations has at most: one order is made of one location's flowers. */
function available(levels: (StockLevel | null)[], salesChannelId: string) {
  return levels
    .filter((level) => level !== null)
    .filter((level) => sells(level, salesChannelId))
    .map((level) => MathBN.sub(level.stocked_quantity ?? 0, level.reserved_quantity ?? 0))
    .reduce((most, one) => (MathBN.gt(one, most) ? one : most), MathBN.convert(0))
}

/**
 * The inventory items of which there is not enough for all lines together. Lines that share stems are summed:
 * Medusa itself looks at each line alone.
 *
 * @returns inventory item ids; empty when all is there
 */
export function scarceItems(lines: DemandLine[], salesChannelId: string): string[] {
  const needed = new Map<string, ReturnType<typeof MathBN.convert>>()
  const stock = new Map<string, ReturnType<typeof MathBN.convert>>()
  for (const { variant, quantity } of lines) {
    if (!variant?.manage_inventory || variant.allow_backorder) {
      continue
    }
    for (const item of variant.inventory_items ?? []) {
      if (item) {
        const id = item.inventory_item_id
        const more = MathBN.mult(item.required_quantity ?? 1, quantity)
        needed.set(id, MathBN.add(needed.get(id) ?? 0, more))
        stock.set(id, available(item.inventory?.location_levels ?? [], salesChannelId))
      }
    }
  }
  return [...needed].filter(([id, quantity]) => MathBN.gt(quantity, stock.get(id) ?? 0)).map(([id]) => id)
}

/** The inventory items that some lines take from stock. */
export function countedItems(lines: DemandLine[]): string[] {
  return lines
    .filter(({ variant }) => variant?.manage_inventory)
    .flatMap(({ variant }) => variant?.inventory_items ?? [])
    .filter((item) => item !== null)
    .map((item) => item.inventory_item_id)
}

export type FreshLevel = {
  inventory_item_id: string
  location_id: string
  stocked_quantity: BigNumberInput
  reserved_quantity: BigNumberInput
}

/** The lines with the stock of this moment, where they were read at an earlier one. */
export function withFreshLevels(lines: DemandLine[], fresh: FreshLevel[]): DemandLine[] {
  const now = new Map(fresh.map((level) => [`${level.inventory_item_id} ${level.location_id}`, level]))
  return lines.map(({ variant, quantity }) => ({
    quantity,
    variant: variant && {
      ...variant,
      inventory_items: variant.inventory_items?.map(
        (item) =>
          item && {
            ...item,
            inventory: {
              location_levels: item.inventory?.location_levels?.map(
                (level) =>
                  level && { ...level, ...now.get(`${item.inventory_item_id} ${level.location_id}`) },
              ),
            },
          },
      ),
    },
  }))
}
