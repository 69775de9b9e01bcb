import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { ledgerOf } from "./change-stock"

/** @throws supplier_not_found */
export async function checkSupplier(
  container: MedusaContainer,
  id: string | null | undefined,
): Promise<void> {
  const [found] = id ? await ledgerOf(container).listSuppliers({ id }, { take: 1 }) : []
  if (id && !found) {
    throw shopError("supplier_not_found", "The supplier does not exist.", MedusaError.Types.NOT_FOUND)
  }
}
