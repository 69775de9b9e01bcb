import { EventEmitter } from "node:events"
import type { NewChat, NewPerson, Person } from "./control-types"
import { ControlRefusal } from "./errors"
import type { ChatRecord, ReplyKeyboard, StoredMessage, WorldState } from "./state"
import type { Chat, Content, Message, User } from "./types"

const keptMessages = 2000

/** The shop recognizes the sandbox's people by their short ids (src/lib/shop.ts). */
export const maxPersonId = 999_999

/** The ids of conversations of two people begin here, above the ids of bots. */
const firstConversation = 1e13

export type WorldEvent =
  | { type: "message" | "edit"; chat: ChatRecord; stored: StoredMessage }
  | { type: "delete"; chat: ChatRecord; message_ids: number[] }
  | { type: "chat"; chat: ChatRecord }
  | { type: "keyboard"; chat: ChatRecord; person: number }
  | { type: "typing"; chat: ChatRecord; action: string }

export type Extras = Pick<
  Message,
  | "reply_to_message"
  | "media_group_id"
  | "reply_markup"
  | "has_protected_content"
  | "forward_origin"
  | "message_thread_id"
  | "is_topic_message"
  | "from"
  | "sender_chat"
  | "via_bot"
>

/** The simulated people, chats and messages, independent of Bot API methods and HTTP. */
export class World {
  private readonly events = new EventEmitter().setMaxListeners(0)

  /** Current time in ms since 1970. A test may replace it. */
  clock: () => number = Date.now

  constructor(readonly state: WorldState) {}

  /** @returns a function that stops listening */
  onEvent(listener: (event: WorldEvent) => void) {
    this.events.on("event", listener)
    return () => this.events.off("event", listener)
  }

  /** Registers a listener that is called after each change of the stored state. */
  onChange(listener: () => void) {
    this.events.on("change", listener)
  }

  changed() {
    this.events.emit("change")
  }

  emit(event: WorldEvent) {
    this.events.emit("event", event)
    this.changed()
  }

  now() {
    return Math.floor(this.clock() / 1000)
  }

  // --- people and chats

  person(id: number) {
    return this.state.people.find((person) => person.id === id)
  }

  addPerson(given: NewPerson): Person {
    if (given.id !== undefined && this.person(given.id)) {
      throw new ControlRefusal(409, `there is a person ${given.id} already`)
    }
    const person = { ...given, id: given.id ?? this.freePersonId() }
    this.state.people.push(person)
    this.changed()
    return person
  }

  /** The lowest free id above 10000, so that one person with a high id does not use up the range. */
  private freePersonId() {
    const taken = new Set(this.state.people.map(({ id }) => id))
    let id = 10_001
    while (taken.has(id)) id++
    if (id > maxPersonId) throw new ControlRefusal(409, `all ids up to ${maxPersonId} are taken`)
    return id
  }

  chat(id: number) {
    return this.state.chats.find((chat) => chat.id === id)
  }

  chatNamed(username: string) {
    const wanted = username.replace(/^@/, "").toLowerCase()
    return this.state.chats.find((chat) => chat.username?.toLowerCase() === wanted && chat.type !== "private")
  }

  /** Returns the person's private chat with the bot; creates it on first use. */
  privateChat(person: Person): ChatRecord {
    return (
      this.chat(person.id) ??
      this.putChat({ ...emptyChat, id: person.id, type: "private", members: [person.id] })
    )
  }

  /** Returns the private chat of two people, which the bot does not see; creates it on first use. */
  conversation(one: Person, other: Person): ChatRecord {
    const [low, high] = [one.id, other.id].sort((a, b) => a - b)
    const id = firstConversation + low * (maxPersonId + 1) + high
    return (
      this.chat(id) ??
      this.putChat({ ...emptyChat, id, type: "private", members: [low, high], bot: false, between: true })
    )
  }

  addChat(given: NewChat): ChatRecord {
    if (given.id !== undefined && this.chat(given.id)) {
      throw new ControlRefusal(409, `there is a chat ${given.id} already`)
    }
    for (const id of [...given.members, ...given.admins]) {
      if (!this.person(id)) throw new ControlRefusal(400, `there is no person ${id}`)
    }
    return this.putChat({
      ...emptyChat,
      id: given.id ?? this.freeChatId(given.type),
      type: given.type,
      title: given.title,
      ...(given.username ? { username: given.username } : {}),
      members: [...new Set([...given.members, ...given.admins])],
      admins: [...given.admins],
      bot: given.bot,
      // Message 1 of a forum stands for the topic General.
      ...(given.forum ? { topics: [], last_message_id: 1 } : {}),
    })
  }

  /** Makes a group a supergroup with another id. The bot cannot write to the group any more. */
  migrate(group: ChatRecord): ChatRecord {
    const { title, members, admins, bot } = group
    const id = this.freeChatId("supergroup")
    const supergroup = this.putChat({ ...emptyChat, id, type: "supergroup", title, members, admins, bot })
    group.migrated_to = supergroup.id
    this.changed()
    return supergroup
  }

