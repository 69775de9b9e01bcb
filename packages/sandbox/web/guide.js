// @ts-check
/** A card that explains how to try the shop. It can be closed and reopened. */

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
        iconButton("Close the guide", icon("close", 20), () => this.toggle(false), {
          testid: "guide-close",
        }),
      ),
      h(
        "ol",
        {},
        step("shopper", "Select ", ": open the shop's chat, press START, choose a bouquet and order it."),
        step(
          "florist",
          "Select ",
          ": press START once, then accept the order in the florists' channel and press “Ready” in the chat with the bot.",
        ),
        step(
          "courier",
          "Select ",
          ": press START once, then accept the delivery in the couriers' group and deliver it.",
        ),
      ),
      h(
        "p",
        {},
        "The staff accounts exist already. A bot can write to a person only after this person has pressed START. Each browser window can show a different person.",
      ),
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
