// @ts-check
/** Renders text with Telegram's entities as DOM. Offsets are in UTF-16 units. */

import { h, safeUrl } from "./dom.js"
import { t } from "./language.js"

/** @import { MessageView } from "../telegram/control-types" */
/** @typedef {MessageView["entities"][number]} Entity */
/**
 * @typedef {object} TextActions
 * @property {(address: string) => void} openLink
 * @property {(text: string) => void} sendText
 * @property {(text: string, done: string) => void} copy `done`: the toast afterwards
 */

/** Phone numbers: the server does not mark them with entities. */
const PHONE = /\+\d[\d\s()-]{7,16}\d/g

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"])

/**
 * @param {string} text
 * @param {Entity[]} entities
 * @param {TextActions} actions
 * @returns {DocumentFragment}
 */
export function richText(text, entities, actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)
  return spans(text, 0, text.length, sorted, actions, false)
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Entity[]} entities within [from, to), sorted
 * @param {TextActions} actions
 * @param {boolean} literal inside a link or code, where no text becomes tappable
 */
function spans(text, from, to, entities, actions, literal) {
  const result = document.createDocumentFragment()
  let at = from
  let next = 0
  while (next < entities.length) {
    const entity = entities[next++]
    const start = Math.max(entity.offset, at)
    const end = Math.min(entity.offset + entity.length, to)
    if (end <= start) {
      continue
    }
    result.append(plain(text.slice(at, start), actions, literal))
    const inner = []
    while (next < entities.length && entities[next].offset < end) {
      inner.push(entities[next++])
    }
    const part = text.slice(start, end)
    const closed = literal || ["code", "pre", "url", "text_link"].includes(entity.type)
    result.append(
      wrap(entity, part, spans(text, start, end, inner, actions, closed || isTap(entity)), actions),
    )
    // A block element ends its line, so skip the following line break, which would show an empty line.
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end
  }
  result.append(plain(text.slice(at, to), actions, literal))
  return result
}

/** @param {Entity} entity */
const isTap = (entity) => ["bot_command", "mention", "phone_number", "email", "hashtag"].includes(entity.type)

/**
 * @param {Entity} entity
 * @param {string} part its text
 * @param {DocumentFragment} content
 * @param {TextActions} actions
 * @returns {Node}
 */
function wrap(entity, part, content, actions) {
  switch (entity.type) {
    case "bold":
      return h("strong", {}, content)
    case "italic":
      return h("em", {}, content)
    case "underline":
      return h("u", {}, content)
    case "strikethrough":
      return h("s", {}, content)
    case "code":
      return h(
        "code",
        { title: t("copy"), on: { click: () => actions.copy(part, t("textCopied")) } },
        content,
      )
    case "pre":
      return h("pre", {}, content)
    case "spoiler":
      return spoiler(content)
    case "blockquote":
      return h("blockquote", {}, content)
    case "expandable_blockquote":
      return expandable(content)
    case "text_link":
      return link(entity.url ?? "", content, actions)
    default:
      return tappable(entity.type, part, content, actions)
  }
}

/**
 * @param {string} type
 * @param {string} part
 * @param {Node} content
 * @param {TextActions} actions
 * @returns {Node}
 */
function tappable(type, part, content, actions) {
  switch (type) {
    case "url":
      return link(part, content, actions)
    case "email":
      return link(`mailto:${part}`, content, actions)
    case "bot_command":
      return textButton(content, () => actions.sendText(part))
    case "mention":
      return textButton(content, () => actions.openLink(`https://t.me/${part.slice(1)}`))
    case "phone_number":
      return textButton(content, () => actions.copy(part, t("phoneCopied")))
    case "hashtag":
    case "cashtag":
    case "text_mention":
      return h("span", { class: "link-like" }, content)
    default:
      return content
  }
}

/**
 * @param {string} address
 * @param {Node} content
 * @param {TextActions} actions
 */
function link(address, content, actions) {
  const url = safeUrl(address)
  if (!url) {
    return content
  }
  const open = (/** @type {MouseEvent} */ event) => {
    event.preventDefault()
    actions.openLink(url.href)
  }
  return h("a", { href: url.href, title: url.href, rel: "noopener noreferrer", on: { click: open } }, content)
}

/**
 * @param {Node} content
 * @param {() => void} act
 */
const textButton = (content, act) =>
  h("button", { type: "button", class: "text-button", on: { click: act } }, content)

/** @param {Node} content */
function spoiler(content) {
  const element = h(
    "span",
    { class: "spoiler", role: "button", tabindex: 0, "aria-label": t("hiddenText") },
    h("span", { class: "spoiler-text" }, content),
  )
  const reveal = () => {
    element.classList.add("revealed")
    element.removeAttribute("role")
    element.removeAttribute("aria-label")
  }
  element.addEventListener("click", reveal)
  element.addEventListener("keydown", (event) => event.key === "Enter" && reveal())
  return element
}

/** @param {Node} content */
function expandable(content) {
  const quote = h("blockquote", { class: "expandable collapsed" }, h("div", { class: "quote-text" }, content))
  const toggle = h("button", { type: "button", class: "quote-toggle", "aria-label": t("showQuote") }, "⌄")
  toggle.addEventListener("click", () => {
    const collapsed = quote.classList.toggle("collapsed")
    toggle.setAttribute("aria-label", collapsed ? t("showQuote") : t("foldQuote"))
  })
  quote.append(toggle)
  return quote
}

/**
 * @param {string} text
 * @param {TextActions} actions
 * @param {boolean} literal
 */
function plain(text, actions, literal) {
  const result = document.createDocumentFragment()
  let at = 0
  for (const { index, 0: phone } of literal ? [] : text.matchAll(PHONE)) {
    result.append(
      text.slice(at, index),
      tappable("phone_number", phone, document.createTextNode(phone), actions),
    )
    at = index + phone.length
  }
  result.append(text.slice(at))
  return result
}
