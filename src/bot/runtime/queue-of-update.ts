import type { Update } from "grammy/types"

/** Who sent an update, and the queue in which it waits. */
export type UpdateQueue = { queue: string; personId: string | undefined }

/**
 * Whose turn an update waits for: its person's, in whatever chat they write or tap, for all of it changes the one
 * session of their account. A channel's own post waits for the channel.
 */
export function queueOf(update: Update): UpdateQueue {
  if (update.channel_post) {
    return { queue: String(update.channel_post.chat.id), personId: undefined }
  }
  const from = update.callback_query?.from ?? update.message?.from ?? update.my_chat_member?.from
  const chat = update.message?.chat ?? update.my_chat_member?.chat
  const personId = from ? String(from.id) : undefined
  return { queue: personId ?? String(chat?.id ?? "nobody"), personId }
}
