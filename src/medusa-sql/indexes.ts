/**
 * Our indexes on Medusa's tables, for statements that Medusa has no index for. Their names begin with "guldasta", so that
 * they never conflict with Medusa's own.
 */
export const MEDUSA_INDEXES = [
  {
    // Orders that are not in the workshop yet.
    name: "guldasta_order_pending",
    on: `"order" (created_at) where status = 'pending' and not is_draft_order and deleted_at is null`,
  },
  {
    // Recently canceled orders, whose money may have to be refunded.
    name: "guldasta_order_canceled_at",
    on: `"order" (canceled_at) where canceled_at is not null and deleted_at is null`,
  },
  {
    // Captured payments of a period, for the comparison with the gateways.
    name: "guldasta_payment_captured_at",
    on: `payment (captured_at, id) where captured_at is not null and deleted_at is null`,
  },
  {
    // The payment of a gateway's transaction.
    name: "guldasta_payment_transaction",
    on: `payment ((data #>> '{performed,transaction_id}')) where captured_at is not null and deleted_at is null`,
  },
  {
    // Carts that nobody ordered, for their deletion.
    name: "guldasta_cart_abandoned",
    on: `cart (updated_at) where completed_at is null and deleted_at is null`,
  },
]
