import { cancelOrderClaimStep, deleteReservationsByLineItemsStep } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { isOurOrder } from "../shop-scope"

type Claim = {
  id: string
  order_id: string
  /** Ids of the lines of the goods to send. */
  line_ids: string[]
  canceled_by: string
}

type StoredClaim = {
  order_id: string
  return_id: string | null
  canceled_at: string | Date | null
  additional_items: { item_id: string }[] | null
}

/** Medusa's steps of `cancel-claim`, without those of its return. */
const cancelClaimWithoutReturnWorkflow = createWorkflow(
  "cancel-claim-without-return",
  (claim: WorkflowData<Claim>) => {
    const { id: claim_id, order_id, canceled_by } = claim
    cancelOrderClaimStep({ claim_id, order_id, canceled_by })
    deleteReservationsByLineItemsStep(claim.line_ids)
    return new WorkflowResponse(undefined)
  },
)

/**
 * Cancels a claim that has no return. Medusa's own workflow reads the return's fulfillments, and fails with a TypeError when
 * there is none.
 *
 * @param canceled_by id of the admin user
 * @returns false for a claim that Medusa's workflow can cancel, or that belongs to no order of the shop
 */
export async function cancelClaimWithoutReturn(
  container: MedusaContainer,
  { id, canceled_by }: Pick<Claim, "id" | "canceled_by">,
): Promise<boolean> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_claim",
    fields: ["order_id", "return_id", "canceled_at", "additional_items.item_id"],
    filters: { id },
  })
  const [found]: unknown[] = data
  const claim = found as StoredClaim | undefined
  if (!claim || claim.return_id || claim.canceled_at || !(await isOurOrder(container, claim.order_id))) {
    return false
  }
  const line_ids = (claim.additional_items ?? []).map(({ item_id }) => item_id)
  await cancelClaimWithoutReturnWorkflow(container).run({
    input: { id, order_id: claim.order_id, line_ids, canceled_by },
  })
  return true
}