  private freeChatId(type: NewChat["type"]) {
    const lowest = type === "group" ? -1000 : -1001000001000
    const taken = this.state.chats
      .filter((chat) => (type === "group") === chat.id > -1e12)
      .map((chat) => chat.id)
    return Math.min(lowest, ...taken) - 1
  }

  private putChat(chat: ChatRecord) {
    const own = structuredClone(chat)
    this.state.chats.push(own)
    this.emit({ type: "chat", chat: own })
    return own
  }

  // --- as Bot API objects

  botUser(): User {
    const { id, username, names } = this.state.bot
    return { id, is_bot: true, first_name: names[""], username }
  }

  user(person: Person): User {
    const { id, first_name, last_name, username, language_code } = person
    // Telegram sends a deleted account with an empty name.
    if (person.deleted) return { id, is_bot: false, first_name: "" }
    return {
      id,
      is_bot: false,
      first_name,
      ...(last_name ? { last_name } : {}),
      ...(username ? { username } : {}),
      language_code,
    }
  }

  chatObject(chat: ChatRecord): Chat {
    const person = chat.type === "private" ? this.person(chat.id) : undefined
    if (!person) {
      const { id, title, username, type } = chat
      return {
        id,
        title,
        ...(username ? { username } : {}),
        type,
        ...(chat.topics ? { is_forum: true } : {}),
      }
    }
    const { id, first_name, last_name, username } = person
    if (person.deleted) return { id, first_name: "", type: "private" }
    return {
      id,
      first_name,
      ...(last_name ? { last_name } : {}),
      ...(username ? { username } : {}),
      type: "private",
    }
  }

  // --- messages

  stored(chat: ChatRecord, messageId: number) {
    return chat.messages.find((stored) => stored.message.message_id === messageId)
  }

  /**
   * Adds a message to a chat and emits an event for its members.
   *
   * @param author the bot, or a person's id
   */
  post(chat: ChatRecord, author: "bot" | number, content: Content, extras: Extras = {}, editable = true) {
    const message: Message = {
      message_id: this.nextMessageId(chat),
      ...(extras.sender_chat ? {} : this.sender(chat, author)),
      chat: this.chatObject(chat),
      date: this.now(),
      ...extras,
      ...content,
    }
    const stored: StoredMessage = { message, author, revision: ++this.state.revision, editable }
    chat.messages.push(stored)
    if (chat.messages.length > keptMessages) chat.messages.splice(0, chat.messages.length - keptMessages)
    if (typeof author === "number") chat.read[author] = message.message_id
    this.emit({ type: "message", chat, stored })
    return stored
  }

  private sender(chat: ChatRecord, author: "bot" | number): Pick<Message, "from" | "sender_chat"> {
    if (chat.type === "channel") return { sender_chat: this.chatObject(chat) }
    if (author === "bot") return { from: this.botUser() }
    const person = this.person(author)
    return person ? { from: this.user(person) } : {}
  }

  private nextMessageId(chat: ChatRecord) {
    if (chat.type === "private" || chat.type === "group") {
      chat.last_message_id = ++this.state.last_private_message_id
      return chat.last_message_id
    }
    return ++chat.last_message_id
  }

  edited(chat: ChatRecord, stored: StoredMessage) {
    stored.message.edit_date = this.now()
    stored.revision = ++this.state.revision
    this.emit({ type: "edit", chat, stored })
  }

  remove(chat: ChatRecord, messageIds: number[]) {
    const deleted = new Set(messageIds)
    chat.messages = chat.messages.filter(({ message }) => !deleted.has(message.message_id))
    chat.pinned = chat.pinned.filter((id) => !deleted.has(id))
    for (const [person, keyboard] of Object.entries(chat.keyboards)) {
      if (deleted.has(keyboard.message_id)) this.setKeyboard(chat, Number(person), undefined)
    }
    this.emit({ type: "delete", chat, message_ids: messageIds })
  }

  /** Removes all messages, as if all members had cleared the history for everybody. */
  clearHistory() {
    for (const chat of this.state.chats) {
      this.remove(
        chat,
        chat.messages.map(({ message }) => message.message_id),
      )
    }
  }

  setKeyboard(chat: ChatRecord, person: number, keyboard: ReplyKeyboard | undefined) {
    if (keyboard) chat.keyboards[person] = keyboard
    else delete chat.keyboards[person]
    this.emit({ type: "keyboard", chat, person })
  }
}

const emptyChat: Omit<ChatRecord, "id" | "type"> = {
  title: "",
  members: [],
  admins: [],
  bot: true,
  started: false,
  blocked: false,
  messages: [],
  last_message_id: 0,
  pinned: [],
  read: {},
  keyboards: {},
}

/** Returns a message without its own `reply_to_message`, as another message quotes it. */
export function quoted(message: Message): Message {
  const { reply_to_message: _, ...rest } = message
  return rest
}
