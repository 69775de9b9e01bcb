import type { Update } from "grammy/types"

/** The sender of an update and the update's queue. */
export type QueueOfUpdate = { queue: string; personId: string | undefined }

/**
 * Determines the queue of an update. All updates of a sender share one queue, in every chat, because they
 * change one session.
 * Posts of a channel share the channel's queue.
 */
export function queueOf(update: Update): QueueOfUpdate {
  if (update.channel_post) {
    return { queue: String(update.channel_post.chat.id), personId: undefined }
  }
  const from = update.callback_query?.from ?? update.message?.from ?? update.my_chat_member?.from
  const chat = update.message?.chat ?? update.my_chat_member?.chat
  const personId = from ? String(from.id) : undefined
  return { queue: personId ?? String(chat?.id ?? "nobody"), personId }
}
