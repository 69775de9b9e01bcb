import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listDeliverySlotsWorkflow } from "../../../workflows/delivery/list-delivery-slots"
import type { ListDeliverySlotsQuery } from "./validators"

/**
 * GET /store/delivery-slots?method=delivery|pickup&from=YYYY-MM-DD&days=1..31
 *
 * The delivery slots of some days (today and 14 days unless told otherwise), in order of time. Each has its
 * `id`, to be given to POST /store/carts/:id/delivery; `left`, the places left; and `available`, with a
 * `reason` (full, cut_off, closed) if it cannot be had.
 */
export async function GET(req: MedusaRequest<unknown, ListDeliverySlotsQuery>, res: MedusaResponse) {
  const { result } = await listDeliverySlotsWorkflow(req.scope).run({ input: req.validatedQuery })
  res.json(result)
}
