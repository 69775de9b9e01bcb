import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { csvOf, inUnits } from "../../../csv"
import { allTransactions, type DescribedTransaction } from "../list"
import { ExportGatewayTransactions } from "../validators"

const HEADERS = [
  "gateway",
  "transaction_id",
  "order",
  "amount",
  "refunded",
  "currency",
  "state",
  "began_at",
  "performed_at",
  "canceled_at",
  "cancel_cause",
  "reason",
  "in_medusa",
  "needs_attention",
  "resolved_at",
  "id",
]

const moment = (at: Date | null) => (at ? new Date(at).toISOString() : null)

const lineOf = (one: DescribedTransaction) => [
  one.gateway,
  one.external_id,
  one.reference,
  inUnits(one.amount),
  inUnits(one.refunded_amount),
  one.currency_code,
  one.state,
  moment(one.began_at),
  moment(one.performed_at),
  moment(one.canceled_at),
  one.cancel_cause,
  one.reason,
  one.settled_state,
  one.needs_attention,
  moment(one.resolved_at),
  one.id,
]

/** GET /admin/gateway-transactions/export: exports the filtered transactions as CSV. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const filters: ExportGatewayTransactions = await zodValidator<unknown>(ExportGatewayTransactions, req.query)
  const rows: ReturnType<typeof lineOf>[] = []
  for await (const batch of allTransactions(req.scope, filters)) {
    rows.push(...batch.map(lineOf))
  }
  res.attachment("payments.csv").type("text/csv; charset=utf-8").send(csvOf(HEADERS, rows))
}
