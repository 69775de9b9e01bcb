import type { StockOfferRecord } from "../../../workflows/stock/offers"

/** An offer as the Admin API answers it. */
export const describeOffer = ({
  id,
  lot_id,
  inventory_item_id,
  percent,
  price_list_id,
  ends_at,
  ended_at,
  created_at,
}: StockOfferRecord) => ({
  id,
  lot_id,
  inventory_item_id,
  percent,
  price_list_id,
  ends_at,
  ended_at,
  created_at,
})
