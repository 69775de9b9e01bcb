/** Indexes of the bot's tables for a shop with many shoppers (see src/lib/indexes.ts). */
export const TELEGRAM_INDEXES = [
  {
    name: "IDX_telegram_account_cart_id",
    on: `telegram_account (cart_id) where cart_id is not null and deleted_at is null`,
  },
]
