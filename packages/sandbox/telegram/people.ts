import { createHash } from "node:crypto"
import type { NewChat, Outgoing, Person, Press, PressResult } from "./control-types"
import { ControlRefusal } from "./errors"
import { botMember } from "./methods/chats"
import type { Services } from "./methods/context"
import type { ChatRecord, StoredMessage } from "./state"
import { captionText, messageText } from "./text/formatted"
import type { ChatMember, Content, InlineKeyboardButton, Message } from "./types"
import { quoted, type Extras } from "./world"

/** Actions of people in their apps. Each action creates an update for the bot. */
export class People {
  constructor(private readonly services: Services) {}

  /** @throws ControlRefusal 404 when there is no such person */
  person(id: number): Person {
    const person = this.services.world.person(id)
    if (!person) throw new ControlRefusal(404, `there is no person ${id}`)
    return person
  }

  /** @throws ControlRefusal 404 when there is no such chat, or the person is not a member */
  chat(person: Person, id: number): ChatRecord {
    if (id === person.id || id === this.services.world.state.bot.id)
      return this.services.world.privateChat(person)
    const chat = this.services.world.chat(id)
    if (!chat || chat.type === "private") throw new ControlRefusal(404, `there is no chat ${id}`)
    if (!chat.members.includes(person.id))
      throw new ControlRefusal(404, `${person.first_name} is not in the chat ${id}`)
    return chat
  }

  chats(person: Person): ChatRecord[] {
    const own = this.services.world.privateChat(person)
    const others = this.services.world.state.chats.filter(
      (chat) => chat !== own && chat.members.includes(person.id),
    )
    return [own, ...others]
  }

  send(person: Person, chat: ChatRecord, outgoing: Outgoing): StoredMessage {
    if (chat.type === "channel" && !chat.admins.includes(person.id)) {
      throw new ControlRefusal(403, `${person.first_name} may not post in the channel`)
    }
    if (chat.blocked)
      throw new ControlRefusal(409, `${person.first_name} has blocked the bot: unblock it first`)
    const content = this.contentOf(person, outgoing)
    const stored = this.services.world.post(chat, person.id, content, this.reply(chat, outgoing))
    if (chat.type === "private") chat.started = true
    this.hideUsedKeyboard(person, chat, outgoing)
    this.tellBot(chat, stored.message)
    return stored
  }

  /** Opens a link to the bot and presses START: the bot gets /start with the link's payload. */
  open(person: Person, link: string): StoredMessage {
    const { username } = this.services.world.state.bot
    const url = URL.canParse(link) ? new URL(link) : undefined
    const name = url?.hostname === "t.me" ? url.pathname.slice(1) : undefined
    if (name?.toLowerCase() !== username.toLowerCase()) {
      throw new ControlRefusal(400, `the link must be https://t.me/${username}?start=…, not "${link}"`)
    }
    const payload = url?.searchParams.get("start") ?? ""
    if (payload && !/^[A-Za-z0-9_-]{1,64}$/.test(payload)) {
      throw new ControlRefusal(
        400,
        "the payload after start= must have 1 to 64 characters of A-Z, a-z, 0-9, _ and -",
      )
    }
    const chat = this.services.world.privateChat(person)
    if (chat.blocked) this.setBlocked(person, chat, false)
    return this.send(person, chat, { text: payload ? `/start ${payload}` : "/start" })
  }

  async press(person: Person, chat: ChatRecord, press: Press): Promise<PressResult> {
    const stored = this.services.world.stored(chat, press.message_id)
    if (!stored) throw new ControlRefusal(404, `there is no message ${press.message_id}`)
    if (chat.blocked)
      throw new ControlRefusal(409, `${person.first_name} has blocked the bot: unblock it first`)
    const button = press.callback_data === undefined ? buttonAt(stored.message, press) : undefined
    const data = press.callback_data ?? button?.callback_data
    if (data !== undefined) return this.tap(person, chat, stored, data)
    const url = button?.url ?? button?.web_app?.url
    return { answered: true, ...(url ? { url } : {}) }
  }

