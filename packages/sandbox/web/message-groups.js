// @ts-check
/** Groups the messages of a chat by days, senders and albums. Independent of the DOM. */

import { dayLabel } from "./format.js"

/** @import { MessageView } from "../telegram/control-types" */
/**
 * @typedef {object} Day
 * @property {"day"} kind
 * @property {string} key
 * @property {string} label
 */
/**
 * @typedef {object} Post one bubble: a message, or the messages of an album
 * @property {"post"} kind
 * @property {string} key
 * @property {MessageView[]} messages
 * @property {boolean} first of its sender's run
 * @property {boolean} last of its sender's run
 */

/** Consecutive messages of one sender form a run; a longer pause starts a new run. */
const RUN_SECONDS = 10 * 60

/**
 * @param {MessageView[]} messages oldest first
 * @returns {(Day | Post)[]}
 */
export function arrange(messages) {
  /** @type {(Day | Post)[]} */
  const items = []
  /** @type {Post | undefined} */
  let previous
  let day = ""
  for (const message of messages) {
    const label = dayLabel(message.date)
    if (label !== day) {
      day = label
      items.push({ kind: "day", key: `day ${label}`, label })
      previous = undefined
    }
    if (previous && sameAlbum(previous, message)) {
      previous.messages.push(message)
      continue
    }
    const continues = previous !== undefined && sameRun(previous, message)
    if (previous && continues) {
      previous.last = false
    }
    previous = {
      kind: "post",
      key: `message ${message.message_id}`,
      messages: [message],
      first: !continues,
      last: true,
    }
    items.push(previous)
  }
  return items
}

/**
 * @param {Post} post
 * @param {MessageView} message
 */
function sameAlbum({ messages }, message) {
  return message.media_group_id !== undefined && messages[0].media_group_id === message.media_group_id
}

/**
 * @param {Post} post
 * @param {MessageView} message
 */
function sameRun({ messages }, message) {
  const before = messages[messages.length - 1]
  return (
    !before.service &&
    !message.service &&
    before.from.id === message.from.id &&
    before.from.is_me === message.from.is_me &&
    message.date - before.date < RUN_SECONDS
  )
}
