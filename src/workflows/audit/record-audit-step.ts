import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { recordAudit, type AuditRecord } from "./record-audit"

/** Adds an entry to the audit trail. Use it as the last step that can fail, because an entry cannot be taken back. */
export const recordAuditStep = createStep("record-audit", async (record: AuditRecord, { container }) => {
  await recordAudit(container, record)
  return new StepResponse()
})
