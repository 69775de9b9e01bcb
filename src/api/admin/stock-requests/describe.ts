import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { decideRequest } from "../../../workflows/stock/record-document"
import { listRequests, type NamedRequest } from "../../../workflows/stock/read-requests"
import { seesMoney } from "../../roles"
import { stockPersonOf } from "../../stock-person"
import { answerRecorded } from "../stock-documents/describe"

/** A request as the Admin API answers it. Its worth is only for the roles that see money. */
export const describeRequest = (
  {
    key: _key,
    raw_worth: _raw,
    updated_at: _updated,
    deleted_at: _deleted,
    worth,
    lines,
    ...request
  }: Described,
  withMoney: boolean,
) => ({
  ...request,
  lines: lines.map(({ lot: _lot, lot_id: _lotId, ...line }) => line),
  ...(withMoney ? { worth: Number(worth) } : {}),
})

/** Medusa adds `raw_worth`, which the model's type does not have. */
type Described = NamedRequest & { raw_worth?: unknown }

/** One request. */
export async function answerRequest(req: AuthenticatedMedusaRequest, id: string) {
  const [[request], withMoney] = await Promise.all([
    listRequests(req.scope, { id, take: 1, skip: 0 }),
    seesMoney(req),
  ])
  return describeRequest(request, withMoney)
}

/** Decides about a request, and answers it with the document that it became. */
export async function decide(req: AuthenticatedMedusaRequest, status: "approved" | "refused") {
  const { id } = req.params
  const { document } = await decideRequest(req.scope, await stockPersonOf(req), { id, status })
  return {
    stock_request: await answerRequest(req, id),
    ...(document ? await answerRecorded(req, document) : {}),
  }
}
