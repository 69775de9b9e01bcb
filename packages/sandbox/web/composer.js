// @ts-check
/** The area below the messages: input, buttons and reply keyboard, or a replacement when the person cannot write. */

import { isWithBot } from "./avatar.js"
import { askContact, askLocation, askPhotos } from "./attach.js"
import { CommandList } from "./commands.js"
import { confirmDialog, menuButton, toastError } from "./dialogs.js"
import { fill, h, iconButton } from "./dom.js"
import { preview } from "./format.js"
import { icon } from "./icons.js"
import { InlineResults } from "./inline-results.js"
import { inputStandIn } from "./input-stand-in.js"
import { t } from "./language.js"
import { replyKeyboard } from "./reply-keyboard.js"

/** @import { ChatView, InlineAnswer, MessageView, Outgoing, ReplyButtonView } from "../telegram/control-types" */
/**
 * @typedef {object} ComposerActions
 * @property {(message: Outgoing) => Promise<void>} send throws ApiError when the server refuses the message
 * @property {() => void} unblock
 * @property {() => string | undefined} botName the bot's username
 * @property {(query: string, offset: string) => Promise<InlineAnswer>} askInline throws ApiError
 * @property {(queryId: string, resultId: string) => Promise<void>} sendInline throws ApiError
 * @property {(startParameter: string) => void} openBot
 */

const coarse = matchMedia("(pointer: coarse)")

export class Composer {
  /** @type {ChatView | undefined} */
  #view
  /** @type {MessageView | undefined} */
  #replyTo
  /** Unsent text of each chat. @type {Map<string, string>} */
  #drafts = new Map()
  #draftKey = ""
  #keyboardShown = true
  /** @type {ComposerActions} */
  #actions

