import type { RatingRecord } from "../../../modules/rating/types"

/** A rating as the Admin API answers it. */
export const describeRating = ({
  id,
  order_id,
  display_id,
  stars,
  words,
  status,
  rated_at,
  product_ids,
}: RatingRecord) => ({
  id,
  order_id,
  display_id,
  stars,
  words,
  status,
  rated_at,
  product_ids,
})
