// @ts-check
/** A message bubble and its contents. */

import { avatar, botAvatar } from "./avatar.js"
import { h } from "./dom.js"
import { richText } from "./entities.js"
import { clockTime, colorOf, completeTime, initials, preview, serviceLine } from "./format.js"
import { bubbleTail, icon } from "./icons.js"
import { inlineKeyboard } from "./inline-keyboard.js"
import { t } from "./language.js"
import { mapPicture } from "./map.js"
import { album, singlePhoto } from "./photo.js"

/** @import { ChatSummary, InlineButtonView, MessageView, PhotoView } from "../telegram/control-types" */
/** @import { TextActions } from "./entities.js" */
/** @import { ButtonActions } from "./inline-keyboard.js" */
/** @import { Post } from "./message-groups.js" */
/**
 * @typedef {object} OwnActions
 * @property {(message: MessageView) => void} viewPhoto
 * @property {(message: MessageView) => void} reply
 * @property {(id: number) => void} jumpTo
 * @property {(id: number) => MessageView | undefined} find
 */
/** @typedef {TextActions & ButtonActions & OwnActions} MessageActions */

/** A text of one to three emoji is shown large. */
const EMOJI_ONLY =
  /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}$/u

/**
 * @param {Post} post
 * @param {ChatSummary} chat
 * @param {MessageActions} actions
 * @param {Element} [before] previous element of the same post
 * @returns {HTMLElement}
 */
export function postElement(post, chat, actions, before) {
  const [message] = post.messages
  if (message.service) {
    return h(
      "div",
      { class: "service", testid: `message-${message.message_id}` },
      h("span", {}, serviceLine(message)),
    )
  }
  const own = message.from.is_me && chat.type !== "channel"
  const group = chat.type === "group" || chat.type === "supergroup"
  const classes = [
    "post",
    own ? "own" : "other",
    post.first && "first",
    post.last && "last",
    group && !own && "with-avatar",
  ]
  return h(
    "div",
    { class: classes.filter(Boolean).join(" "), testid: `message-${message.message_id}` },
    group && !own && post.last && senderAvatar(message.from),
    h(
      "div",
      { class: "post-column" },
      bubble(post, chat, own, actions, before),
      hasButtons(message) && inlineKeyboard(message, actions),
    ),
    chat.can_write && replyButton(message, actions),
  )
}

/** @param {MessageView["from"]} from */
const senderAvatar = ({ id, name, is_bot }) => (is_bot ? botAvatar("small") : avatar(id, name, "small"))

/**
 * @param {Post} post
 * @param {ChatSummary} chat
 * @param {boolean} own
 * @param {MessageActions} actions
 * @param {Element | undefined} before
 */
function bubble(post, chat, own, actions, before) {
  const [message] = post.messages
  const photos = post.messages.filter(hasPhoto)
  const speaking = post.messages.find(({ text, caption }) => text || caption) ?? message
  const words = speaking.text ?? speaking.caption ?? ""
  const named = !own && post.first && chat.type !== "private"
  const quoted = message.reply_to_message_id !== undefined && quote(message.reply_to_message_id, actions)
  const large = isLargeEmoji(speaking) && !named && !quoted && !hasButtons(message)
  const bare = photos.length > 0 && !words
  const element = h("div", { class: "bubble" })
  if (photos.length > 0) {
    element.classList.add("with-photo")
  }
  element.classList.toggle("bare", bare)
  element.classList.toggle("large-emoji", large)
  const via = message.via_bot && h("div", { class: "via-bot" }, t("viaBot", { name: message.via_bot }))
  element.classList.toggle("headed", Boolean(named || quoted || via))
  element.append(
    ...[
      named && h("div", { class: `sender name-${colorOf(message.from.id)}` }, message.from.name),
      via,
      quoted,
      media(photos, element, Boolean(words) || hasButtons(message), actions, before),
      message.contact && contactCard(message.contact, actions),
      message.location && locationCard(message.location),
      content(words, speaking, actions, meta(message, own, post.messages)),
      post.last && !large && !bare && bubbleTail(),
    ].filter((part) => part instanceof Node),
  )
  return element
}

