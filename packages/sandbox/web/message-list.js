// @ts-check
/** The message list of the open chat. It updates only changed messages and manages the scroll position. */

import { fill, h } from "./dom.js"
import { icon } from "./icons.js"
import { t } from "./language.js"
import { arrange } from "./message-groups.js"
import { postElement } from "./message.js"

/** @import { ChatView, MessageView } from "../telegram/control-types" */
/** @import { MessageActions } from "./message.js" */
/** @import { Day, Post } from "./message-groups.js" */

/** Maximum distance from the end, in pixels, that counts as the end. */
const NEAR_PX = 60
/** The day at the top stays this long after the last scroll event. */
const DAY_SHOWN_MS = 1000
/** Height in pixels that the day at the top takes, with its distance from the edge. */
const DAY_HEIGHT_PX = 40

export class MessageList {
  /** @type {Map<string, { element: HTMLElement, signature: string }>} */
  #shown = new Map()
  /** @type {WeakMap<MessageView, string>} */
  #written = new WeakMap()
  /** @type {ChatView | undefined} */
  #view
  #atEnd = true
  #unseen = 0
  #size = ""
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #dayTimer
  #day = h("div", { class: "day floating-day", "aria-hidden": "true", testid: "floating-day" })
  #list = h("div", { class: "messages", role: "log", "aria-label": t("messages"), testid: "messages" })
  #scroller = h("div", { class: "scroller", tabindex: -1 }, this.#list)
  #count = h("span", { class: "badge" })
  #downButton = h(
    "button",
    { type: "button", class: "down-button", "aria-label": t("toNewest"), testid: "scroll-down" },
    icon("down"),
    this.#count,
  )
  /** @type {MessageActions} */
  #actions
  element = h("div", { class: "message-area" }, this.#scroller, this.#day, this.#downButton)

  /** @param {Omit<MessageActions, "find" | "jumpTo">} actions */
  constructor(actions) {
    this.#actions = { ...actions, find: (id) => this.#find(id), jumpTo: (id) => this.#jumpTo(id) }
    this.#scroller.addEventListener("scroll", () => {
      this.#showDay()
      this.#scrolled()
    })
    this.#downButton.addEventListener("click", () => this.toEnd(true))
    // When the size changes (on-screen keyboard, loaded photo, longer bubble), a list at its end stays at its end.
    const keepEnd = new ResizeObserver(() => this.#atEnd && this.toEnd())
    keepEnd.observe(this.#scroller)
    keepEnd.observe(this.#list)
  }

  /** @param {ChatView | undefined} view a newly opened chat, or the same chat after a reload */
  open(view) {
    if (view && this.#view?.chat.id === view.chat.id) {
      this.update(view)
      return
    }
    this.#view = view
    this.#shown.clear()
    this.#list.replaceChildren()
    this.#unseen = 0
    this.#atEnd = true
    this.#list.classList.toggle("settled", false)
    this.#render()
    this.toEnd()
    this.#day.classList.remove("shown")
    this.#showDown()
    // Messages that are added from now on are animated.
    requestAnimationFrame(() => this.#list.classList.toggle("settled", true))
  }

  /** @param {ChatView} view the same chat with changed messages */
  update(view) {
    const newest = this.#newestId()
    this.#view = view
    const added = view.messages.filter(({ message_id }) => message_id > newest)
    const follow = this.#atEnd || added.some(({ from }) => from.is_me)
    this.#render()
    if (follow) {
      this.toEnd()
    } else {
      this.#unseen += added.length
      this.#showDown()
    }
  }

  /** @param {boolean} [smoothly] */
  toEnd(smoothly = false) {
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: smoothly ? "smooth" : "instant" })
  }

  /** Replaces only the elements that changed. */
  #render() {
    const view = this.#view
    const items = view ? arrange(view.messages) : []
    const kept = new Set(items.map(({ key }) => key))
    // Replace changed elements in place first, so that the positions of the others stay correct.
    const elements = items.map((item) => this.#elementOf(item))
    let place = this.#list.firstElementChild
    for (const element of elements) {
      if (element === place) {
        place = place.nextElementSibling
      } else {
        this.#list.insertBefore(element, place)
      }
    }
    for (const [key, { element }] of this.#shown) {
      if (!kept.has(key)) {
        element.remove()
        this.#shown.delete(key)
      }
    }
  }

  /** @param {Day | Post} item */
  #elementOf(item) {
    const shown = this.#shown.get(item.key)
    const signature = this.#signature(item)
    if (shown?.signature === signature) {
      return shown.element
    }
    const element =
      item.kind === "day"
        ? h("div", { class: "day" }, h("span", {}, item.label))
        : postElement(item, /** @type {ChatView} */ (this.#view).chat, this.#actions, shown?.element)
    if (shown) {
      replaceKeepingFocus(shown.element, element)
    }
    this.#shown.set(item.key, { element, signature })
    return element
  }

  /** @param {Day | Post} item */
  #signature(item) {
    if (item.kind === "day") {
      return item.label
    }
    const quoted = item.messages[0].reply_to_message_id
    const original = quoted === undefined ? undefined : this.#find(quoted)
    const parts = [...item.messages, ...(original ? [original] : [])].map((message) => this.#write(message))
    return `${item.first} ${item.last} ${this.#view?.chat.can_write} ${parts.join()}`
  }

  /** @param {MessageView} message */
  #write(message) {
    const known = this.#written.get(message) ?? JSON.stringify(message)
    this.#written.set(message, known)
    return known
  }

  /** @param {number} id */
  #find(id) {
    return this.#view?.messages.find(({ message_id }) => message_id === id)
  }

  #newestId() {
    const messages = this.#view?.messages ?? []
    return messages[messages.length - 1]?.message_id ?? 0
  }

  /** @param {number} id */
  #jumpTo(id) {
    const element = this.#shown.get(`message ${id}`)?.element
    element?.scrollIntoView({ block: "center", behavior: "smooth" })
    element?.classList.add("pointed-at")
    setTimeout(() => element?.classList.remove("pointed-at"), 1500)
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller
    const size = `${scrollHeight} ${clientHeight}`
    const resized = size !== this.#size
    this.#size = size
    if (resized && this.#atEnd) {
      // The layout changed, not the user's scroll position: the observer scrolls back to the end.
      return
    }
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX
    if (this.#atEnd) {
      this.#unseen = 0
    }
    this.#showDown()
  }

  /** Shows the day of the topmost message while the list scrolls, unless a separator between days is at its place. */
  #showDay() {
    const top = this.#scroller.getBoundingClientRect().top
    /** @type {Element | undefined} */
    let above
    let free = true
    for (const separator of this.#list.querySelectorAll(".day")) {
      const at = separator.getBoundingClientRect()
      free &&= at.bottom <= top || at.top >= top + DAY_HEIGHT_PX
      if (at.bottom <= top) {
        above = separator
      }
    }
    if (above) {
      fill(this.#day, h("span", {}, above.textContent))
    }
    this.#day.classList.toggle("shown", above !== undefined && free)
    clearTimeout(this.#dayTimer)
    this.#dayTimer = setTimeout(() => this.#day.classList.remove("shown"), DAY_SHOWN_MS)
  }

  #showDown() {
    this.#downButton.classList.toggle("shown", !this.#atEnd)
    this.#downButton.tabIndex = this.#atEnd ? -1 : 0
    this.#count.textContent = this.#unseen > 0 ? String(this.#unseen) : ""
  }
}

/**
 * Replaces an element and keeps the keyboard focus on the same button.
 *
 * @param {HTMLElement} before
 * @param {HTMLElement} after
 */
function replaceKeepingFocus(before, after) {
  const focused = document.activeElement
  const place = before.contains(focused) && focused instanceof HTMLElement ? focused.dataset.place : undefined
  before.replaceWith(after)
  if (place) {
    const same = [...after.querySelectorAll("[data-place]")].find(
      (button) => /** @type {HTMLElement} */ (button).dataset.place === place,
    )
    if (same instanceof HTMLElement) {
      same.focus({ preventScroll: true })
    }
  }
}
