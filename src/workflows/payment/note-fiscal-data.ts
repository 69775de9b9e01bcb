import { createWorkflow, WorkflowResponse, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { noteFiscalDataStep, type FiscalDataInput } from "./steps/note-fiscal-data"

/** Stores the fiscal receipt of a gateway transaction. Returns false if the transaction does not exist. */
export const noteFiscalDataWorkflow = createWorkflow(
  "note-fiscal-data",
  (input: WorkflowData<FiscalDataInput>) => new WorkflowResponse(noteFiscalDataStep(input)),
)
