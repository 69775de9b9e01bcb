// @ts-check
/** The state of the page: the selected person, their chats, and the open chat. The server's events update it. */

import { fetchChat, fetchChats, fetchPeople } from "./api.js"
import { Emitter } from "./emitter.js"
import { followEvents } from "./live.js"

/** @import { ChatSummary, ChatView, MessageView, Person, SandboxEvent } from "../telegram/control-types" */

/**
 * @typedef {object} Events
 * @property {Person[]} people
 * @property {Person} me another person was chosen
 * @property {ChatSummary[]} chats the chat list changed, newest first
 * @property {ChatView | undefined} opened another chat was opened or reloaded, or the chat was closed
 * @property {MessageView[]} messages the open chat's messages changed
 * @property {ChatView} chat another part of the open chat changed
 * @property {string | undefined} typing the bot's chat action in the open chat
 * @property {boolean} online
 * @property {undefined} happened any event of this person
 * @property {Error} failed
 */

const TYPING_MS = 5500
const READ_MS = 500

/** @extends {Emitter<Events & Record<string, unknown>>} */
export class Session extends Emitter {
  /** @type {Person[]} */
  people = []
  /** @type {Person | undefined} */
  me = undefined
  /** @type {number | undefined} */
  chatId = undefined
  /** @type {ChatView | undefined} */
  view = undefined
  /** @type {Map<number, ChatSummary>} */
  #chats = new Map()
  /** Events that arrived while the open chat was loading. @type {SandboxEvent[]} */
  #pendingEvents = []
  #loads = 0
  /** @type {() => void} */
  #endEvents = () => {}
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reading

  async start() {
    this.people = await fetchPeople()
    this.emit("people", this.people)
  }

  /** @param {Person} person just created on the server */
  addPerson(person) {
    this.people = [...this.people, person]
    this.emit("people", this.people)
  }

  /**
   * Selects a person and opens a chat.
   *
   * @param {number} personId
   * @param {number} [chatId]
   */
  go(personId, chatId) {
    const person = this.people.find(({ id }) => id === personId)
    if (!person) {
      return
    }
    const changed = person !== this.me
    if (changed) {
      this.#become(person)
    }
    if (changed || chatId !== this.chatId) {
      this.chatId = chatId
      this.#show(undefined)
      if (chatId !== undefined && !changed) {
        this.#load(chatId)
      }
    }
  }

