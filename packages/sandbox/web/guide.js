// @ts-check
/** A card that explains how to try the shop. It can be closed and reopened. */

import { fill, h, iconButton } from "./dom.js"
import { icon } from "./icons.js"
import { t } from "./language.js"

/** @import { Person } from "../telegram/control-types" */
/** @import { TextKey } from "./texts.js" */

const KEY = "sandbox-guide-dismissed"

export class Guide {
  /** @type {(person: Person) => void} */
  #choose
  element = h("aside", { class: "guide", "aria-label": t("guide"), testid: "guide" })

  /** @param {(person: Person) => void} choose */
  constructor(choose) {
    this.#choose = choose
    this.element.hidden = localStorage.getItem(KEY) === "yes"
  }

  /** @param {Person[]} people */
  set(people) {
    const step = (/** @type {Person["part"]} */ part, /** @type {TextKey} */ text) => {
      const person = people.find((candidate) => candidate.part === part)
      const [before, after] = t(text, { name: "|" }).split("|")
      return person && h("li", {}, before, this.#name(person), after)
    }
    fill(
      this.element,
      h(
        "div",
        { class: "guide-head" },
        h("h2", {}, t("guide")),
        iconButton(t("guideClose"), icon("close", 20), () => this.toggle(false), {
          testid: "guide-close",
        }),
      ),
      h(
        "ol",
        {},
        step("shopper", "guideShopper"),
        step("florist", "guideFlorist"),
        step("courier", "guideCourier"),
      ),
      h("p", {}, t("guideEnd")),
    )
  }

  /** @param {boolean} [shown] default: the opposite of the current state */
  toggle(shown = this.element.hidden) {
    this.element.hidden = !shown
    localStorage.setItem(KEY, shown ? "no" : "yes")
  }

  /** @param {Person} person */
  #name(person) {
    return h(
      "button",
      { type: "button", class: "text-button", on: { click: () => this.#choose(person) } },
      person.first_name,
    )
  }
}
