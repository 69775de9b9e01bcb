import { createHash } from "node:crypto"
import type { Attachment, Migration, NewChat, Outgoing, Person, Press, PressResult } from "./control-types"
import { ControlRefusal } from "./errors"
import { botMember } from "./methods/chats"
import type { Services } from "./methods/context"
import { topicExtras } from "./methods/send"
import type { ChatRecord, StoredMessage, Topic } from "./state"
import { captionText, messageText } from "./text/formatted"
import type { ChatMember, Content, InlineKeyboardButton, Message } from "./types"
import { switchOf } from "./views"
import { quoted, type Extras } from "./world"

/** Actions of people in their apps. Each action creates an update for the bot. */
export class People {
  constructor(private readonly services: Services) {}

  /** @throws ControlRefusal 404 when there is no such person */
  person(id: number): Person {
    const person = this.services.world.person(id)
    if (!person) throw new ControlRefusal(404, `there is no person ${id}`)
    if (person.deleted) throw new ControlRefusal(410, `person ${id} has deleted their account`)
    return person
  }

  /** @throws ControlRefusal 404 when there is no such chat, or the person is not a member */
  chat(person: Person, id: number): ChatRecord {
    if (id === person.id || id === this.services.world.state.bot.id)
      return this.services.world.privateChat(person)
    const chat = this.services.world.chat(id)
    if (!chat || (chat.type === "private" && !chat.between))
      throw new ControlRefusal(404, `there is no chat ${id}`)
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

  /** @throws ControlRefusal 403 or 409 when the person cannot write in the chat */
  checkCanSend(person: Person, chat: ChatRecord) {
    if (chat.type === "channel" && !chat.admins.includes(person.id)) {
      throw new ControlRefusal(403, `${person.first_name} may not post in the channel`)
    }
    if (chat.blocked)
      throw new ControlRefusal(409, `${person.first_name} has blocked the bot: unblock it first`)
    if (chat.migrated_to !== undefined) throw new ControlRefusal(409, `the group became ${chat.migrated_to}`)
  }

  send(person: Person, chat: ChatRecord, outgoing: Outgoing): StoredMessage {
    this.checkCanSend(person, chat)
    const content = this.contentOf(person, outgoing)
    const stored = this.services.world.post(chat, person.id, content, this.extrasOf(person, chat, outgoing))
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

  /** Edits the text or the caption of the person's own message, or replaces its content by a photo. */
  edit(person: Person, chat: ChatRecord, messageId: number, edit: Outgoing): StoredMessage {
    const stored = this.messageOf(chat, messageId)
    if (stored.author !== person.id) throw new ControlRefusal(403, "only own messages can be edited")
    const { message } = stored
    const content: Content = edit.photo
      ? this.contentOf(person, edit)
      : message.photo
        ? captionText(edit.text)
        : messageText(edit.text ?? "")
    for (const field of ["text", "entities", "caption", "caption_entities"] as const) delete message[field]
    Object.assign(message, content)
    this.services.world.edited(chat, stored)
    if (chat.bot) {
      const isPost = chat.type === "channel"
      this.services.queue.push(
        chat.id,
        isPost ? { edited_channel_post: message } : { edited_message: message },
      )
    }
    return stored
  }

  /** Telegram no longer gives the message to the bot. */
  hide(chat: ChatRecord, messageId: number) {
    this.messageOf(chat, messageId).inaccessible = true
    this.services.world.changed()
  }

  deleteAccount(person: Person) {
    person.deleted = true
    this.services.world.changed()
  }

  /** Makes a group a supergroup. Both chats get a service message. */
  migrate(group: ChatRecord, { by, untold }: Migration): ChatRecord {
    if (group.type !== "group") throw new ControlRefusal(400, "only a group can become a supergroup")
    const { world } = this.services
    const supergroup = world.migrate(group)
    const notices = [
      world.post(group, by, { migrate_to_chat_id: supergroup.id }),
      world.post(supergroup, by, { migrate_from_chat_id: group.id }, this.anonymous(supergroup)),
    ]
    if (!untold) {
      this.tellBot(group, notices[0].message)
      this.tellBot(supergroup, notices[1].message)
    }
    return supergroup
  }

  /** Adds the bot to a chat or removes it. */
  setBot(chat: ChatRecord, by: number, isMember: boolean) {
    const { world } = this.services
    const before = botMember(world, chat)
    chat.bot = isMember
    const after: ChatMember = isMember
      ? botMember(world, chat)
      : { status: "kicked", user: world.botUser(), until_date: 0 }
    this.emitMembershipUpdate(this.person(by), chat, before, after)
  }

  newTopic(chat: ChatRecord, by: number, name: string): Topic {
    if (!chat.topics) throw new ControlRefusal(400, "the chat has no topics")
    const { world } = this.services
    const stored = world.post(chat, by, { forum_topic_created: { name, icon_color: 7_322_096 } })
    const topic: Topic = { id: stored.message.message_id, name, closed: false }
    Object.assign(stored.message, topicExtras(world, chat, topic.id))
    delete stored.message.reply_to_message
    chat.topics.push(topic)
    this.tellBot(chat, stored.message)
    return topic
  }

  /** @param topicId 1 is the topic General */
  setTopicClosed(chat: ChatRecord, by: number, topicId: number, isClosed: boolean) {
    const topic = chat.topics?.find(({ id }) => id === topicId)
    if (!chat.topics || (!topic && topicId !== 1))
      throw new ControlRefusal(404, `there is no topic ${topicId}`)
    if (topic) topic.closed = isClosed
    else chat.general_closed = isClosed
    const { world } = this.services
    const content = isClosed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} }
    this.tellBot(chat, world.post(chat, by, content, topicExtras(world, chat, topic?.id)).message)
  }