  #input = h("textarea", {
    class: "input",
    rows: 1,
    "aria-label": t("message"),
    testid: "composer-input",
    maxlength: 4096,
    enterkeyhint: "send",
  })
  #sendButton = iconButton(t("send"), icon("send"), () => this.#sendText(), {
    class: "send",
    testid: "composer-send",
  })
  #menuButton = h("button", {
    type: "button",
    class: "bot-menu",
    testid: "menu-button",
    "aria-haspopup": "menu",
  })
  #keyboardButton = iconButton(t("botKeyboard"), icon("keyboard"), () => this.#toggleKeyboard(), {
    testid: "keyboard-toggle",
  })
  #files = h("input", {
    type: "file",
    accept: "image/*",
    multiple: true,
    hidden: true,
    testid: "photo-input",
  })
  #attach = menuButton(t("attach"), icon("attach"), () => this.#attachItems(), { testid: "attach" })
  #reply = h("div", { class: "reply-preview", hidden: true })
  #commands = new CommandList((command) => this.#sendCommand(command))
  #keyboard = h("div", { class: "reply-keyboard", testid: "reply-keyboard" })
  #row = h(
    "div",
    { class: "composer-row" },
    h(
      "div",
      { class: "composer-box" },
      this.#reply,
      h(
        "div",
        { class: "composer-line" },
        this.#menuButton,
        this.#input,
        this.#keyboardButton,
        this.#attach,
        this.#files,
      ),
    ),
    this.#sendButton,
  )
  #instead = h("div", { class: "composer-instead" })
  #inline = new InlineResults({
    botName: () => this.#actions.botName(),
    ask: (query, offset) => this.#actions.askInline(query, offset),
    choose: (queryId, resultId) => this.#sendInline(queryId, resultId),
    openBot: (startParameter) => this.#actions.openBot(startParameter),
  })
  element = h(
    "div",
    { class: "composer" },
    this.#commands.element,
    this.#inline.element,
    this.#row,
    this.#instead,
    this.#keyboard,
  )

  /** @param {ComposerActions} actions */
  constructor(actions) {
    this.#actions = actions
    this.#input.addEventListener("input", () => this.#typed())
    this.#input.addEventListener("keydown", (event) => this.#key(event))
    this.#input.addEventListener("paste", (event) => this.#pasted(event))
    this.#menuButton.addEventListener("click", () => this.#toggleCommands())
    this.#files.addEventListener("change", () => {
      this.sendFiles([...(this.#files.files ?? [])])
      this.#files.value = ""
    })
    document.addEventListener("pointerdown", (event) => {
      if (event.target instanceof Node && !this.element.contains(event.target)) {
        this.#commands.hide()
      }
    })
  }

  /**
   * @param {ChatView | undefined} view the newly opened chat
   * @param {number} me
   */
  open(view, me) {
    const key = `${me} ${view?.chat.id}`
    if (key !== this.#draftKey) {
      this.#drafts.set(this.#draftKey, this.#input.value)
      this.#draftKey = key
      this.#input.value = this.#drafts.get(key) ?? ""
      this.#keyboardShown = true
      this.replyTo(undefined)
      // On a phone, focus would open the on-screen keyboard.
      if (view && !coarse.matches) {
        requestAnimationFrame(() => this.#input.focus({ preventScroll: true }))
      }
    }
    this.update(view)
    this.#typed()
  }

  /**
   * Puts a text into the field of a chat, which may be another one than the open chat.
   *
   * @param {number} me
   * @param {number} chatId
   * @param {string} text
   */
  begin(me, chatId, text) {
    const key = `${me} ${chatId}`
    this.#drafts.set(key, text)
    if (key === this.#draftKey) {
      this.#input.value = text
      this.#typed()
      this.#input.focus()
    }
  }

  /** @param {ChatView | undefined} view a new view of the same chat */
  update(view) {
    if (
      view?.reply_keyboard &&
      JSON.stringify(view.reply_keyboard) !== JSON.stringify(this.#view?.reply_keyboard)
    ) {
      this.#keyboardShown = true
    }
    this.#view = view
    this.#commands.set(view?.commands ?? [])
    this.#input.placeholder = view?.reply_keyboard?.placeholder ?? t("message")
    this.#showInstead()
    this.#showKeyboard()
    this.#showButtons()
  }

  /** @param {MessageView | undefined} message the message to reply to; undefined cancels the reply */
  replyTo(message) {
    this.#replyTo = message
    this.#reply.hidden = !message
    if (message) {
      fill(
        this.#reply,
        icon("reply", 22),
        h(
          "span",
          { class: "quote" },
          h("span", { class: "quote-name" }, message.from.name),
          h("span", { class: "quote-line" }, preview(message)),
        ),
        iconButton(t("doNotReply"), icon("close", 20), () => this.replyTo(undefined)),
      )
      this.#input.focus()
    }
  }

  /** @param {File[]} files */
  sendFiles(files) {
    if (files.length > 0) {
      askPhotos(files, (message) => this.#send(message))
    }
  }

  #showInstead() {
    const view = this.#view
    const start = () => this.#send({ text: "/start" })
    const instead = view && inputStandIn(view, { unblock: this.#actions.unblock, start })
    this.#row.hidden = !view || instead !== undefined
    this.#instead.hidden = instead === undefined
    fill(this.#instead, instead)
  }

  #showKeyboard() {
    const keyboard = this.#row.hidden ? undefined : this.#view?.reply_keyboard
    this.#keyboardButton.hidden = !keyboard
    this.#keyboardButton.setAttribute("aria-pressed", String(this.#keyboardShown))
    this.#keyboard.hidden = !keyboard || !this.#keyboardShown
    fill(this.#keyboard, keyboard ? replyKeyboard(keyboard, (button) => this.#tapKey(button)) : [])
  }

  #showButtons() {
    const text = this.#input.value
    this.#sendButton.disabled = text.trim() === "" || this.#inline.queryIn(text) !== undefined
    const privately = this.#view !== undefined && isWithBot(this.#view.chat)
    this.#menuButton.hidden = !this.#view?.commands.length || (!privately && text !== "")
    this.#menuButton.setAttribute("aria-label", t("botCommands"))
    fill(this.#menuButton, privately ? [icon("lines", 20), h("span", {}, t("menu"))] : "/")
    this.#menuButton.classList.toggle("small", !privately || text !== "")
    this.#input.style.height = "auto"
    this.#input.style.height = `${this.#input.scrollHeight}px`
  }

  #typed() {
    this.#showButtons()
    const text = this.#input.value
    this.#inline.typed(this.#row.hidden ? "" : text)
    if (/^\/\w*$/.test(text)) {
      this.#commands.show(text)
    } else {
      this.#commands.hide()
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !coarse.matches) {
      event.preventDefault()
      this.#sendText()
    } else if (event.key === "Escape") {
      this.#commands.hide()
      this.replyTo(undefined)
    }
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length > 0) {
      event.preventDefault()
      this.sendFiles(files)
    }
  }

  #toggleCommands() {
    if (this.#commands.shown) {
      this.#commands.hide()
    } else {
      this.#commands.show()
    }
  }

  #toggleKeyboard() {
    this.#keyboardShown = !this.#keyboardShown
    this.#showKeyboard()
  }

  /** @returns {import("./dialogs.js").MenuItem[]} */
  #attachItems() {
    const send = (/** @type {Outgoing} */ message) => this.#send(message)
    return [
      { label: t("photo"), icon: "photo", testid: "attach-photo", act: () => this.#files.click() },
      { label: t("location"), icon: "location", testid: "attach-location", act: () => askLocation(send) },
      { label: t("contact"), icon: "contact", testid: "attach-contact", act: () => askContact(send) },
    ]
  }

  /** @param {ReplyButtonView} button */
  #tapKey(button) {
    if (this.#view?.reply_keyboard?.one_time) {
      this.#keyboardShown = false
      this.#showKeyboard()
    }
    if (button.kind === "contact") {
      const share = () => this.#send({ contact: "me" })
      confirmDialog(t("sharePhone"), t("sharePhoneWhy"), t("share"), share)
    } else if (button.kind === "location") {
      askLocation((message) => this.#send(message))
    } else {
      this.#send({ text: button.text })
    }
  }

  /** @param {string} command */
  #sendCommand(command) {
    this.#commands.hide()
    if (this.#input.value.startsWith("/")) {
      this.#input.value = ""
      this.#showButtons()
    }
    this.#send({ text: command })
  }

  async #sendText() {
    const text = this.#input.value.trim()
    if (!text || this.#inline.queryIn(this.#input.value) !== undefined) {
      return
    }
    const draft = this.#draftKey
    this.#input.value = ""
    this.#typed()
    const sent = await this.#send({ text })
    if (!sent && this.#draftKey === draft && this.#input.value === "") {
      this.#input.value = text
      this.#showButtons()
    }
  }

  /**
   * @param {string} queryId
   * @param {string} resultId
   */
  async #sendInline(queryId, resultId) {
    this.#input.value = ""
    this.#typed()
    await this.#actions.sendInline(queryId, resultId).catch(toastError)
  }

  /**
   * @param {Outgoing} message
   * @returns {Promise<boolean>} whether it was sent; a failure has been shown to the user
   */
  async #send(message) {
    const reply = this.#replyTo?.message_id
    this.replyTo(undefined)
    try {
      await this.#actions.send(reply === undefined ? message : { ...message, reply_to_message_id: reply })
      return true
    } catch (error) {
      toastError(error)
      return false
    }
  }
}