/**
 * @param {(MessageView & { photo: PhotoView })[]} photos
 * @param {HTMLElement} bubbleElement gets the width of the photo
 * @param {boolean} withText
 * @param {MessageActions} actions
 * @param {Element | undefined} before
 */
function media(photos, bubbleElement, withText, actions, before) {
  if (photos.length === 0) {
    return undefined
  }
  if (photos.length > 1) {
    bubbleElement.classList.add("with-album")
    return album(photos, before, actions.viewPhoto)
  }
  const { frame, width } = singlePhoto(photos[0], withText, before, actions.viewPhoto)
  bubbleElement.style.width = `${width}px`
  return frame
}

/**
 * @param {string} words
 * @param {MessageView} message the source of the entities
 * @param {MessageActions} actions
 * @param {HTMLElement} metaElement
 */
function content(words, message, actions, metaElement) {
  if (!words) {
    return metaElement
  }
  return h("div", { class: "words", dir: "auto" }, richText(words, message.entities, actions), metaElement)
}

/**
 * @param {MessageView} message
 * @param {boolean} own
 * @param {MessageView[]} all
 */
function meta(message, own, all) {
  const edited = all.some((part) => part.edited)
  return h(
    "span",
    { class: "meta", title: completeTime(message.date) },
    edited && h("span", { class: "edited" }, t("edited")),
    h("time", {}, clockTime(message.date)),
    own && icon("checks", 17),
  )
}

/**
 * @param {number} id
 * @param {MessageActions} actions
 */
function quote(id, actions) {
  const original = actions.find(id)
  return h(
    "button",
    {
      type: "button",
      class: "quote",
      "aria-label": t("showReplied"),
      on: { click: () => actions.jumpTo(id) },
    },
    h("span", { class: "quote-name" }, original?.from.name ?? t("deletedMessage")),
    original && h("span", { class: "quote-line" }, preview(original)),
  )
}

/**
 * @param {NonNullable<MessageView["contact"]>} contact
 * @param {MessageActions} actions
 */
function contactCard(contact, actions) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ")
  const phone = contact.phone_number.startsWith("+") ? contact.phone_number : `+${contact.phone_number}`
  return h(
    "button",
    {
      type: "button",
      class: "contact-card",
      title: t("copyNumber"),
      on: { click: () => actions.copy(phone, t("phoneCopied")) },
    },
    h(
      "span",
      { class: `avatar avatar-medium color-${colorOf(contact.user_id ?? name.length)}` },
      initials(name),
    ),
    h("span", { class: "contact-words" }, h("span", { class: "contact-name" }, name), h("span", {}, phone)),
  )
}

/** @param {NonNullable<MessageView["location"]>} place */
function locationCard(place) {
  const numbers = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`
  return h(
    "div",
    { class: "location-card", role: "img", "aria-label": t("locationAt", { place: numbers }) },
    mapPicture(place),
    h("span", { class: "location-numbers" }, numbers),
  )
}

/**
 * @param {MessageView} message
 * @param {MessageActions} actions
 */
function replyButton(message, actions) {
  return h(
    "button",
    {
      type: "button",
      class: "reply-button",
      "aria-label": t("reply"),
      title: t("reply"),
      on: { click: () => actions.reply(message) },
    },
    icon("reply", 18),
  )
}

/** @param {MessageView} message */
const isLargeEmoji = ({ text }) => text !== undefined && EMOJI_ONLY.test(text.trim())

/**
 * @param {MessageView} message
 * @returns {message is MessageView & { photo: PhotoView }}
 */
function hasPhoto(message) {
  return message.photo !== undefined
}

/**
 * @param {MessageView} message
 * @returns {message is MessageView & { buttons: InlineButtonView[][] }}
 */
function hasButtons(message) {
  return message.buttons !== undefined && message.buttons.length > 0
}
