import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deleteDeliveryWindow, updateDeliveryWindow } from "../../../../workflows/delivery/delivery-windows"
import type { UpdateDeliveryWindow } from "../validators"

/** POST /admin/delivery-windows/:id: changes the given fields. */
export async function POST(req: AuthenticatedMedusaRequest<UpdateDeliveryWindow>, res: MedusaResponse) {
  const result = await updateDeliveryWindow(req.scope, { id: req.params.id, changes: req.validatedBody })
  res.json({ delivery_window: result })
}

/** DELETE /admin/delivery-windows/:id: deletes the window. Orders in the window keep their hours. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const result = await deleteDeliveryWindow(req.scope, { id: req.params.id })
  res.json({ id: result, object: "delivery_window", deleted: true })
}
