import {
  beginOrderEditOrderWorkflow,
  cancelBeginOrderEditWorkflow,
  orderEditAddNewItemWorkflow,
  orderEditUpdateItemQuantityWorkflow,
} from "@medusajs/medusa/core-flows"
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { payable } from "../../lib/money"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import type { AssignmentRecord, StaffMemberRecord, SubstitutionRecord } from "../../modules/workshop/types"
import { withAssignmentLock } from "../assignment/of-order"
import { refuse } from "../assignment/steps/refuse"
import { beginOrderEdit, confirmOrderEdit } from "./check-change"
import { followOrderChanges } from "./follow-order-changes"
import { refuseOpenChange } from "./open-change"
import { resumeAfterEdit } from "./resume-after-edit"

const workshopOf = (container: MedusaContainer) => container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)

/** Lock times in s. */
const LOCK = { timeout: 15, expire: 60 }

/** Whether a member may propose other flowers: the florist of an order that is being made, owners and managers. */
export const maySubstitute = (
  { id, role }: Pick<StaffMemberRecord, "id" | "role">,
  { status, florist_id, reopened_at }: Pick<AssignmentRecord, "status" | "florist_id" | "reopened_at">,
): boolean =>
  status === "accepted" && !reopened_at && (role === "owner" || role === "manager" || florist_id === id)

export type OrderLineToReplace = {
  id: string
  title: string
  variant_id: string | null
  quantity: number
  unit_price: BigNumberInput
  metadata: Record<string, unknown> | null
}

type EditedOrder = { total: BigNumberInput; currency_code: string; items: OrderLineToReplace[] }

async function readEdited(container: MedusaContainer, orderId: string): Promise<EditedOrder | undefined> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "total",
      "currency_code",
      "items.*",
      "items.detail.*",
      "items.id",
      "items.title",
      "items.variant_id",
      "items.quantity",
      "items.unit_price",
      "items.metadata",
    ],
    filters: { id: orderId },
  })
  return data[0] as unknown as EditedOrder | undefined
}

/** The lines of an order that can be replaced, in a stable order. */
export async function replaceableLines(
  container: MedusaContainer,
  orderId: string,
): Promise<OrderLineToReplace[]> {
  const order = await readEdited(container, orderId)
  return (order?.items ?? [])
    .filter(({ variant_id, quantity }) => variant_id && MathBN.gt(quantity, 0))
    .map((line) => ({ ...line, quantity: MathBN.convert(line.quantity).toNumber() }))
    .sort((one, other) => one.id.localeCompare(other.id))
}

/**
 * Replaces a line by other goods at the same price, as an order edit of Medusa. Stock, fulfillment and cards follow as for an
 * edit in the admin. If anything fails, the edit is canceled and the order stays as it was.
 *
 * @throws substitution_price if the order would cost another amount, such as with a discount on the line; the errors of an edit
 */
async function swap(
  container: MedusaContainer,
  assignment: AssignmentRecord,
  chosen: SubstitutionRecord,
): Promise<void> {
  const { order_id: orderId } = assignment
  const order = await readEdited(container, orderId)
  const line = order?.items.find(({ id }) => id === chosen.line_id)
  if (!order || !line || !MathBN.eq(line.quantity, chosen.quantity)) {
    throw refuse("too_late")
  }
  let reached: "prepared" | "begun" | undefined
  try {
    // A cancellation between the check and the edit would leave the edit of a canceled order open.
    await withAssignmentLock(container, assignment.id, async () => {
      await refuseOpenChange(container, orderId)
      reached = "prepared"
      await beginOrderEdit(container, assignment)
      await beginOrderEditOrderWorkflow(container).run({ input: { order_id: orderId } })
      reached = "begun"
    })
    await orderEditUpdateItemQuantityWorkflow(container).run({
      input: { order_id: orderId, items: [{ id: line.id, quantity: 0 }] },
    })
    await orderEditAddNewItemWorkflow(container).run({
      input: {
        order_id: orderId,
        items: [
          {
            variant_id: chosen.variant_id,
            quantity: chosen.quantity,
            unit_price: line.unit_price,
            metadata: line.metadata ?? {},
          },
        ],
      },
    })
    const preview = await container.resolve(Modules.ORDER).previewOrderChange(orderId)
    const totals = [order.total, preview.total].map((total) => payable(total, order.currency_code))
    if (totals[0] !== totals[1]) {
      throw shopError("substitution_price", "The order would cost another amount with these flowers.")
    }
    await confirmOrderEdit(container, { order_id: orderId })
  } catch (error) {
    // Another person's edit stays as it is.
    if (reached === "begun") {
      await cancelBeginOrderEditWorkflow(container).run({ input: { order_id: orderId }, throwOnError: false })
    }
    if (reached) {
      await resumeAfterEdit(container, orderId)
    }
    throw error
  }
}

/**
 * Records the answer of the person who ordered. Of two answers, the first one counts. After an interruption, an agreement that
 * Medusa has confirmed is only recorded.
 *
 * @returns the recorded status
 * @throws not_found, too_late, the errors of an order edit
 */
export async function answerSubstitution(
  container: MedusaContainer,
  id: string,
  answer: "agreed" | "refused",
): Promise<SubstitutionRecord["status"]> {
  const workshop = workshopOf(container)
  return container.resolve(Modules.LOCKING).execute(
    [`substitution:${id}`],
    async () => {
      const chosen = await workshop.retrieveSubstitution(id)
      if (chosen.status !== "proposed") {
        return chosen.status
      }
      const assignment = await workshop.retrieveAssignment(chosen.assignment_id)
      if (answer === "agreed" && !(await isDone(container, assignment.order_id, chosen))) {
        if (assignment.status !== "accepted") {
          throw refuse("too_late")
        }
        await swap(container, assignment, chosen)
      }
      await workshop.updateSubstitutions({ id, status: answer, decided_at: new Date() })
      if (answer === "agreed") {
        await followOrderChanges(container, assignment.order_id)
      }
      return answer
    },
    LOCK,
  )
}

/** Whether the order has the new goods instead of the line already. */
async function isDone(
  container: MedusaContainer,
  orderId: string,
  { line_id, variant_id }: SubstitutionRecord,
): Promise<boolean> {
  const lines = await replaceableLines(container, orderId)
  return !lines.some(({ id }) => id === line_id) && lines.some((line) => line.variant_id === variant_id)
}
