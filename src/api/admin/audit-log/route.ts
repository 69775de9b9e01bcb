import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAuditEntries } from "../../../workflows/audit/list-audit-entries"
import { ListAuditLog } from "./validators"

/** GET /admin/audit-log: who changed money or rights, newest first. Only for owners. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const page: ListAuditLog = await zodValidator<unknown>(ListAuditLog, req.query)
  res.json(await listAuditEntries(req.scope, page))
}
