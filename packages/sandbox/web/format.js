// @ts-check
/** Display texts for times, people and messages. */

/** @import { ChatSummary, MessageView, Person } from "../telegram/control-types" */

/** The time zone of the shop, whatever the browser's own: times on the page and in the bot's texts agree. */
const ZONE = { timeZone: "Asia/Tashkent" }
const clock = new Intl.DateTimeFormat("en-GB", { ...ZONE, hour: "2-digit", minute: "2-digit" })
const weekday = new Intl.DateTimeFormat("en-GB", { ...ZONE, weekday: "short" })
const dayAndMonth = new Intl.DateTimeFormat("en-GB", { ...ZONE, day: "numeric", month: "long" })
const fullDate = new Intl.DateTimeFormat("en-GB", {
  ...ZONE,
  day: "2-digit",
  month: "2-digit",
  year: "2-digit",
})
const complete = new Intl.DateTimeFormat("en-GB", { ...ZONE, dateStyle: "long", timeStyle: "medium" })
/** Formats a date as year-month-day. */
const isoDay = new Intl.DateTimeFormat("en-CA", {
  ...ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
})

const DAY_MS = 24 * 60 * 60 * 1000
const LANGUAGES = { ru: "Russian", uz: "Uzbek", en: "English" }

/** @param {number} date Unix seconds */
export const clockTime = (date) => clock.format(date * 1000)

/** @param {number} date Unix seconds */
export const completeTime = (date) => complete.format(date * 1000)

/**
 * Formats a time for the chat list: today as a clock time, this week as a weekday, else as a date.
 *
 * @param {number} date Unix seconds
 */
export function listTime(date) {
  const days = daysAgo(date)
  if (days < 1) {
    return clockTime(date)
  }
  return days < 7 ? weekday.format(date * 1000) : fullDate.format(date * 1000)
}

/** @param {number} date Unix seconds */
export function dayLabel(date) {
  const days = daysAgo(date)
  if (days < 1) {
    return "Today"
  }
  return days < 2 ? "Yesterday" : dayAndMonth.format(date * 1000)
}

/**
 * @param {number} date Unix seconds
 * @returns {number} calendar days between that date and today
 */
function daysAgo(date) {
  const midnight = (/** @type {number} */ at) => Date.parse(isoDay.format(at))
  return Math.round((midnight(Date.now()) - midnight(date * 1000)) / DAY_MS)
}

/** @param {Person} person */
export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ")

/** @param {Person} person e.g. "shopper, reads Russian" */
export const partOf = (person) => {
  const part = person.part === "other" ? "visitor" : person.part
  return `${part}, reads ${LANGUAGES[person.language_code] ?? person.language_code}`
}

/**
 * Returns up to two letters of a name, or its leading emoji.
 *
 * @param {string} name
 */
export function initials(name) {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? "?")][0] ?? "?"
  if (/\p{Extended_Pictographic}/u.test(first)) {
    return first
  }
  const [second] = words
    .slice(1)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word))
    .slice(-1)
  return (first + ([...(second ?? "")][0] ?? "")).toUpperCase()
}

/** Returns the index of one of Telegram's seven colours. @param {number} id of a person or a chat */
export const colorOf = (id) => Math.abs(id) % 7

/** @param {MessageView} message e.g. "Bobur Aliyev joined" */
export const serviceLine = ({ from, service }) => `${from.name} ${service}`

/**
 * Summarizes a message in one line, without its sender.
 *
 * @param {MessageView} message
 */
export function preview(message) {
  if (message.service) {
    return serviceLine(message)
  }
  if (message.photo) {
    return message.caption || "Photo"
  }
  if (message.contact) {
    return `Contact: ${[message.contact.first_name, message.contact.last_name].filter(Boolean).join(" ")}`
  }
  return message.location ? "Location" : (message.text ?? "")
}

/**
 * @param {MessageView} message
 * @param {ChatSummary} chat
 * @returns {string | undefined} the sender's name, when the chat list shows it
 */
export function speaker(message, chat) {
  if (message.service || chat.type === "private" || chat.type === "channel") {
    return undefined
  }
  return message.from.is_me ? "You" : message.from.name
}

const ACTIONS = /** @type {Record<string, string>} */ ({
  upload_photo: "sending a photo",
  upload_document: "sending a file",
  upload_video: "sending a video",
  record_voice: "recording a voice message",
  choose_sticker: "choosing a sticker",
  find_location: "looking for a location",
})

/** @param {string} action the Bot API's chat action */
export const actionLabel = (action) => ACTIONS[action] ?? "typing"
