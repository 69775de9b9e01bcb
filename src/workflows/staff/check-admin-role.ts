import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { checkAdminRoleStep, type CheckAdminRoleInput } from "./steps/check-admin-role"

/**
 * Tells the role of a user of Medusa's admin, if it is one of those that may do this.
 *
 * @throws not_allowed
 */
export const checkAdminRoleWorkflow = createWorkflow(
  "check-admin-role",
  (input: WorkflowData<CheckAdminRoleInput>) => new WorkflowResponse(checkAdminRoleStep(input)),
)
