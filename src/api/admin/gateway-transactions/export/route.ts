import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { inUnits, sendCsv, type Cell } from "../../../csv"
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
  await sendCsv(res, "payments.csv", HEADERS, linesOf(allTransactions(req.scope, filters)))
}

async function* linesOf(batches: AsyncIterable<DescribedTransaction[]>): AsyncGenerator<Cell[][]> {
  for await (const batch of batches) {
    yield batch.map(lineOf)
  }
}
