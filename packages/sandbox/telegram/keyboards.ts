import type { ReplyButtonView } from "./control-types"
import { badRequest } from "./errors"
import { isLocalHost } from "./files"
import type { ReplyMarkup, ShapeValue } from "./methods/table"
import type { ChatType, InlineKeyboardButton, InlineKeyboardMarkup } from "./types"

type GivenButton = ShapeValue<"InlineKeyboardButton">
type KeyboardButton = ShapeValue<"KeyboardButton">

export type Place = { chatType: ChatType; allowLocalUrls: boolean }

/** A checked `reply_markup`. */
export type Markup =
  | { kind: "inline"; markup: InlineKeyboardMarkup | undefined }
  | { kind: "keyboard"; rows: ReplyButtonView[][]; one_time: boolean; placeholder?: string }
  | { kind: "remove" }
  | { kind: "force_reply" }

const mostButtons = 100
const mostInRow = 8

/**
 * Checks a keyboard against Telegram's rules for the type of chat.
 *
 * @throws ApiError 400 with Telegram's error text
 */
export function markupFor(given: ReplyMarkup | undefined, place: Place): Markup | undefined {
  if (!given) return undefined
  if ("inline_keyboard" in given) return { kind: "inline", markup: inlineKeyboard(given, place) }
  if (place.chatType === "channel") throw badRequest("inline keyboard expected")
  if ("remove_keyboard" in given) return { kind: "remove" }
  if ("force_reply" in given) return { kind: "force_reply" }
  return {
    kind: "keyboard",
    rows: given.keyboard
      .filter((row) => row.length > 0)
      .map((row) => row.map((button) => replyButton(button, place))),
    one_time: given.one_time_keyboard ?? false,
    ...(given.input_field_placeholder ? { placeholder: given.input_field_placeholder } : {}),
  }
}

/** @returns undefined for a keyboard without buttons */
export function inlineKeyboard(
  given: ShapeValue<"InlineKeyboardMarkup">,
  place: Place,
): InlineKeyboardMarkup | undefined {
  const rows = given.inline_keyboard.filter((row) => row.length > 0)
  const count = rows.reduce((sum, row) => sum + row.length, 0)
  if (count > mostButtons || rows.some((row) => row.length > mostInRow))
    throw badRequest("REPLY_MARKUP_TOO_LONG")
  if (count === 0) return undefined
  return { inline_keyboard: rows.map((row) => row.map((button) => inlineButton(button, place))) }
}

const buttonActions = [
  "url",
  "callback_data",
  "web_app",
  "copy_text",
  "switch_inline_query",
  "switch_inline_query_current_chat",
  "switch_inline_query_chosen_chat",
] as const

function inlineButton(button: GivenButton, place: Place): InlineKeyboardButton {
  if (button.text.trim() === "")
    throw badRequest("can't parse inline keyboard button: Text buttons must be non-empty")
  const actions = buttonActions.filter((action) => action in button)
  if (actions.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  }
  if (actions.length > 1) throw badRequest(`sandbox: button "${button.text}" has several actions: ${actions}`)
  checkStyle(button.style)
  checkAction(button, place)
  return button
}

function checkStyle(style: string | undefined) {
  if (style !== undefined && !["danger", "success", "primary"].includes(style)) {
    throw badRequest(`sandbox: a button's style must be danger, success or primary, not "${style}"`)
  }
}

function checkAction(button: GivenButton, place: Place) {
  if (button.callback_data !== undefined) {
    const bytes = Buffer.byteLength(button.callback_data)
    if (bytes < 1 || bytes > 64) throw badRequest("BUTTON_DATA_INVALID")
  }
  if (button.url !== undefined) checkUrl(button.url, place)
  if (button.copy_text !== undefined) {
    const { length } = button.copy_text.text
    if (length < 1 || length > 256) throw badRequest("BUTTON_COPY_TEXT_INVALID")
  }
  if (button.web_app !== undefined) {
    if (place.chatType !== "private") throw badRequest("BUTTON_TYPE_INVALID")
    checkWebApp(button.web_app.url, "inline keyboard button", place)
  }
  checkSwitch(button, place)
}

/** The longest query that a person can type to a bot in inline mode. */
export const longestQuery = 256

function checkSwitch(button: GivenButton, { chatType }: Place) {
  const {
    switch_inline_query: anywhere,
    switch_inline_query_current_chat: here,
    switch_inline_query_chosen_chat: chosen,
  } = button
  if (here !== undefined && chatType === "channel") throw badRequest("BUTTON_TYPE_INVALID")
  if (chosen) {
    const { allow_user_chats, allow_bot_chats, allow_group_chats, allow_channel_chats } = chosen
    if (!allow_user_chats && !allow_bot_chats && !allow_group_chats && !allow_channel_chats)
      throw badRequest("at least one chat type must be allowed")
  }
  const query = anywhere ?? here ?? chosen?.query ?? ""
  if (query.length > longestQuery)
    throw badRequest(
      `sandbox: the query of button "${button.text}" is longer than ${longestQuery} characters`,
    )
}

function checkUrl(url: string, { allowLocalUrls }: Place) {
  const wrong = (why: string) => badRequest(`inline keyboard button URL '${url}' is invalid: ${why}`)
  if (/^tg:\/\/./i.test(url)) return
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`
  if (/\s/.test(url) || !URL.canParse(full)) throw wrong("Wrong HTTP URL")
  const { protocol, hostname } = new URL(full)
  if (!["http:", "https:", "ton:", "tonsite:"].includes(protocol)) throw wrong("Unsupported URL protocol")
  const local = isLocalHost(hostname)
  if (local && !(allowLocalUrls && full === url)) throw wrong("Wrong HTTP URL")
}

export function checkWebApp(url: string, where: string, { allowLocalUrls }: Place) {
  const wrong = (why: string) => badRequest(`${where} Web App URL '${url}' is invalid: ${why}`)
  if (!URL.canParse(url)) throw wrong("Wrong HTTP URL")
  const { protocol, hostname } = new URL(url)
  if (isLocalHost(hostname)) {
    if (!allowLocalUrls) throw wrong("Wrong HTTP URL")
    return
  }
  if (protocol !== "https:") throw wrong("Only HTTPS links are allowed")
}

function replyButton(button: KeyboardButton, place: Place): ReplyButtonView {
  if (button.text.trim() === "") throw badRequest("can't parse keyboard button: Text must be non-empty")
  checkStyle(button.style)
  const personal = place.chatType === "private"
  if (button.request_contact) {
    if (!personal) throw badRequest("phone number can be requested in private chats only")
    return { text: button.text, kind: "contact" }
  }
  if (button.request_location) {
    if (!personal) throw badRequest("location can be requested in private chats only")
    return { text: button.text, kind: "location" }
  }
  return { text: button.text, kind: "text" }
}