  private messageOf(chat: ChatRecord, messageId: number): StoredMessage {
    const stored = this.services.world.stored(chat, messageId)
    if (!stored) throw new ControlRefusal(404, `there is no message ${messageId}`)
    return stored
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
    const inline = button && switchOf(button)
    return { answered: true, ...(url ? { url } : {}), ...(inline ? { switch_inline: inline } : {}) }
  }

  setBlocked(person: Person, chat: ChatRecord, blocked: boolean) {
    if (chat.type !== "private" || chat.between)
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
    { message: stored, inaccessible }: StoredMessage,
    data: string,
  ): Promise<PressResult> {
    const { message_id } = stored
    const message = inaccessible
      ? { chat: this.services.world.chatObject(chat), message_id, date: 0 as const }
      : stored
    const { world, queue, queries, tapWaitMs } = this.services
    if (!chat.bot) return Promise.resolve({ answered: false })
    const { id, result } = queries.open(tapWaitMs)
    const chat_instance = BigInt(
      `0x${createHash("sha1").update(`${chat.id}`).digest("hex").slice(0, 15)}`,
    ).toString()
    queue.push(chat.id, { callback_query: { id, from: world.user(person), message, chat_instance, data } })
    return result
  }

  tellBot(chat: ChatRecord, message: Message) {
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

  private contentOf(
    person: Person,
    { text, contact, location, photo, document, attachment }: Outgoing,
  ): Content {
    if (text !== undefined) return messageText(text)
    if (contact !== undefined) return { contact: contact === "me" ? ownContact(person) : contact }
    if (location !== undefined) return { location }
    if (photo !== undefined)
      return { photo: this.services.files.photoAgain(photo.file_id), ...captionText(photo.caption) }
    if (document !== undefined) return { document: this.services.files.documentAgain(document.file_id) }
    if (attachment !== undefined) return contentOfAttachment(attachment)
    throw new ControlRefusal(
      400,
      "a message must have one of text, contact, location, photo, document and attachment",
    )
  }

  private extrasOf(person: Person, chat: ChatRecord, outgoing: Outgoing): Extras {
    const { message_thread_id: thread, media_group_id, forwarded, anonymous } = outgoing
    if (thread !== undefined && !chat.topics?.some(({ id }) => id === thread))
      throw new ControlRefusal(404, `there is no topic ${thread}`)
    if (anonymous && (chat.type !== "supergroup" || !chat.admins.includes(person.id)))
      throw new ControlRefusal(403, "only an administrator of a supergroup can be anonymous")
    const { world } = this.services
    return {
      ...topicExtras(world, chat, thread),
      ...this.reply(chat, outgoing),
      ...(media_group_id ? { media_group_id } : {}),
      ...(forwarded
        ? { forward_origin: { type: "hidden_user", date: world.now(), sender_user_name: "Somebody" } }
        : {}),
      ...(anonymous ? this.anonymous(chat) : {}),
    }
  }

  /** Telegram hides an anonymous administrator behind this bot, for old clients (Bot API, `sender_chat`). */
  private anonymous(chat: ChatRecord): Extras {
    const sender_chat = this.services.world.chatObject(chat)
    return {
      from: { id: 1087968824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" },
      sender_chat,
    }
  }

  private reply(chat: ChatRecord, { reply_to_message_id }: Outgoing): Extras {
    if (reply_to_message_id === undefined) return {}
    const stored = this.services.world.stored(chat, reply_to_message_id)
    if (!stored) throw new ControlRefusal(404, `there is no message ${reply_to_message_id} to reply to`)
    return stored.inaccessible ? {} : { reply_to_message: quoted(stored.message) }
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

const file = (name: string) => ({ file_id: `AwACAgIAAxk${name}`, file_unique_id: `AgAD${name}` })
const sized = { width: 320, height: 320 }

function contentOfAttachment(kind: Attachment): Content {
  const known = file(kind)
  switch (kind) {
    case "voice":
    case "audio":
      return { [kind]: { ...known, duration: 3 } }
    case "video_note":
      return { video_note: { ...known, length: 240, duration: 3 } }
    case "video":
    case "animation":
      return { [kind]: { ...known, ...sized, duration: 3 } }
    case "sticker":
      return { sticker: { ...known, ...sized, type: "regular", is_animated: false, is_video: false } }
    case "poll":
      return { poll: poll() }
    case "dice":
      return { dice: { emoji: "🎲", value: 4 } }
    case "document":
      return { document: { ...known, file_name: "list.pdf", mime_type: "application/pdf", file_size: 1000 } }
  }
}

const poll = () => ({
  id: "5300000000000000001",
  question: "Розы или тюльпаны?",
  options: ["Розы", "Тюльпаны"].map((text, at) => ({ persistent_id: `${at}`, text, voter_count: 0 })),
  total_voter_count: 0,
  is_closed: false,
  is_anonymous: true,
  type: "regular",
  allows_multiple_answers: false,
  allows_revoting: false,
  members_only: false,
})

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
