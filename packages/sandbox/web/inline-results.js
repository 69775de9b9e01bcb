// @ts-check
/** The bot's inline mode: the results of "@bot query" above the field. */

import { fill, h } from "./dom.js"
import { t } from "./language.js"

/** @import { InlineAnswer, InlineResultView } from "../telegram/control-types" */
/**
 * @typedef {object} InlineModeActions
 * @property {() => string | undefined} botName the bot's username
 * @property {(query: string, offset: string) => Promise<InlineAnswer>} ask throws ApiError
 * @property {(queryId: string, resultId: string) => void} choose
 * @property {(startParameter: string) => void} openBot
 */

/** A query is sent when nothing was typed for this time, in ms. */
const PAUSE_MS = 250
/** The next results are loaded when the end of the list is this near, in pixels. */
const NEAR_PX = 120
/** Telegram sends no longer queries. */
const LONGEST = 256

export class InlineResults {
  /** @type {InlineModeActions} */
  #actions
  /** @type {string | undefined} */
  #query
  /** Counts the questions: an answer to an older one is not shown. */
  #asked = 0
  /** @type {InlineAnswer | undefined} */
  #last
  #loading = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  #rows = h("div", { class: "inline-rows" })
  #button = h("button", { type: "button", class: "inline-start", testid: "inline-start" })
  element = h(
    "div",
    { class: "inline-results", role: "menu", "aria-label": t("inlineResults"), testid: "inline-results" },
    this.#button,
    this.#rows,
  )

  /** @param {InlineModeActions} actions */
  constructor(actions) {
    this.#actions = actions
    this.#button.addEventListener("click", () => {
      if (this.#last?.button) {
        actions.openBot(this.#last.button.start_parameter)
      }
    })
    this.element.addEventListener("scroll", () => this.#scrolled())
    this.element.hidden = true
  }

  /**
   * @param {string} text of the field
   * @returns {string | undefined} the query of "@bot query"
   */
  queryIn(text) {
    const name = this.#actions.botName()
    const start = `@${name} `
    return name && text.toLowerCase().startsWith(start.toLowerCase())
      ? text.slice(start.length).trimStart().slice(0, LONGEST)
      : undefined
  }

  /** @param {string} text of the field, after each change */
  typed(text) {
    const query = this.queryIn(text)
    if (query === this.#query) {
      return
    }
    clearTimeout(this.#timer)
    this.#asked++
    this.#query = query
    if (query === undefined) {
      this.#show(undefined)
    } else {
      this.#timer = setTimeout(() => this.#ask(query, ""), PAUSE_MS)
    }
  }

  /**
   * @param {string} query
   * @param {string} offset
   */
  async #ask(query, offset) {
    const number = ++this.#asked
    this.#loading = true
    const answer = await this.#actions.ask(query, offset).catch(() => undefined)
    if (number === this.#asked) {
      this.#loading = false
      this.#show(answer, offset !== "")
    }
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.element
    const offset = this.#last?.next_offset
    if (
      offset &&
      this.#query !== undefined &&
      !this.#loading &&
      scrollHeight - scrollTop - clientHeight < NEAR_PX
    ) {
      this.#ask(this.#query, offset)
    }
  }

  /**
   * @param {InlineAnswer | undefined} answer
   * @param {boolean} [more] the results follow those that are shown
   */
  #show(answer, more = false) {
    this.#last = answer
    const rows = answer?.results.map((result) => this.#row(result, answer.query_id)) ?? []
    if (more) {
      this.#rows.append(...rows)
      return
    }
    fill(this.#rows, rows)
    fill(this.#button, answer?.button?.text)
    this.#button.hidden = !answer?.button
    this.element.classList.toggle("gallery", answer?.gallery === true)
    this.element.hidden = rows.length === 0 && !answer?.button
    this.element.scrollTop = 0
  }

  /**
   * @param {InlineResultView} result
   * @param {string} queryId
   */
  #row({ id, title, description, thumbnail }, queryId) {
    const picture = thumbnail
      ? h("img", { src: thumbnail, alt: "", loading: "lazy" })
      : h("span", { class: "inline-letter" }, [...(title ?? "")][0] ?? "")
    return h(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: "inline-result",
        testid: `inline-${id}`,
        title,
        on: { click: () => this.#actions.choose(queryId, id) },
      },
      picture,
      h(
        "span",
        { class: "inline-words" },
        h("span", { class: "inline-title" }, title),
        h("span", { class: "inline-about" }, description),
      ),
    )
  }
}
