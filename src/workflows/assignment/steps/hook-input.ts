import { transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import type { Moved } from "../../../modules/workshop/types"

/** Input of the hooks that run after a transition; see docs/plugin.md. */
export const hookInput = (moved: WorkflowData<Moved>) =>
  transform({ moved }, ({ moved: { assignment, transition_id } }) => ({
    order_id: assignment.order_id,
    assignment_id: assignment.id,
    transition_id,
  }))
