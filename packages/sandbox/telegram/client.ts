import { ControlApi } from "./control-api"
import type {
  Attachment,
  BotCall,
  BotView,
  ChatSummary,
  ChatView,
  Fault,
  InlineAnswer,
  MessageView,
  Migration,
  NewChat,
  NewPerson,
  Outgoing,
  Person,
  Press,
  PressResult,
} from "./control-types"
import { labels, line, matches, newest, outgoingOf, placeOf, says, until, type Wanted } from "./look"

export { SandboxRefusal } from "./control-api"
export { textOf, type Wanted } from "./look"

/** Id of the chat; default: the private chat with the bot. */
export type Where = { in?: number }
/** Timeout in ms; default 10 s. */
export type Within = { within?: number }

/** How a message is sent. */
export type Manner = Pick<Outgoing, "reply_to_message_id" | "message_thread_id" | "forwarded" | "anonymous">

const defaultTimeoutMs = 10_000
const buxoro = { latitude: 39.7747, longitude: 64.4286 }

/**
 * Simulates people in a running sandbox.
 *
 * @example
 * const telegram = new SandboxClient(sandbox.url)
 * const aziza = telegram.person(1001)
 * await aziza.sends("/start")
 * await aziza.taps("Каталог")
 * await aziza.sees(/букет/i)
 */
export class SandboxClient {
  private readonly known = new Map<number, SandboxPerson>()
  private readonly api: ControlApi

  /**
   * @param url origin of the sandbox, see `TelegramSandbox.url`
   * @param timeoutMs default timeout for messages and buttons that a person waits for
   */
  constructor(
    url: string,
    private readonly timeoutMs = defaultTimeoutMs,
  ) {
    this.api = new ControlApi(url)
  }

  /** Returns the same object for the same id, because it stores the time of the person's last action. */
  person(id: number): SandboxPerson {
    const person = this.known.get(id) ?? new SandboxPerson(this.api, id, this.timeoutMs)
    this.known.set(id, person)
    return person
  }

  people(): Promise<Person[]> {
    return this.api.get("/people")
  }

  async newPerson(person: NewPerson): Promise<SandboxPerson> {
    const { id } = await this.api.post<Person>("/people", person)
    return this.person(id)
  }

  /** Creates a group or a channel. */
  newChat(chat: NewChat): Promise<ChatSummary> {
    return this.api.post("/chats", chat)
  }

  /** Makes a group a supergroup. @returns the supergroup */
  migrates(chatId: number, migration: Migration): Promise<ChatSummary> {
    return this.api.post(`/chats/${chatId}/migrate`, migration)
  }

  /** Adds the bot to a chat, or removes it. */
  async setsBot(chatId: number, change: { by: number; member: boolean }): Promise<void> {
    await this.api.post(`/chats/${chatId}/bot`, change)
  }

  /** Creates a topic of a forum. @returns its thread id */
  async newTopic(chatId: number, topic: { by: number; name: string }): Promise<number> {
    const { message_thread_id } = await this.api.post<{ message_thread_id: number }>(
      `/chats/${chatId}/topics`,
      topic,
    )
    return message_thread_id
  }

  /** Closes or reopens a topic; topic 1 is General. */
  async setsTopic(chatId: number, topic: number, to: "close" | "reopen", by: number): Promise<void> {
    await this.api.post(`/chats/${chatId}/topics/${topic}/${to}`, { by })
  }

  /** Clears the history of all chats for everybody. The bot cannot edit the deleted messages. */
  async clearsHistory(): Promise<void> {
    await this.api.delete("/messages")
  }

  /** Adds a fault that the Bot API simulates. */
  fault(fault: Fault): Promise<Fault[]> {
    return this.api.post("/faults", fault)
  }

  clearFaults(): Promise<Fault[]> {
    return this.api.delete("/faults")
  }

  /** Returns the faults that are not used up. */
  faults(): Promise<Fault[]> {
    return this.api.get("/faults")
  }

