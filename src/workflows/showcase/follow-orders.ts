import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { ask } from "../../lib/prepared"
import { ofOrderedVariants } from "../../medusa-sql/ordered-variants"
import { bouquetOf } from "../../modules/showcase/statements"
import type { BouquetRecord, BouquetStatus, OrderedBouquet } from "../../modules/showcase/types"
import { ledgerOf } from "../stock/change-stock"
import { showcaseOf, updateBouquet, withBouquet } from "./bouquets"
import { showProducts } from "./product"

const ORDERED = ofOrderedVariants("ordered-bouquets", bouquetOf)

/** The bouquets of the showcase that an order has. */
export const bouquetsOfOrder = (container: MedusaContainer, orderId: string): Promise<OrderedBouquet[]> =>
  ask<OrderedBouquet>(container, ORDERED, [orderId])

/** Statuses that follow the stock. */
const FOLLOWING: BouquetStatus[] = ["offered", "sold"]

/** A piece that can be bought is on show. Without one, an order has it, or somebody wrote it off as a document of the stock. */
async function statusNow(
  container: MedusaContainer,
  { inventory_item_id, location_id }: BouquetRecord,
): Promise<BouquetStatus> {
  const [level] = await container
    .resolve(Modules.INVENTORY)
    .listInventoryLevels({ inventory_item_id, location_id }, { take: 1 })
  const [stocked, reserved] = [level?.stocked_quantity ?? 0, level?.reserved_quantity ?? 0].map((pieces) =>
    MathBN.convert(pieces).toNumber(),
  )
  if (stocked - reserved >= 1) {
    return "offered"
  }
  const [last] =
    stocked >= 1 ? [] : await ledgerOf(container).listMovements({ inventory_item_id }, { take: 1 })
  return last && last.kind !== "sale" ? "written_off" : "sold"
}

/** Shows or hides bouquets as orders take them and give them back. A repeated call changes nothing. */
export async function followOrders(container: MedusaContainer, ids: string[]): Promise<void> {
  for (const id of ids) {
    await withBouquet(container, id, async (bouquet) => {
      if (!FOLLOWING.includes(bouquet.status)) {
        return
      }
      const status = await statusNow(container, bouquet)
      if (status !== bouquet.status) {
        const ended_at = status === "offered" ? null : new Date()
        await updateBouquet(container, { id, status, ended_at })
      }
      await showProducts(container, new Map([[bouquet.product_id, status === "offered"]]))
    })
  }
}

/** Sold bouquets that a canceled order may still give back. */
const SOLD_MS = 30 * 24 * 3_600_000
const MOST = 500

/** The bouquets whose stock or product does not fit their status, because an event was lost or an order was canceled. */
export async function bouquetsToFollow(container: MedusaContainer, now: Date): Promise<string[]> {
  const options = { take: MOST, order: { updated_at: "DESC" } } as const
  const showcase = showcaseOf(container)
  const [offered, sold] = await Promise.all([
    showcase.listShowcaseBouquets({ status: "offered" }, options),
    showcase.listShowcaseBouquets(
      { status: "sold", updated_at: { $gte: new Date(now.getTime() - SOLD_MS) } },
      options,
    ),
  ])
  const bouquets = [...offered, ...sold]
  if (!bouquets.length) {
    return []
  }
  const [levels, products] = await Promise.all([
    container
      .resolve(Modules.INVENTORY)
      .listInventoryLevels(
        { inventory_item_id: bouquets.map(({ inventory_item_id }) => inventory_item_id) },
        { take: null },
      ),
    container
      .resolve(Modules.PRODUCT)
      .listProducts(
        { id: bouquets.map(({ product_id }) => product_id) },
        { take: null, select: ["id", "status"] },
      ),
  ])
  const free = new Map(
    levels.map((level) => [
      level.inventory_item_id,
      MathBN.sub(level.stocked_quantity, level.reserved_quantity).toNumber(),
    ]),
  )
  const published = new Set(products.flatMap(({ id, status }) => (status === "published" ? id : [])))
  return bouquets
    .filter(({ status, inventory_item_id, product_id }) => {
      const isFree = (free.get(inventory_item_id) ?? 0) >= 1
      return isFree !== (status === "offered") || isFree !== published.has(product_id)
    })
    .map(({ id }) => id)
}
