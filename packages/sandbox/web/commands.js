// @ts-check
/** The list of the bot's commands: all commands for the Menu button, or the commands that match the typed text. */

import { h } from "./dom.js"
import { t } from "./language.js"

/** @import { ChatView } from "../telegram/control-types" */

export class CommandList {
  /** @type {ChatView["commands"]} */
  #commands = []
  /** @type {(command: string) => void} */
  #choose
  element = h("div", { class: "commands", role: "menu", "aria-label": t("botCommands"), testid: "commands" })

  /** @param {(command: string) => void} choose called with "/command" */
  constructor(choose) {
    this.#choose = choose
    this.hide()
  }

  /** @param {ChatView["commands"]} commands */
  set(commands) {
    this.#commands = commands
  }

  get shown() {
    return !this.element.hidden
  }

  /** @param {string} [typed] prefix of the commands to show, with "/" */
  show(typed = "/") {
    const fitting = this.#commands.filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase()))
    this.element.replaceChildren(...fitting.map((entry) => this.#row(entry)))
    this.element.hidden = fitting.length === 0
  }

  hide() {
    this.element.hidden = true
  }

  /** @param {ChatView["commands"][number]} entry */
  #row({ command, description }) {
    return h(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: "command",
        testid: `command-${command}`,
        on: { click: () => this.#choose(`/${command}`) },
      },
      h("span", { class: "command-name" }, `/${command}`),
      h("span", { class: "command-about" }, description),
    )
  }
}
