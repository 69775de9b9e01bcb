import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listOffers, startOffer } from "../../../workflows/stock/offers"
import { stockPersonOf } from "../../stock-person"
import { describeOffer } from "./describe"
import { ListStockOffers, type StartStockOffer } from "./validators"

/** GET /admin/stock-offers: lower prices for products with flowers that wilt, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { open, limit, offset }: ListStockOffers = await zodValidator<unknown>(ListStockOffers, req.query)
  const offers = await listOffers(req.scope, { open: open === "true", take: limit + 1, skip: offset })
  res.json({
    stock_offers: offers.slice(0, limit).map(describeOffer),
    has_more: offers.length > limit,
    limit,
    offset,
  })
}

/** POST /admin/stock-offers: lowers the prices of the products that use a lot. */
export async function POST(req: AuthenticatedMedusaRequest<StartStockOffer>, res: MedusaResponse) {
  const { offer, products } = await startOffer(req.scope, await stockPersonOf(req), req.validatedBody)
  res.json({ stock_offer: describeOffer(offer), products })
}
