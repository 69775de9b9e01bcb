import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { checkProductStep } from "./steps/check-product"

/** Data of a product for the fiscal receipt; null if unknown. */
export type FiscalCodes = {
  /** IKPU code: 17 digits of the national catalogue (tasnif.soliq.uz). */
  ikpu: string | null
  package_code: string | null
  vat_percent: number | null
}

/**
 * Stores the fiscal data of a product in its metadata. Other metadata does not change.
 *
 * @throws not_found
 */
export const setFiscalCodesWorkflow = createWorkflow(
  "set-fiscal-codes",
  (input: WorkflowData<{ product_id: string; codes: FiscalCodes }>) => {
    const selector = transform({ input }, ({ input }) => ({ id: input.product_id }))
    checkProductStep(selector)
    const update = transform({ input }, ({ input }) => ({
      // Medusa merges metadata and removes a key whose new value is an empty string.
      metadata: Object.fromEntries(Object.entries(input.codes).map(([key, value]) => [key, value ?? ""])),
    }))
    updateProductsWorkflow.runAsStep({ input: { selector, update } })
    return new WorkflowResponse(undefined)
  },
)
