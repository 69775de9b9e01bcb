import { IS_SETTLED_CARD, IS_SETTLED_NOTICE, IS_UNREPORTED } from "./sql"

/** Indexes of the outbox for a shop with years of sent messages (see src/lib/indexes.ts). */
export const OUTBOX_INDEXES = [
  {
    // For the list of all messages. Only that list has the condition, so PostgreSQL uses other indexes for a chat or a state.
    name: "IDX_outbox_message_number",
    on: `outbox_message (number) where number > 0 and deleted_at is null`,
  },
  {
    name: "IDX_outbox_message_of_chat",
    on: `outbox_message (chat_id, number) where deleted_at is null`,
  },
  {
    name: "IDX_outbox_message_state_number",
    on: `outbox_message (state, number) where deleted_at is null`,
  },
  {
    // A prefix of keys. The operator class works in each collation of the database.
    name: "IDX_outbox_message_card_key",
    on: `outbox_message (key text_pattern_ops) where kind = 'card' and deleted_at is null`,
  },
  {
    name: "IDX_outbox_message_card_of_chat",
    on: `outbox_message (chat_id, number) where kind = 'card' and message_id is not null and deleted_at is null`,
  },
  {
    name: "IDX_outbox_message_due",
    on: `outbox_message (chat_id, number) where state = 'pending' and not is_bulk and deleted_at is null`,
  },
  {
    name: "IDX_outbox_message_bulk_due",
    on: `outbox_message (number) where state = 'pending' and is_bulk and deleted_at is null`,
  },
  {
    name: "IDX_outbox_message_unreported",
    on: `outbox_message (number) where ${IS_UNREPORTED}`,
  },
  {
    name: "IDX_outbox_message_unsent",
    on: `outbox_message (state) where state <> 'sent' and deleted_at is null`,
  },
  {
    name: "IDX_outbox_message_settled_notice",
    on: `outbox_message (created_at) where ${IS_SETTLED_NOTICE}`,
  },
  {
    name: "IDX_outbox_message_settled_card",
    on: `outbox_message (created_at) where ${IS_SETTLED_CARD}`,
  },
]