  /** Returns the bot's calls, newest last. */
  calls(only: { method?: string; chat_id?: number } = {}): Promise<BotCall[]> {
    const query = new URLSearchParams()
    if (only.method !== undefined) query.set("method", only.method)
    if (only.chat_id !== undefined) query.set("chat_id", String(only.chat_id))
    return this.api.get(`/calls?${query}`)
  }

  bot(): Promise<BotView> {
    return this.api.get("/bot")
  }

  /** Turns the bot's inline mode on or off, as /setinline of BotFather does. */
  setsInline(inline: boolean): Promise<BotView> {
    return this.api.post("/bot", { inline })
  }
}

/** A simulated person with a Telegram app. */
export class SandboxPerson {
  /** Number of tapped buttons and opened links. */
  tapCount = 0
  /** Number of typed messages. */
  typedCount = 0
  /** Revision of the sandbox at the person's last action. Messages with a higher revision are new to them. */
  private actedAt = 0

  constructor(
    private readonly api: ControlApi,
    readonly id: number,
    private readonly timeoutMs = defaultTimeoutMs,
  ) {}

  // --- actions

  /** Opens the link https://t.me/<bot>?start=… and presses START. */
  async opens(link: string): Promise<MessageView> {
    const { message } = await this.api.post<{ message: MessageView }>(`/people/${this.id}/open`, { link })
    this.tapCount++
    this.actedAt = message.revision
    return message
  }

  /** Types a message. */
  async sends(text: string, where: Where & Manner = {}): Promise<MessageView> {
    const { in: _, ...manner } = where
    const message = await this.send({ text, ...manner }, where)
    this.typedCount++
    return message
  }

  /** Sends a voice message, a sticker, a poll or another message with a fixed content. */
  sendsAttachment(attachment: Attachment, where: Where & Manner = {}): Promise<MessageView> {
    const { in: _, ...manner } = where
    return this.send({ attachment, ...manner }, where)
  }

  /** Sends an album: several messages with one `media_group_id`. The caption is that of the first item, if it is a picture. */
  async sendsAlbum(items: (Uint8Array | "video")[], caption?: string, where: Where & Manner = {}) {
    const { in: _, ...manner } = where
    const media_group_id = String(Date.now())
    const sent: MessageView[] = []
    for (const [at, bytes] of items.entries()) {
      if (bytes === "video") {
        sent.push(await this.send({ attachment: bytes, media_group_id, ...manner }, where))
        continue
      }
      const { file_id } = await this.api.upload("/files?name=photo.jpg", bytes)
      const photo = { file_id, ...(caption && at === 0 ? { caption } : {}) }
      sent.push(await this.send({ photo, media_group_id, ...manner }, where))
    }
    // The album is one action: the bot may answer its first message before the last one is sent.
    this.actedAt = sent[0].revision
    return sent
  }

  /** Edits the text or the caption of an own message. */
  async edits(message_id: number, text: string, where: Where = {}): Promise<MessageView> {
    const path = `${this.chatPath(where)}/messages/${message_id}/edit`
    const message = await this.api.post<MessageView>(path, { text })
    this.actedAt = message.revision
    return message
  }

  /** Replaces the photo of an own message, or adds one to a text. */
  async editsPhoto(message_id: number, bytes: Uint8Array, caption?: string, where: Where = {}) {
    const { file_id } = await this.api.upload("/files?name=photo.jpg", bytes)
    const photo = { file_id, ...(caption ? { caption } : {}) }
    const path = `${this.chatPath(where)}/messages/${message_id}/edit`
    const message = await this.api.post<MessageView>(path, { photo })
    this.actedAt = message.revision
    return message
  }

  /** Telegram no longer gives this message to the bot; the person still sees its buttons. */
  async hidesFromBot(message_id: number, where: Where = {}): Promise<void> {
    await this.api.post(`${this.chatPath(where)}/messages/${message_id}/hide`, {})
  }

  async deletesAccount(): Promise<void> {
    await this.api.post(`/people/${this.id}/delete`, {})
  }

