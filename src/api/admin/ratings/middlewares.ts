import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { DecideRating } from "./validators"

export const adminRatingMiddlewares: MiddlewareRoute[] = [
  {
    method: ["POST"],
    matcher: "/admin/ratings/:id",
    middlewares: [validateAndTransformBody(DecideRating)],
  },
]
