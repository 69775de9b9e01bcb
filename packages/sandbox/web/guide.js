// @ts-check
/** What a newcomer can do here, on a card that can be put away and called back. */

import { fill, h, iconButton } from "./dom.js"
import { icon } from "./icons.js"

/** @import { Person } from "../telegram/control-types" */

const KEY = "sandbox-guide-dismissed"

export class Guide {
  /** @type {(person: Person) => void} */
  #choose
  element = h("aside", { class: "guide", "aria-label": "How to try it", testid: "guide" })

  /** @param {(person: Person) => void} choose */
  constructor(choose) {
    this.#choose = choose
    this.element.hidden = localStorage.getItem(KEY) === "yes"
  }

  /** @param {Person[]} people */
  set(people) {
    const step = (
      /** @type {Person["part"]} */ part,
      /** @type {string} */ before,
      /** @type {string} */ after,
    ) => {
      const person = people.find((candidate) => candidate.part === part)
      return person && h("li", {}, before, this.#name(person), after)
    }
    fill(
      this.element,
      h(
        "div",
        { class: "guide-head" },
        h("h2", {}, "How to try it"),
        iconButton("Put the card away", icon("close", 20), () => this.toggle(false), {
          testid: "guide-close",
        }),
      ),
      h(
        "ol",
        {},
        step("shopper", "Be ", ": open the shop's chat, press START, choose a bouquet and order it."),
        step(
          "florist",
          "Be ",
          ": press START once, then take the order in the florists' channel and make it.",
        ),
        step(
          "courier",
          "Be ",
          ": press START once, then take the delivery in the couriers' group and bring it.",
        ),
      ),
      h(
        "p",
        {},
        "The staff is hired already. A bot can write to a person only after that person's START. Several windows can be several people at once.",
      ),
    )
  }

  /** @param {boolean} [shown] else the other way round */
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
