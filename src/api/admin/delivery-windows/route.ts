import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createDeliveryWindow } from "../../../workflows/delivery/delivery-windows"
import type { CreateDeliveryWindow } from "./validators"

/** GET /admin/delivery-windows: lists all windows by start time. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "delivery_window",
    fields: ["*"],
    pagination: { order: { start: "ASC" } },
  })
  res.json({ delivery_windows: data.map((window) => ({ ...window, weekdays: window.weekdays.map(Number) })) })
}

/** POST /admin/delivery-windows: creates a window. */
export async function POST(req: AuthenticatedMedusaRequest<CreateDeliveryWindow>, res: MedusaResponse) {
  const result = await createDeliveryWindow(req.scope, req.validatedBody)
  res.status(201).json({ delivery_window: result })
}
