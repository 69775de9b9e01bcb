/** Indexes of the deliveries for a shop with years of orders (see src/lib/indexes.ts). */
export const DELIVERY_INDEXES = [
  { name: "IDX_delivery_date", on: `delivery (date, starts_at) where deleted_at is null` },
]
