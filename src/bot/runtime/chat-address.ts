/**
 * Addresses of chats, as the outbox stores them: "<chat id>", or "<chat id>/<thread id>" for a topic of a forum. Bot API:
 * `message_thread_id` is meaningful for sending only in messages with `is_topic_message`; the topic General has none.
 */
export type ChatAddress = string

const ADDRESS = /^(-?\d{1,20})(?:\/([1-9]\d{0,15}))?$/

type Place = {
  chat: { id: number }
  message_thread_id?: number
  is_topic_message?: boolean
}

/** The address of the chat or topic that a message is in. */
export function addressOf({
  chat,
  message_thread_id: thread,
  is_topic_message: isInTopic,
}: Place): ChatAddress {
  return isInTopic && thread !== undefined ? `${chat.id}/${thread}` : String(chat.id)
}

/** Whether a text is the address of a group, a topic or a channel. */
export const isGroupAddress = (text: string): boolean => text.startsWith("-") && ADDRESS.test(text)

/** The chat id of an address. */
export const chatIdIn = (address: ChatAddress): string => address.split("/")[0]

/** The Bot API's parameter for sending to an address; empty for a chat without a topic. */
export function threadIn(address: ChatAddress): { message_thread_id?: number } {
  const [, , thread] = ADDRESS.exec(address) ?? []
  return thread ? { message_thread_id: Number(thread) } : {}
}
