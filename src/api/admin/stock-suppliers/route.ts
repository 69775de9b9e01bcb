import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createSupplier, listSuppliers } from "../../../workflows/stock/suppliers"
import { stockPersonOf } from "../../stock-person"
import { describeSupplier } from "./describe"
import { ListStockSuppliers, type CreateStockSupplier } from "./validators"

/** GET /admin/stock-suppliers: who sells flowers to the shop, by name. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { limit, offset }: ListStockSuppliers = await zodValidator<unknown>(ListStockSuppliers, req.query)
  const suppliers = await listSuppliers(req.scope, { take: limit + 1, skip: offset })
  res.json({
    stock_suppliers: suppliers.slice(0, limit).map(describeSupplier),
    has_more: suppliers.length > limit,
    limit,
    offset,
  })
}

export async function POST(req: AuthenticatedMedusaRequest<CreateStockSupplier>, res: MedusaResponse) {
  const supplier = await createSupplier(req.scope, await stockPersonOf(req), req.validatedBody)
  res.status(201).json({ stock_supplier: describeSupplier(supplier) })
}
