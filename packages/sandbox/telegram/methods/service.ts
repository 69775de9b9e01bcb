import type { ServiceView } from "../control-types"
import type { Message } from "../types"

/** @returns what a service message reports; undefined for another message */
export function serviceOf(message: Message): ServiceView | undefined {
  if (message.pinned_message) return { kind: "pinned" }
  if (message.new_chat_members) return { kind: "joined" }
  if (message.left_chat_member) return { kind: "left" }
  if (message.migrate_to_chat_id) return { kind: "becameSupergroup" }
  if (message.migrate_from_chat_id) return { kind: "wasGroup" }
  if (message.forum_topic_created) return { kind: "topicCreated", topic: message.forum_topic_created.name }
  if (message.forum_topic_closed) return { kind: "topicClosed" }
  return message.forum_topic_reopened ? { kind: "topicReopened" } : undefined
}