  /** Sends the person's own phone number, as the contact button does. */
  sendsContact(where: Where = {}): Promise<MessageView> {
    return this.send({ contact: "me" }, where)
  }

  /** Sends another person's contact. */
  sendsContactOf(contact: Exclude<NonNullable<Outgoing["contact"]>, "me">, where: Where = {}) {
    return this.send({ contact }, where)
  }

  sendsLocation(latitude: number, longitude: number, where: Where = {}): Promise<MessageView> {
    return this.send({ location: { latitude, longitude } }, where)
  }

  async sendsPhoto(bytes: Uint8Array, caption?: string, where: Where = {}): Promise<MessageView> {
    const { file_id } = await this.api.upload("/files?name=photo.jpg", bytes)
    return this.send({ photo: { file_id, ...(caption ? { caption } : {}) } }, where)
  }

  /** Sends a file without compression, as a document. */
  async sendsFile(bytes: Uint8Array, name: string, where: Where = {}): Promise<MessageView> {
    const path = `/files?as=document&name=${encodeURIComponent(name)}`
    const { file_id } = await this.api.upload(path, bytes)
    return this.send({ document: { file_id } }, where)
  }

  /**
   * Waits for an inline button with this label, taps the newest one, and waits for the bot's answer to the tap. When the
   * screen is about to change, wait for the change with {@link sees} first.
   *
   * @returns the bot's answer, or the address of a URL button
   * @throws Error that lists the existing buttons
   */
  async taps(label: Wanted, options: Where & Within = {}): Promise<PressResult> {
    const { place, view } = await this.findButton(label, options)
    return this.press(place, view.revision, options)
  }

  /** Taps the button at a row and column of a message. @returns as {@link taps} */
  async presses(place: Required<Omit<Press, "callback_data">>, where: Where = {}): Promise<PressResult> {
    const { revision } = await this.view(where)
    return this.press(place, revision, where)
  }

  /** Sends a tap with arbitrary callback data, as a modified app could. */
  async forges(callback_data: string, where: Where & { message_id: number }): Promise<PressResult> {
    const { revision } = await this.view(where)
    return this.press({ message_id: where.message_id, callback_data }, revision, where)
  }

  /** Presses a button of the reply keyboard. A location button sends the centre of Bukhara. */
  async pressesKeyboard(
    label: Wanted,
    options: Where & Within & { location?: { latitude: number; longitude: number } } = {},
  ): Promise<MessageView> {
    const button = await this.findKeyboardButton(label, options)
    const message = await this.send(outgoingOf(button, options.location ?? buxoro), options)
    this.tapCount++
    return message
  }

  /** Opens the private chat with another person. @returns its id */
  async chatWith(person: number): Promise<number> {
    const { id } = await this.api.post<ChatSummary>(`/people/${this.id}/conversations`, { with: person })
    return id
  }

  /** Types "@bot query". @param options.offset `next_offset` of the answer before */
  asksInline(query: string, { offset, ...where }: Where & { offset?: string } = {}): Promise<InlineAnswer> {
    return this.api.post(`${this.chatPath(where)}/inline`, { query, ...(offset ? { offset } : {}) })
  }

  /** Sends a result of an inline query in a chat. */
  async choosesInline(answer: InlineAnswer, resultId: string, where: Where = {}): Promise<MessageView> {
    const body = { query_id: answer.query_id, result_id: resultId }
    const message = await this.api.post<MessageView>(`${this.chatPath(where)}/inline/choose`, body)
    this.actedAt = message.revision
    return message
  }

  async blocksBot(): Promise<void> {
    await this.api.post(`/people/${this.id}/chats/${this.id}/block`, {})
  }

  async unblocksBot(): Promise<void> {
    await this.api.post(`/people/${this.id}/chats/${this.id}/unblock`, {})
  }

  // --- observations

