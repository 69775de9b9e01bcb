// @ts-check
/** The list of people with the selected person and the unread counters. */

import { fetchChats } from "./api.js"
import { avatar } from "./avatar.js"
import { fill, h, iconButton } from "./dom.js"
import { fullName, partName, partOf } from "./format.js"
import { icon } from "./icons.js"
import { t } from "./language.js"

/** @import { Person } from "../telegram/control-types" */

const UNREAD_POLL_MS = 4000

export class PeopleStrip {
  /** @type {Map<number, { button: HTMLElement, badge: HTMLElement }>} */
  #buttons = new Map()
  /** @type {Person[]} */
  #people = []
  /** @type {Person | undefined} */
  #me
  /** @type {(person: Person) => void} */
  #choose
  #strip = h("div", { class: "people", role: "group", "aria-label": t("choosePerson") })
  #about = h("div", { class: "me", testid: "me", "aria-live": "polite" })
  element = h("div", { class: "people-area" }, this.#strip, this.#about)

  /** @type {() => void} */
  #add

  /**
   * @param {(person: Person) => void} choose
   * @param {() => void} add adds a person
   */
  constructor(choose, add) {
    this.#choose = choose
    this.#add = add
    setInterval(() => this.loadOthersUnread(), UNREAD_POLL_MS)
  }

  /** @param {Person[]} people */
  set(people) {
    this.#people = people
    this.#strip.replaceChildren(...people.map((person) => this.#button(person)), this.#addButton())
  }

  /** @param {Person} me */
  choose(me) {
    this.#me = me
    for (const [id, { button }] of this.#buttons) {
      button.setAttribute("aria-pressed", String(id === me.id))
    }
    this.#buttons.get(me.id)?.button.scrollIntoView({ block: "nearest", inline: "center" })
    fill(this.#about, h("strong", {}, fullName(me)), ` — ${partOf(me)}`)
    this.loadOthersUnread()
  }

  /** @param {number} count unread messages of the selected person */
  setUnread(count) {
    if (this.#me) {
      this.#showUnread(this.#me.id, count)
    }
  }

  /** Loads the unread counters of the other people. Ignores errors: the event stream of the selected person reports them. */
  async loadOthersUnread() {
    if (document.hidden) {
      return
    }
    const others = this.#people.filter(({ id }) => id !== this.#me?.id)
    await Promise.allSettled(
      others.map(async ({ id }) => {
        const chats = await fetchChats(id)
        if (id !== this.#me?.id) {
          this.#showUnread(
            id,
            chats.reduce((sum, { unread }) => sum + unread, 0),
          )
        }
      }),
    )
  }

  #addButton() {
    const label = t("addPerson")
    const button = iconButton(label, icon("plus"), () => this.#add(), { testid: "add-person" })
    return h("div", { class: "add-person" }, button)
  }

  /** @param {Person} person */
  #button(person) {
    const badge = h("span", { class: "badge" })
    const button = h(
      "button",
      {
        type: "button",
        class: "person",
        testid: `person-${person.id}`,
        title: `${fullName(person)} — ${partOf(person)}`,
        "aria-pressed": "false",
        on: { click: () => this.#choose(person) },
      },
      h("span", { class: "person-picture" }, avatar(person.id, fullName(person), "medium"), badge),
      h("span", { class: "person-name" }, person.first_name),
      h("span", { class: "person-part" }, partName(person)),
    )
    this.#buttons.set(person.id, { button, badge })
    return button
  }

  /**
   * @param {number} id
   * @param {number} count
   */
  #showUnread(id, count) {
    const badge = this.#buttons.get(id)?.badge
    if (badge) {
      badge.textContent = count > 99 ? "99+" : count > 0 ? String(count) : ""
    }
  }
}