  setBlocked(person: Person, chat: ChatRecord, blocked: boolean) {
    if (chat.type !== "private")
      throw new ControlRefusal(400, "only the private chat with the bot can be blocked")
    if (chat.blocked === blocked) return
    const { world } = this.services
    const user = world.botUser()
    const member: ChatMember = { status: "member", user }
    const kicked: ChatMember = { status: "kicked", user, until_date: 0 }
    chat.blocked = blocked
    if (!blocked) chat.started = true
    world.emit({ type: "chat", chat })
    this.emitMembershipUpdate(person, chat, blocked ? member : kicked, blocked ? kicked : member)
  }

  /** Creates a group or a channel. A bot that is added to it gets an update. */
  newChat(given: NewChat): ChatRecord {
    const { world } = this.services
    const chat = world.addChat(given)
    const adder = world.person(given.admins[0] ?? given.members[0])
    if (given.bot && adder) {
      this.emitMembershipUpdate(
        adder,
        chat,
        { status: "left", user: world.botUser() },
        botMember(world, chat),
      )
    }
    return chat
  }

  private tap(
    person: Person,
    chat: ChatRecord,
    { message }: StoredMessage,
    data: string,
  ): Promise<PressResult> {
    const { world, queue, queries, tapWaitMs } = this.services
    if (!chat.bot) return Promise.resolve({ answered: false })
    const { id, result } = queries.open(tapWaitMs)
    const chat_instance = BigInt(
      `0x${createHash("sha1").update(`${chat.id}`).digest("hex").slice(0, 15)}`,
    ).toString()
    queue.push(chat.id, { callback_query: { id, from: world.user(person), message, chat_instance, data } })
    return result
  }

  private tellBot(chat: ChatRecord, message: Message) {
    if (!chat.bot) return
    this.services.queue.push(chat.id, chat.type === "channel" ? { channel_post: message } : { message })
  }

  private emitMembershipUpdate(person: Person, chat: ChatRecord, before: ChatMember, after: ChatMember) {
    const { world, queue } = this.services
    queue.push(chat.id, {
      my_chat_member: {
        chat: world.chatObject(chat),
        from: world.user(person),
        date: world.now(),
        old_chat_member: before,
        new_chat_member: after,
      },
    })
  }

  private contentOf(person: Person, { text, contact, location, photo }: Outgoing): Content {
    if (text !== undefined) return messageText(text)
    if (contact !== undefined) return { contact: contact === "me" ? ownContact(person) : contact }
    if (location !== undefined) return { location }
    if (photo !== undefined)
      return { photo: this.services.files.photoAgain(photo.file_id), ...captionText(photo.caption) }
    throw new ControlRefusal(400, "a message must have one of text, contact, location and photo")
  }

  private reply(chat: ChatRecord, { reply_to_message_id }: Outgoing): Extras {
    if (reply_to_message_id === undefined) return {}
    const stored = this.services.world.stored(chat, reply_to_message_id)
    if (!stored) throw new ControlRefusal(404, `there is no message ${reply_to_message_id} to reply to`)
    return { reply_to_message: quoted(stored.message) }
  }

  /** Hides a one-time keyboard after one of its buttons was pressed. */
  private hideUsedKeyboard(person: Person, chat: ChatRecord, { text, contact, location }: Outgoing) {
    const keyboard = chat.keyboards[person.id]
    if (!keyboard?.one_time) return
    const used = keyboard.rows
      .flat()
      .some((button) =>
        button.kind === "text"
          ? button.text === text
          : button.kind === "contact"
            ? contact === "me"
            : location !== undefined,
      )
    if (used) this.services.world.setKeyboard(chat, person.id, undefined)
  }
}

function ownContact({ id, phone_number, first_name, last_name }: Person) {
  return {
    phone_number: phone_number.replace(/^\+/, ""),
    first_name,
    ...(last_name ? { last_name } : {}),
    user_id: id,
  }
}

function buttonAt(message: Message, { row, column }: Press): InlineKeyboardButton {
  const button =
    row === undefined || column === undefined
      ? undefined
      : message.reply_markup?.inline_keyboard[row]?.[column]
  if (!button)
    throw new ControlRefusal(
      409,
      `message ${message.message_id} has no button at row ${row}, column ${column}`,
    )
  return button
}