  /**
   * Waits until the current text of a message matches. Only messages that are new or edited since the person's last action
   * count, unless `anyTime` is set. The person's own messages never count.
   *
   * @throws Error that shows the last messages
   */
  async sees(what: Wanted, options: Where & Within & { anyTime?: boolean } = {}): Promise<MessageView> {
    const since = options.anyTime ? 0 : this.actedAt
    const found = await until(options.within ?? this.timeoutMs, async () =>
      newest((await this.view(options, since)).messages, (message) => says(message, what)),
    )
    if (found) return found
    throw new Error(`${this.at(options)} did not see ${what} in new messages. ${await this.shown(options)}`)
  }

  /**
   * Checks for a period that no new or edited message matches.
   *
   * @throws Error with the matching message
   */
  async seesNot(what: Wanted, options: Where & { for?: number; anyTime?: boolean } = {}): Promise<void> {
    const since = options.anyTime ? 0 : this.actedAt
    const found = await until(options.for ?? 500, async () =>
      newest((await this.view(options, since)).messages, (message) => says(message, what)),
    )
    if (found) throw new Error(`${this.at(options)} should not see ${what}, but sees: ${line(found)}`)
  }

  /** Returns the newest message with buttons. */
  async screen(where: Where = {}): Promise<MessageView | undefined> {
    return newest((await this.view(where)).messages, (message) => message.buttons !== undefined)
  }

  /** Returns the button labels of the newest message with buttons. */
  async buttons(where: Where = {}): Promise<string[]> {
    return labels(await this.screen(where))
  }

  /** Returns the labels of the reply keyboard. */
  async keyboard(where: Where = {}): Promise<string[]> {
    const { reply_keyboard } = await this.view(where)
    return reply_keyboard?.rows.flat().map((button) => button.text) ?? []
  }

  async messages(where: Where = {}): Promise<MessageView[]> {
    return (await this.view(where)).messages
  }

  chats(): Promise<ChatSummary[]> {
    return this.api.get(`/people/${this.id}/chats`)
  }

  /** Returns the person's view of a chat. */
  view(where: Where = {}, since = 0): Promise<ChatView> {
    return this.api.get(`${this.chatPath(where)}/messages?since=${since}`)
  }

  // --- internals

  private async send(outgoing: Outgoing, where: Where) {
    const message = await this.api.post<MessageView>(`${this.chatPath(where)}/messages`, outgoing)
    this.actedAt = message.revision
    return message
  }

  private async press(press: Press, revision: number, where: Where) {
    this.tapCount++
    this.actedAt = revision
    return this.api.post<PressResult>(`${this.chatPath(where)}/press`, press)
  }

  private async findButton(label: Wanted, options: Where & Within) {
    const found = await until(options.within ?? this.timeoutMs, async () => {
      const view = await this.view(options)
      const place = placeOf(view.messages, label)
      return place && { place, view }
    })
    if (found) return found
    throw new Error(`${this.at(options)} has no button ${label}. ${await this.shown(options)}`)
  }

  private async findKeyboardButton(label: Wanted, options: Where & Within) {
    const found = await until(options.within ?? this.timeoutMs, async () => {
      const { reply_keyboard } = await this.view(options)
      return reply_keyboard?.rows.flat().find((button) => matches(button.text, label))
    })
    if (found) return found
    const there = (await this.keyboard(options)).join(" | ") || "none"
    throw new Error(`${this.at(options)} has no keyboard button ${label}; existing buttons: ${there}`)
  }

  private chatPath(where: Where) {
    return `/people/${this.id}/chats/${where.in ?? this.id}`
  }

  private at(where: Where) {
    return `person ${this.id} in ${where.in === undefined ? "the chat with the bot" : `chat ${where.in}`}`
  }

  private async shown(where: Where) {
    const messages = await this.messages(where)
    const all = new Set(messages.flatMap(labels))
    return [
      `Last messages:\n${messages.slice(-5).map(line).join("\n") || "  none"}`,
      `Buttons: ${[...all].join(" | ") || "none"}`,
    ].join("\n")
  }
}
