import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { noteFiscalDataStep, type FiscalDataInput } from "./steps/note-fiscal-data"

/** Keeps the fiscal receipt of a gateway's transaction. Returns false when there is no such transaction. */
export const noteFiscalDataWorkflow = createWorkflow(
  "note-fiscal-data",
  (input: WorkflowData<FiscalDataInput>) => new WorkflowResponse(noteFiscalDataStep(input)),
)
