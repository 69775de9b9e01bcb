import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { addClosedDay } from "../../../workflows/delivery/closed-days"
import type { AddClosedDay } from "./validators"

/** GET /admin/closed-days: lists all closed days by date. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "closed_day",
    fields: ["*"],
    pagination: { order: { date: "ASC" } },
  })
  res.json({ closed_days: data })
}

/** POST /admin/closed-days: closes a day, or changes the reason of a closed day. */
export async function POST(req: AuthenticatedMedusaRequest<AddClosedDay>, res: MedusaResponse) {
  const result = await addClosedDay(req.scope, req.validatedBody)
  res.status(201).json({ closed_day: result })
}
