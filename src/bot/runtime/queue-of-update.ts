import type { Update, User } from "grammy/types"

/** The sender of an update and the update's queue. */
export type QueueOfUpdate = { queue: string; personId: string | undefined }

/**
 * Determines the queue of an update. All updates of a sender share one queue, in every chat, because they
 * change one session.
 * Posts of a channel share the channel's queue, and messages of anonymous administrators the queue of their group.
 */
export function queueOf(update: Update): QueueOfUpdate {
  const from = personOf(update)
  const chat = messageOf(update)?.chat ?? update.my_chat_member?.chat
  const personId = from ? String(from.id) : undefined
  return { queue: personId ?? String(chat?.id ?? "nobody"), personId }
}

/**
 * The person who caused an update; undefined when Telegram hides them. Bot API: a message of an anonymous administrator
 * or in the name of a channel has `sender_chat`, and `from` is the same bot account for all of them.
 */
export function personOf(update: Update): User | undefined {
  const message = messageOf(update)
  if (message) {
    return message.sender_chat || message.from?.is_bot ? undefined : message.from
  }
  const from = update.callback_query?.from ?? update.my_chat_member?.from
  return from?.is_bot ? undefined : from
}

const messageOf = ({ message, edited_message, channel_post, edited_channel_post }: Update) =>
  message ?? edited_message ?? channel_post ?? edited_channel_post
