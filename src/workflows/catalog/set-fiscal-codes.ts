import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import {
  createWorkflow,
  transform,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { checkProductStep } from "./steps/check-product"

/** What a fiscal receipt says of a product; null where it is not known yet. */
export type FiscalCodes = {
  /** 17 digits of the national catalogue (tasnif.soliq.uz). */
  ikpu: string | null
  package_code: string | null
  vat_percent: number | null
}

/**
 * Notes what the fiscal receipt says of a product, in its metadata, where the receipt is made from. What else stands
 * there stays.
 *
 * @throws not_found
 */
export const setFiscalCodesWorkflow = createWorkflow(
  "set-fiscal-codes",
  (input: WorkflowData<{ product_id: string; codes: FiscalCodes }>) => {
    const selector = transform({ input }, ({ input }) => ({ id: input.product_id }))
    checkProductStep(selector)
    const update = transform({ input }, ({ input }) => ({
      // Medusa merges metadata, and takes a key out that is given as an empty text.
      metadata: Object.fromEntries(Object.entries(input.codes).map(([key, value]) => [key, value ?? ""])),
    }))
    updateProductsWorkflow.runAsStep({ input: { selector, update } })
    return new WorkflowResponse(undefined)
  },
)
