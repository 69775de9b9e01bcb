// @ts-check
/** Display texts for times, people and messages. */

import { t } from "./language.js"

/** @import { ChatSummary, MessageView, Person } from "../telegram/control-types" */

/** Formats a time as the shop's calendar and clock show it, whatever the browser's own time zone, as the bot does. */
const shopTime = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Tashkent",
  dateStyle: "short",
  timeStyle: "medium",
})

const DAY_MS = 24 * 60 * 60 * 1000
const LANGUAGES = { ru: t("russian"), uz: t("uzbek"), en: t("english") }
const PARTS = {
  shopper: t("shopper"),
  florist: t("florist"),
  courier: t("courier"),
  owner: t("owner"),
  other: t("visitor"),
}

/**
 * Splits a time into the parts of the shop's calendar and clock.
 *
 * @param {number} at in milliseconds
 */
function parts(at) {
  const [date, time] = shopTime.format(at).split(", ")
  const [day, month, year] = date.split("/").map(Number)
  return {
    day,
    month: t("months").split(" ")[month - 1],
    year,
    time,
    date,
    midnight: Date.UTC(year, month - 1, day),
  }
}

/** @param {number} date Unix seconds */
export const clockTime = (date) => parts(date * 1000).time.slice(0, 5)

/** @param {number} date Unix seconds */
export const completeTime = (date) => t("completeTime", parts(date * 1000))

/**
 * Formats a time for the chat list: today as a clock time, this week as a weekday, else as a date.
 *
 * @param {number} date Unix seconds
 */
export function listTime(date) {
  const days = daysAgo(date)
  const { date: written, midnight } = parts(date * 1000)
  if (days < 1) {
    return clockTime(date)
  }
  return days < 7 ? t("weekdays").split(" ")[new Date(midnight).getUTCDay()] : written
}

/** @param {number} date Unix seconds */
export function dayLabel(date) {
  const days = daysAgo(date)
  if (days < 1) {
    return t("today")
  }
  return days < 2 ? t("yesterday") : t("dayAndMonth", parts(date * 1000))
}

/**
 * @param {number} date Unix seconds
 * @returns {number} calendar days between that date and today
 */
const daysAgo = (date) => Math.round((parts(Date.now()).midnight - parts(date * 1000).midnight) / DAY_MS)

/** @param {{ first_name: string, last_name?: string }} person */
export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ")

/** @param {Person} person e.g. "shopper" */
export const partName = (person) => PARTS[person.part]

/** @param {Person} person e.g. "shopper, reads Russian" */
export const partOf = (person) =>
  t("reads", { part: partName(person), language: LANGUAGES[person.language_code] ?? person.language_code })

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
export const serviceLine = ({ from, service }) =>
  service ? t(service.kind, { name: from.name, topic: service.topic ?? "" }) : ""

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
    return message.caption || t("photo")
  }
  if (message.contact) {
    return t("contactNamed", { name: fullName(message.contact) })
  }
  return message.location ? t("location") : (message.text ?? "")
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
  return message.from.is_me ? t("you") : message.from.name
}

const ACTIONS = /** @type {Record<string, string>} */ ({
  upload_photo: t("sendingPhoto"),
  upload_document: t("sendingFile"),
  upload_video: t("sendingVideo"),
  record_voice: t("recordingVoice"),
  choose_sticker: t("choosingSticker"),
  find_location: t("findingLocation"),
})

/** @param {string} action the Bot API's chat action */
export const actionLabel = (action) => ACTIONS[action] ?? t("typing")
