import type { MedusaContainer } from "@medusajs/framework/types"
import { shoppingList, type SupplierList } from "../../../workflows/stock/reorder/shopping-list"
import { NO_SUPPLIER } from "./validators"

export type Lists = {
  /** Of all suppliers. */
  all: SupplierList[]
  /** Of the asked supplier, or all. */
  chosen: SupplierList[]
}

/** The shopping lists of all suppliers, and those that a request asks for. */
export async function listsFor(container: MedusaContainer, supplierId: string | undefined): Promise<Lists> {
  const all = await shoppingList(container)
  const chosen = supplierId
    ? all.filter(({ supplier_id }) => (supplier_id ?? NO_SUPPLIER) === supplierId)
    : all
  return { all, chosen }
}
