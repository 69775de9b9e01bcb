import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { checkAdminRoleStep, type CheckAdminRoleInput } from "./steps/check-admin-role"

/**
 * Returns the role of a caller of the Admin API if it is one of the allowed roles.
 *
 * @throws not_allowed
 */
export const checkAdminRoleWorkflow = createWorkflow(
  "check-admin-role",
  (input: WorkflowData<CheckAdminRoleInput>) => new WorkflowResponse(checkAdminRoleStep(input)),
)
