import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../../../lib/errors"
import { fiscalCode, IKPU_DIGITS } from "../../../../../workflows/catalog/fiscal-code"

/**
 * Reads a product's codes for the fiscal receipt.
 *
 * @throws not_found
 */
export async function describeFiscalCodes(container: MedusaContainer, productId: string) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product",
    fields: ["metadata"],
    filters: { id: productId },
  })
  if (!data[0]) {
    throw shopError("not_found", "The product does not exist.", MedusaError.Types.NOT_FOUND)
  }
  const { ikpu, package_code, vat_percent } = data[0].metadata ?? {}
  const vat = fiscalCode(vat_percent)
  return {
    fiscal: {
      ikpu: fiscalCode(ikpu, IKPU_DIGITS),
      package_code: fiscalCode(package_code),
      vat_percent: vat === null || Number.isNaN(Number(vat)) ? null : Number(vat),
    },
  }
}
