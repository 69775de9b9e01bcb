import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addDays, dateAt } from "../../../../modules/delivery/zoned-time"
import { TIME_ZONE } from "../../../../lib/shop"
import { checkSums } from "../../../../workflows/payment/reconciliation/check-sums"
import { CheckPayments } from "../validators"

/** GET /admin/gateway-transactions/check: compares the gateways' sums with Medusa's, by day and gateway. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { from, to }: CheckPayments = await zodValidator<unknown>(CheckPayments, req.query)
  const last = to ?? dateAt(new Date(), TIME_ZONE)
  res.json(await checkSums(req.scope, { from: from ?? addDays(last, -6), to: last }))
}
