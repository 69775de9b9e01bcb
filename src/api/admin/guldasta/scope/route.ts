import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { optionsOf } from "../../../../workflows/settings"
import { isOurItem, isOurOrder, isOurProduct, servesAllChannels } from "../../../../workflows/shop-scope"
import type { ScopeQuery } from "./validators"

/**
 * GET /admin/guldasta/scope: whether an order, a product or an inventory item belongs to the shop. The admin's widgets show
 * nothing otherwise.
 */
export async function GET(req: AuthenticatedMedusaRequest<unknown, ScopeQuery>, res: MedusaResponse) {
  res.json({ is_ours: await isOurs(req.scope, req.validatedQuery) })
}

async function isOurs(container: MedusaContainer, query: ScopeQuery): Promise<boolean> {
  const { order_id: order, product_id: product, inventory_item_id: item, fiscal_product_id: fiscal } = query
  if (order) {
    return isOurOrder(container, order)
  }
  if (item) {
    return isOurItem(container, item)
  }
  if (product) {
    return isOurProduct(container, product)
  }
  return hasReceipts(container) && isOurProduct(container, fiscal ?? "")
}

/** Whether fiscal receipts may be sent: Payme and Click need the codes of each product. */
function hasReceipts(container: MedusaContainer): boolean {
  const { payme, click } = optionsOf(container)
  return servesAllChannels(container) || Boolean(payme ?? click)
}
