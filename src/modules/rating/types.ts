import type { InferTypeOf } from "@medusajs/framework/types"
import type { ProductRating } from "./models/product-rating"
import type { Rating } from "./models/rating"

export type RatingRecord = InferTypeOf<typeof Rating>
export type ProductRatingRecord = InferTypeOf<typeof ProductRating>

export const RATING_STATUSES = ["pending", "approved", "hidden"] as const
export type RatingStatus = (typeof RATING_STATUSES)[number]

export type NewRating = {
  order_id: string
  /** The order's number for people. */
  display_id: number
  customer_id: string
  /** The rated products of the order. */
  product_ids: string[]
  /** 1 to 5; absent when only the words change. */
  stars?: number
  words?: string
}

export type RatingAnswer = { rating: RatingRecord } | { refusal: "rating_closed" | "rating_missing" }

/** Number and sum of the approved ratings of a product. */
export type RatingFigures = { count: number; sum: number }
