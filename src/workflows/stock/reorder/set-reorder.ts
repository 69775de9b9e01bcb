import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { ledgerOf } from "../change-stock"
import { checkSupplier } from "../check-supplier"
import { checkStockRole, type StockPerson } from "../person"
import { DECIDERS } from "../record-document"
import { planItems, type PlannedItem } from "./plan"

/** Seconds that a change of an item waits for another change of it. */
const WAIT_SECONDS = 10

export type ReorderChange = {
  level?: number | null
  quantity?: number | null
  supplier_id?: string | null
  lead_days?: number | null
}

async function checkItem(container: MedusaContainer, id: string): Promise<void> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "inventory_item", fields: ["id"], filters: { id } })
  if (!data.length) {
    throw shopError("item_not_found", "An inventory item does not exist.", MedusaError.Types.NOT_FOUND)
  }
}

/** An item's plan, and the lead time that is set for the item itself. */
export type ReorderOfItem = PlannedItem & { own_lead_days: number | null }

/**
 * Reads when an item is ordered again, and what is to be ordered now.
 *
 * @throws item_not_found
 */
export async function readReorder(container: MedusaContainer, id: string): Promise<ReorderOfItem> {
  await checkItem(container, id)
  const [[planned], [set]] = await Promise.all([
    planItems(container, { items: [id] }),
    ledgerOf(container).listReorders([id]),
  ])
  return { ...planned, own_lead_days: set?.own_lead_days ?? null }
}

/**
 * Sets when an item is ordered again. A value that is left out stays.
 *
 * @throws not_allowed, item_not_found, supplier_not_found
 */
export async function setReorder(
  container: MedusaContainer,
  person: StockPerson,
  { id, ...change }: ReorderChange & { id: string },
): Promise<void> {
  checkStockRole(person, DECIDERS)
  await checkItem(container, id)
  await checkSupplier(container, change.supplier_id)
  await container
    .resolve(Modules.LOCKING)
    .execute([`stock-reorder:${id}`], () => changeReorder(container, { id, ...change }), {
      timeout: WAIT_SECONDS,
    })
}

async function changeReorder(container: MedusaContainer, { id, ...change }: ReorderChange & { id: string }) {
  const ledger = ledgerOf(container)
  const [known] = await ledger.listReorders([id])
  const { level = null, quantity = null, supplier_id = null, own_lead_days = null } = known ?? {}
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  await ledger.setReorder({
    ...{ inventory_item_id: id, level, quantity, supplier_id, lead_days: own_lead_days },
    ...given,
  })
}