  /** @returns {ChatSummary[]} newest first */
  chats() {
    const at = (/** @type {ChatSummary} */ chat) => chat.last_message?.date ?? 0
    return [...this.#chats.values()].sort((a, b) => at(b) - at(a))
  }

  /** @param {number} id */
  chat(id) {
    return this.#chats.get(id)
  }

  /** @param {string} username without @ */
  chatNamed(username) {
    return this.chats().find((chat) => chat.username?.toLowerCase() === username.toLowerCase())
  }

  /** Reloads the chat list and the open chat. */
  async reload() {
    const me = this.me
    if (!me) {
      return
    }
    const chats = await fetchChats(me.id)
    if (me !== this.me) {
      return
    }
    this.#chats = new Map(chats.map((chat) => [chat.id, chat]))
    this.#chatsChanged()
    if (this.chatId !== undefined) {
      await this.#load(this.chatId)
    }
  }

  /** @param {Person} person */
  #become(person) {
    this.#endEvents()
    this.me = person
    this.#chats = new Map()
    this.emit("me", person)
    this.#chatsChanged()
    this.#endEvents = followEvents(person.id, {
      connected: () => {
        this.emit("online", true)
        this.reload().catch((error) => this.emit("failed", error))
      },
      disconnected: () => this.emit("online", false),
      event: (event) => this.#receive(event),
    })
  }

  /** @param {number} chatId */
  async #load(chatId) {
    const me = this.me
    const load = ++this.#loads
    this.#pendingEvents = []
    try {
      const view = await fetchChat(/** @type {Person} */ (me).id, chatId)
      if (load === this.#loads && me === this.me && chatId === this.chatId) {
        this.#chats.set(chatId, { ...view.chat, unread: 0 })
        this.#chatsChanged()
        this.#show(view)
        this.#pendingEvents.splice(0).forEach((event) => this.#apply(event))
      }
    } catch (error) {
      this.emit("failed", /** @type {Error} */ (error))
    }
  }

  /** @param {ChatView | undefined} view */
  #show(view) {
    this.view = view
    this.#setTyping(undefined)
    this.emit("opened", view)
  }

  /** @param {SandboxEvent} event */
  #receive(event) {
    this.#list(event)
    const chatId =
      "message" in event ? event.message.chat_id : "chat_id" in event ? event.chat_id : event.chat.id
    if (chatId === this.chatId) {
      if (this.view) {
        this.#apply(event)
      } else {
        this.#pendingEvents.push(event)
      }
    }
    this.emit("happened", undefined)
  }

  /**
   * Applies an event to the chat list.
   *
   * @param {SandboxEvent} event
   */
  #list(event) {
    if (event.type === "chat") {
      const open = event.chat.id === this.chatId
      this.#chats.set(event.chat.id, open ? { ...event.chat, unread: 0 } : event.chat)
      this.#chatsChanged()
    } else if (event.type === "message") {
      this.#listMessage(event.message)
    } else if (event.type === "edit") {
      const chat = this.#chats.get(event.message.chat_id)
      if (chat?.last_message?.message_id === event.message.message_id) {
        this.#chats.set(chat.id, { ...chat, last_message: event.message })
        this.#chatsChanged()
      }
    } else if (event.type === "delete") {
      const last = this.#chats.get(event.chat_id)?.last_message?.message_id
      if (last !== undefined && event.message_ids.includes(last)) {
        this.#readList()
      }
    }
  }

  /** @param {MessageView} message */
  #listMessage(message) {
    const chat = this.#chats.get(message.chat_id)
    if (!chat) {
      this.#readList()
      return
    }
    const known = chat.last_message && chat.last_message.message_id >= message.message_id
    const unseen = !known && !message.from.is_me && message.chat_id !== this.chatId
    this.#chats.set(chat.id, {
      ...chat,
      last_message: known ? chat.last_message : message,
      unread: chat.unread + (unseen ? 1 : 0),
    })
    this.#chatsChanged()
  }

  /** Reloads only the chat list, after an event that does not contain the whole change. */
  async #readList() {
    const me = this.me
    try {
      const chats = me ? await fetchChats(me.id) : []
      if (me === this.me) {
        this.#chats = new Map(
          chats.map((chat) => [chat.id, chat.id === this.chatId ? { ...chat, unread: 0 } : chat]),
        )
        this.#chatsChanged()
      }
    } catch (error) {
      this.emit("failed", /** @type {Error} */ (error))
    }
  }

  /**
   * Applies an event to the open chat.
   *
   * @param {SandboxEvent} event
   */
  #apply(event) {
    const view = this.view
    if (!view) {
      return
    }
    if (event.type === "message" || event.type === "edit") {
      this.addMessage(event.message, event.type === "edit")
    } else if (event.type === "delete") {
      const deleted = new Set(event.message_ids)
      this.#setMessages(view.messages.filter(({ message_id }) => !deleted.has(message_id)))
    } else if (event.type === "keyboard") {
      this.view = { ...view, reply_keyboard: event.reply_keyboard }
      this.emit("chat", this.view)
    } else if (event.type === "chat") {
      this.view = { ...view, chat: event.chat }
      this.emit("chat", this.view)
    } else {
      this.#setTyping(event.action)
    }
  }

  /**
   * Adds a message to the open chat at its position, or replaces the message with the same id.
   *
   * @param {MessageView} message
   * @param {boolean} [onlyIfKnown]
   */
  addMessage(message, onlyIfKnown = false) {
    const view = this.view
    if (!view || message.chat_id !== this.chatId) {
      return
    }
    const known = view.messages.find(({ message_id }) => message_id === message.message_id)
    if (known ? known.revision > message.revision : onlyIfKnown) {
      return
    }
    if (!known && !message.from.is_me) {
      this.#markRead()
    }
    const others = view.messages.filter(({ message_id }) => message_id !== message.message_id)
    if (message.from.is_bot) {
      this.#setTyping(undefined)
    }
    this.#setMessages([...others, message].sort((a, b) => a.message_id - b.message_id))
  }

  /** Marks new messages of the open chat as read on the server, by loading the chat again. */
  #markRead() {
    clearTimeout(this.#reading)
    this.#reading = setTimeout(() => {
      if (this.me && this.view) {
        const { chat, revision } = this.view
        fetchChat(this.me.id, chat.id, revision).catch((error) => this.emit("failed", error))
      }
    }, READ_MS)
  }

  /** @param {MessageView[]} messages */
  #setMessages(messages) {
    if (this.view) {
      this.view = { ...this.view, messages }
      this.emit("messages", messages)
    }
  }

  /** @param {string | undefined} action */
  #setTyping(action) {
    clearTimeout(this.#typing)
    this.emit("typing", action)
    if (action) {
      this.#typing = setTimeout(() => this.emit("typing", undefined), TYPING_MS)
    }
  }

  #chatsChanged() {
    this.emit("chats", this.chats())
  }
}
