/** Carts with a hold and pieces held, for metrics. */
export const HOLD_FIGURES = `
  select count(distinct hold.id)::int as carts, coalesce(sum(item.quantity), 0)::int as pieces
    from cart_hold hold
    left join cart_hold_item item on item.hold_id = hold.id and item.deleted_at is null
   where hold.deleted_at is null and hold.expires_at > now()`
