/** Figures of a product's ratings; null without ratings. @param product an expression, the product's id */
export const ratingOf = (product: string) => `(
    SELECT jsonb_build_object('count', rated.count, 'sum', rated.sum) FROM rating_product rated
    WHERE rated.product_id = ${product}
  )`

/** A mark of all figures, for the version of the catalogue. */
export const RATINGS_MARK = `
  select 'rating_product' as name, count(*)::text || ' ' || coalesce(max(updated_at)::text, '') as mark from rating_product`
