import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { deleteSupplier, updateSupplier } from "../../../../workflows/stock/suppliers"
import { stockPersonOf } from "../../../stock-person"
import { describeSupplier } from "../describe"
import type { UpdateStockSupplier } from "../validators"

export async function POST(req: AuthenticatedMedusaRequest<UpdateStockSupplier>, res: MedusaResponse) {
  const input = { ...req.validatedBody, id: req.params.id }
  const supplier = await updateSupplier(req.scope, await stockPersonOf(req), input)
  res.json({ stock_supplier: describeSupplier(supplier) })
}

/** DELETE /admin/stock-suppliers/:id: deletes a supplier that has no documents, and of which no items are ordered. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const id = await deleteSupplier(req.scope, await stockPersonOf(req), { id: req.params.id })
  res.json({ id, object: "stock_supplier", deleted: true })
}
