import { badRequest } from "../errors"
import { pathOf } from "../files"
import { characters, messageLimits } from "../text/formatted"
import type { Handlers } from "./context"

const longestPollSeconds = 50
const updateKinds = new Set([
  "message",
  "edited_message",
  "channel_post",
  "edited_channel_post",
  "message_reaction",
  "message_reaction_count",
  "inline_query",
  "chosen_inline_result",
  "callback_query",
  "shipping_query",
  "pre_checkout_query",
  "poll",
  "poll_answer",
  "my_chat_member",
  "chat_member",
  "chat_join_request",
  "chat_boost",
  "removed_chat_boost",
])

function checkKinds(kinds: string[] | undefined) {
  const unknown = kinds?.find((kind) => !updateKinds.has(kind))
  if (unknown !== undefined) throw badRequest(`sandbox: allowed_updates has the unknown kind "${unknown}"`)
}

function checkSecret(secret: string | undefined) {
  if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    throw badRequest("secret token contains unallowed characters")
  }
}

export const incoming: Handlers<
  | "getUpdates"
  | "setWebhook"
  | "deleteWebhook"
  | "getWebhookInfo"
  | "getMe"
  | "getFile"
  | "answerCallbackQuery"
> = {
  getUpdates: ({ offset, limit = 100, timeout = 0, allowed_updates }, { queue, disconnected }) => {
    checkKinds(allowed_updates)
    if (!queue.record.webhook) queue.allow(allowed_updates)
    const several = Math.min(Math.max(limit, 1), 100)
    return queue.take(offset, several, Math.min(Math.max(timeout, 0), longestPollSeconds), disconnected)
  },

  /** Accepts HTTP on any port, for offline use. Telegram requires HTTPS on one of four ports. */
  setWebhook: (params, { queue, webhook, world }) => {
    const { url, secret_token, max_connections = 40, allowed_updates, drop_pending_updates } = params
    checkKinds(allowed_updates)
    checkSecret(secret_token)
    if (url !== "" && !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : "")) {
      throw badRequest("bad webhook: An HTTPS URL must be provided for webhook")
    }
    if (max_connections < 1 || max_connections > 100)
      throw badRequest("sandbox: max_connections must be 1 to 100")
    if (drop_pending_updates) queue.drop()
    queue.allow(allowed_updates)
    queue.record.webhook = url
      ? { url, max_connections, ...(secret_token ? { secret_token } : {}) }
      : undefined
    if (url) queue.endPoll("terminated by setWebhook request")
    world.changed()
    webhook.restart()
    return true
  },

  deleteWebhook: ({ drop_pending_updates }, { queue, world }) => {
    if (drop_pending_updates) queue.drop()
    queue.record.webhook = undefined
    world.changed()
    return true
  },

  getWebhookInfo: (_params, { queue }) => {
    const { webhook, allowed, pending } = queue.record
    const { last_error_date, last_error_message } = webhook ?? {}
    return {
      url: webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: pending.length,
      ...(last_error_date ? { last_error_date, last_error_message } : {}),
      ...(webhook ? { max_connections: webhook.max_connections } : {}),
      ...(allowed ? { allowed_updates: allowed } : {}),
    }
  },

  getMe: (_params, { world }) => ({
    ...world.botUser(),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: !world.state.bot.inline_off,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),

  getFile: ({ file_id }, { files }) => {
    const record = files.find(file_id)
    if (!record) throw badRequest("invalid file_id")
    const { file_unique_id, size } = record
    return { file_id, file_unique_id, file_size: size, file_path: pathOf(record) }
  },

  answerCallbackQuery: ({ callback_query_id, text, show_alert, url }, { queries, world }) => {
    if (text !== undefined && characters(text) > messageLimits.callbackAnswer)
      throw badRequest("MESSAGE_TOO_LONG")
    const start = `t.me/${world.state.bot.username}?start=`.toLowerCase()
    if (
      url &&
      !url
        .toLowerCase()
        .replace(/^https?:\/\//, "")
        .startsWith(start)
    )
      throw badRequest("URL_INVALID")
    queries.answer(callback_query_id, {
      answered: true,
      ...(text ? { text } : {}),
      ...(show_alert ? { show_alert: true } : {}),
      ...(url ? { url } : {}),
    })
    return true
  },
}
