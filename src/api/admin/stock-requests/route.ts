import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listRequests } from "../../../workflows/stock/read-requests"
import { seesMoney } from "../../roles"
import { describeRequest } from "./describe"
import { ListStockRequests } from "./validators"

/** GET /admin/stock-requests: losses and corrections that wait for a second person, or waited, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { status, limit, offset }: ListStockRequests = await zodValidator<unknown>(
    ListStockRequests,
    req.query,
  )
  const [requests, withMoney] = await Promise.all([
    listRequests(req.scope, { status, take: limit + 1, skip: offset }),
    seesMoney(req),
  ])
  res.json({
    stock_requests: requests.slice(0, limit).map((request) => describeRequest(request, withMoney)),
    has_more: requests.length > limit,
    limit,
    offset,
  })
}
