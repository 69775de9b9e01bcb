import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { withoutInvisible } from "../../lib/plain-text"
import { readPhone } from "../delivery/rules/texts"
import { ledgerOf } from "./change-stock"
import { checkSupplier } from "./check-supplier"
import { checkStockRole, type StockPerson } from "./person"
import { DECIDERS, KEEPERS } from "./record-document"

const NAME_LENGTH = 100

type SupplierInput = { name: string; phone?: string | null; note?: string | null; lead_days?: number }

/** Lists suppliers by name. */
export const listSuppliers = (container: MedusaContainer, page: { take: number; skip: number }) =>
  ledgerOf(container).listSuppliers({}, { ...page, order: { name: "ASC", id: "ASC" } })

/** A name with single spaces. @throws invalid_supplier_name */
function readName(text: string): string {
  const name = withoutInvisible(text).replace(/\s+/g, " ").trim()
  if (!name || name.length > NAME_LENGTH) {
    throw shopError(
      "invalid_supplier_name",
      `The name of a supplier has 1 to ${NAME_LENGTH} characters.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
  return name
}

/** The values as they are stored; a value that is left out stays so. @throws invalid_supplier_name, invalid_phone */
function checked<Input extends Partial<SupplierInput>>(input: Input): Input {
  const { name, phone } = input
  return {
    ...input,
    ...(name === undefined ? {} : { name: readName(name) }),
    ...(phone === undefined ? {} : { phone: phone?.trim() ? readPhone(phone) : null }),
  }
}

const taken = () => shopError("supplier_exists", "Another supplier has this name.")

/** @throws not_allowed, invalid_supplier_name, invalid_phone, supplier_exists */
export async function createSupplier(container: MedusaContainer, person: StockPerson, input: SupplierInput) {
  checkStockRole(person, KEEPERS)
  const supplier = await ledgerOf(container).addSupplier(checked(input))
  if (!supplier) {
    throw taken()
  }
  return supplier
}

/** @throws not_allowed, supplier_not_found, invalid_supplier_name, invalid_phone, supplier_exists */
export async function updateSupplier(
  container: MedusaContainer,
  person: StockPerson,
  { id, ...input }: Partial<SupplierInput> & { id: string },
) {
  checkStockRole(person, DECIDERS)
  await checkSupplier(container, id)
  const supplier = await ledgerOf(container).changeSupplier({ id, ...checked(input) })
  if (!supplier) {
    throw taken()
  }
  return supplier
}

/**
 * Deletes a supplier that is not in use: one without documents and without items that are ordered from it.
 *
 * @throws not_allowed, supplier_not_found, supplier_in_use
 */
export async function deleteSupplier(
  container: MedusaContainer,
  person: StockPerson,
  { id }: { id: string },
): Promise<string> {
  checkStockRole(person, DECIDERS)
  await checkSupplier(container, id)
  if (!(await ledgerOf(container).deleteUnusedSupplier(id))) {
    throw shopError("supplier_in_use", "The supplier has documents, or items are ordered from it.")
  }
  return id
}
