import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RATING_MODULE } from "../../../../../modules/rating"
import { shownRating } from "../../../../../modules/rating/figures"
import type RatingModuleService from "../../../../../modules/rating/service"

/** GET /store/products/:id/rating: the average and the number of a product's approved ratings; null below five. */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const [figures] = await req.scope
    .resolve<RatingModuleService>(RATING_MODULE)
    .listProductRatings({ product_id: req.params.id }, { take: 1 })
  res.json({ rating: shownRating(figures) ?? null })
}
