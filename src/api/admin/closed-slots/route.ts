import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addClosedSlot, listClosedSlots } from "../../../workflows/delivery/closed-slots"
import type { AddClosedSlot, ListClosedSlotsQuery } from "./validators"

/** GET /admin/closed-slots: lists the closed slots from a day on, by date. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListClosedSlotsQuery>,
  res: MedusaResponse,
) {
  res.json({ closed_slots: await listClosedSlots(req.scope, req.validatedQuery) })
}

/** POST /admin/closed-slots: closes a window on one day, or changes the reason of a closed slot. */
export async function POST(req: AuthenticatedMedusaRequest<AddClosedSlot>, res: MedusaResponse) {
  res.status(201).json({ closed_slot: await addClosedSlot(req.scope, req.validatedBody) })
}
