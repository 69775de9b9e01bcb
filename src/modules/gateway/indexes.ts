import { IS_UNSETTLED } from "./transaction-statements"

/** Indexes of the gateways' records for a shop with years of payments (see src/lib/indexes.ts). */
export const GATEWAY_INDEXES = [
  {
    name: "IDX_gateway_transaction_in_progress",
    on: `gateway_transaction (expires_at) where state = 'in_progress' and deleted_at is null`,
  },
  {
    name: "IDX_gateway_transaction_unsettled",
    on: `gateway_transaction (performed_at) where ${IS_UNSETTLED}`,
  },
  {
    name: "IDX_gateway_transaction_performed_at",
    on: `gateway_transaction (performed_at, id) where performed_at is not null and deleted_at is null`,
  },
  {
    name: "IDX_gateway_transaction_not_performed",
    on: `gateway_transaction (canceled_at) where state = 'canceled' and performed_at is null and deleted_at is null`,
  },
  {
    name: "IDX_gateway_transaction_listed",
    on: `gateway_transaction (needs_attention, began_at desc) where deleted_at is null`,
  },
  {
    name: "IDX_gateway_transaction_began_at",
    on: `gateway_transaction (began_at, id) where deleted_at is null`,
  },
  {
    name: "IDX_gateway_transaction_reference",
    on: `gateway_transaction (reference) where deleted_at is null`,
  },
  {
    name: "IDX_gateway_transaction_payment_id",
    on: `gateway_transaction (payment_id) where payment_id is not null and deleted_at is null`,
  },
  { name: "IDX_gateway_call_created_at", on: `gateway_call (created_at)` },
  { name: "IDX_gateway_event_followed_at", on: `gateway_event (followed_at) where followed_at is not null` },
]
