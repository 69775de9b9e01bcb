import type { MedusaContainer } from "@medusajs/framework/types"
import { OUTBOX_MODULE } from "../../../modules/outbox"
import type OutboxModuleService from "../../../modules/outbox/service"
import { REPEATABLE_STATES } from "../../../modules/outbox/states"
import type { MessageRecord } from "../../../modules/outbox/types"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import type { ListTelegramMessages } from "./validators"

/** One page of the outbox messages, newest first. The count and the pages end at {@link MOST_COUNTED}. */
export async function listTelegramMessages(
  container: MedusaContainer,
  { state, order, chat_id, limit, offset }: ListTelegramMessages,
) {
  const outbox = container.resolve<OutboxModuleService>(OUTBOX_MODULE)
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const ordered = order ? await workshop.listAssignments({ display_id: order }, { take: 1 }) : undefined
  const filters = {
    ...(state ? { state } : {}),
    ...(chat_id ? { chat_id } : {}),
    ...(ordered ? { order_id: ordered.map(({ order_id }) => order_id) } : {}),
  }
  // Selects the index of all messages, see src/modules/outbox/indexes.ts.
  const ofAll = !chat_id && !order && (!state || state.includes("sent")) ? { number: { $gt: 0 } } : {}
  const [rows, count] = await Promise.all([
    outbox.listMessages({ ...filters, ...ofAll }, { take: limit, skip: offset, order: { number: "DESC" } }),
    outbox.countUpToMost(filters),
  ])
  const messages = rows as MessageRecord[]
  const ids = [...new Set(messages.flatMap(({ order_id }) => order_id ?? []))]
  const assignments = ids.length
    ? await workshop.listAssignments({ order_id: ids }, { select: ["order_id", "display_id"], take: null })
    : []
  const numbers = new Map(assignments.map(({ order_id, display_id }) => [order_id, display_id]))
  return {
    telegram_messages: messages.map((message) => describe(message, numbers)),
    count,
    limit,
    offset,
  }
}

function describe(message: MessageRecord, numbers: Map<string, number>) {
  const { id, key, kind, chat_id, order_id, state, attempts, last_error, payload } = message
  const { created_at, sent_at, next_attempt_at } = message
  const isRepeatable = (REPEATABLE_STATES as readonly string[]).includes(state) && payload !== null
  return {
    id,
    key,
    kind,
    chat_id,
    order_id,
    display_id: numbers.get(order_id ?? "") ?? null,
    state,
    attempts,
    last_error,
    /** Text of the message in Telegram HTML; null after it was sent. */
    text: payload?.text ?? null,
    can_send_again: isRepeatable,
    created_at,
    sent_at,
    next_attempt_at: state === "pending" ? next_attempt_at : null,
  }
}
