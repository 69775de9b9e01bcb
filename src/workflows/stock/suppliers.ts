import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { ledgerOf } from "./change-stock"
import { checkStockRole, type StockPerson } from "./person"
import { DECIDERS } from "./record-document"

type SupplierInput = { name: string; phone?: string | null; note?: string | null }

/** Lists suppliers by name. */
export const listSuppliers = (container: MedusaContainer, page: { take: number; skip: number }) =>
  ledgerOf(container).listSuppliers({}, { ...page, order: { name: "ASC", id: "ASC" } })

/** @throws not_allowed */
export async function createSupplier(container: MedusaContainer, person: StockPerson, input: SupplierInput) {
  checkStockRole(person, DECIDERS)
  return ledgerOf(container).createSuppliers(input)
}

/** @throws not_allowed, supplier_not_found */
export async function updateSupplier(
  container: MedusaContainer,
  person: StockPerson,
  { id, ...input }: Partial<SupplierInput> & { id: string },
) {
  checkStockRole(person, DECIDERS)
  await checkExists(container, id)
  return ledgerOf(container).updateSuppliers({ id, ...input })
}

/** Removes a supplier from the list. Its lots and documents keep its name. @throws not_allowed, supplier_not_found */
export async function deleteSupplier(
  container: MedusaContainer,
  person: StockPerson,
  { id }: { id: string },
): Promise<string> {
  checkStockRole(person, DECIDERS)
  await checkExists(container, id)
  await ledgerOf(container).softDeleteSuppliers(id)
  return id
}

async function checkExists(container: MedusaContainer, id: string): Promise<void> {
  const [found] = await ledgerOf(container).listSuppliers({ id }, { take: 1 })
  if (!found) {
    throw shopError("supplier_not_found", "The supplier does not exist.", MedusaError.Types.NOT_FOUND)
  }
}
