import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RATING_MODULE } from "../../../modules/rating"
import type RatingModuleService from "../../../modules/rating/service"
import { describeRating } from "./describe"
import { ListRatings } from "./validators"

/** GET /admin/ratings?status&order&limit&offset: the ratings of delivered orders, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { status, order, limit, offset }: ListRatings = await zodValidator<unknown>(ListRatings, req.query)
  const service = req.scope.resolve<RatingModuleService>(RATING_MODULE)
  const filters = { ...(status ? { status } : {}), ...(order ? { display_id: order } : {}) }
  const [ratings, count] = await Promise.all([
    service.listRatings(filters, { take: limit, skip: offset, order: { rated_at: "DESC" } }),
    service.countUpToMost(filters),
  ])
  res.json({ ratings: ratings.map(describeRating), count, limit, offset })
}
