import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listDeliverySlots } from "../../../workflows/delivery/list-delivery-slots"
import type { ListDeliverySlotsQuery } from "./validators"

/**
 * GET /store/delivery-slots?method=delivery pickup&from=YYYY-MM-DD&days=1..31
 *
 * Lists the delivery slots of some days in order of time; by default 14 days from today. `id` is the value
 * for POST /store/carts/:id/delivery, `left` is the number of free places, and `available` is false with a
 * `reason` (full, cut_off, closed) when the slot cannot be booked.
 */
export async function GET(req: MedusaRequest<unknown, ListDeliverySlotsQuery>, res: MedusaResponse) {
  res.json({ slots: await listDeliverySlots(req.scope, req.validatedQuery) })
}
