import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decideRatingWorkflow } from "../../../../workflows/rating/decide-rating"
import { describeRating } from "../describe"
import type { DecideRating } from "../validators"

/** POST /admin/ratings/:id: approves or hides a rating. */
export async function POST(req: AuthenticatedMedusaRequest<DecideRating>, res: MedusaResponse) {
  const { result } = await decideRatingWorkflow(req.scope).run({
    input: { id: req.params.id, status: req.validatedBody.status },
  })
  res.json({ rating: describeRating(result) })
}
