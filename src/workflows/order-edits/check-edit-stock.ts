import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { readDemand } from "../../medusa-sql/demand"
import { readStock } from "../hold/read-stock"
import { demandOf, freeFor, type ItemStock } from "../hold/rules"

type PreviewItem = {
  id: string
  variant_id: string | null
  quantity: BigNumberInput
  detail?: { fulfilled_quantity?: BigNumberInput | null } | null
}

/** The pieces that are reserved for these lines, by inventory item. */
async function reservedFor(container: MedusaContainer, lineIds: string[]): Promise<Map<string, number>> {
  const reserved = await container
    .resolve(Modules.INVENTORY)
    .listReservationItems({ line_item_id: lineIds }, { take: null })
  const sums = new Map<string, number>()
  for (const { inventory_item_id: item, quantity } of reserved) {
    sums.set(item, MathBN.add(sums.get(item) ?? 0, quantity).toNumber())
  }
  return sums
}

/**
 * Checks that the stock covers an order after its open edit, exchange or claim. Medusa itself checks each line separately
 * and does not know the holds of carts.
 *
 * @throws out_of_stock; reserved_for_now if only holds of carts prevent the edit
 */
export async function checkEditStock(container: MedusaContainer, orderId: string): Promise<void> {
  const preview = await container.resolve(Modules.ORDER).previewOrderChange(orderId)
  const items = (preview.items ?? []) as unknown as PreviewItem[]
  // The stock of fulfilled lines is already written off.
  const lines = items.flatMap(({ variant_id, quantity, detail }) =>
    variant_id
      ? [{ variant_id, quantity: MathBN.sub(quantity, detail?.fulfilled_quantity ?? 0).toNumber() }]
      : [],
  )
  const needed = demandOf(await readDemand(container, "", lines))
  const own = await reservedFor(
    container,
    items.map(({ id }) => id),
  )
  const growth = [...needed].flatMap(([item, pieces]) =>
    pieces > (own.get(item) ?? 0) ? [{ item, more: pieces - (own.get(item) ?? 0) }] : [],
  )
  if (!growth.length) {
    return
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["sales_channel_id"],
    filters: { id: orderId },
  })
  const stock = await readStock(
    container,
    null,
    growth.map(({ item }) => item),
    { sales_channel_id: data[0]?.sales_channel_id ?? "" },
  )
  const short = (free: (one: ItemStock) => number) =>
    growth.some(({ item, more }) => {
      const one = stock.find(({ inventory_item_id: id }) => id === item)
      return !one || more > free(one)
    })
  if (short(({ unreserved }) => unreserved)) {
    throw shopError("out_of_stock", "There are not enough flowers in stock for this change.")
  }
  if (short(freeFor)) {
    throw shopError(
      "reserved_for_now",
      "Carts of shoppers hold the remaining flowers that this change needs.",
    )
  }
}
