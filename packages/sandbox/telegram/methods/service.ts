import type { Message } from "../types"

/** @returns the text of a service message; undefined for another message */
export function serviceText(message: Message): string | undefined {
  if (message.pinned_message) return "pinned a message"
  if (message.new_chat_members) return "joined"
  if (message.left_chat_member) return "left"
  if (message.migrate_to_chat_id) return "made the group a supergroup"
  if (message.migrate_from_chat_id) return "the group became a supergroup"
  if (message.forum_topic_created) return `created the topic ${message.forum_topic_created.name}`
  if (message.forum_topic_closed) return "closed the topic"
  return message.forum_topic_reopened ? "reopened the topic" : undefined
}
