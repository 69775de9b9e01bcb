import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../../../lib/errors"

/** Reads a code from metadata, where it is a string or a number. Null if it is missing. */
const code = (value: unknown): string | null =>
  typeof value === "number" || (typeof value === "string" && value !== "") ? String(value) : null

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
  const vat = code(vat_percent)
  return {
    fiscal: {
      ikpu: code(ikpu),
      package_code: code(package_code),
      vat_percent: vat === null || Number.isNaN(Number(vat)) ? null : Number(vat),
    },
  }
}
