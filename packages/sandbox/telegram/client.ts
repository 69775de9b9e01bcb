import { ControlApi } from "./control-api"
import type {
  BotCall,
  BotView,
  ChatSummary,
  ChatView,
  Fault,
  MessageView,
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

/** Which chat; without it the private chat with the bot. */
export type Where = { in?: number }
/** How long to wait, ms; 10 s without it. */
export type Within = { within?: number }

const defaultTimeoutMs = 10_000
const buxoro = { latitude: 39.7747, longitude: 64.4286 }

/**
 * Plays people in a running sandbox.
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
   * @param url the sandbox's address, as `TelegramSandbox.url` tells it
   * @param timeoutMs how long people wait for what they are to see or tap, where nothing else is said
   */
  constructor(
    url: string,
    private readonly timeoutMs = defaultTimeoutMs,
  ) {
    this.api = new ControlApi(url)
  }

  /** One and the same object for one person, so that it remembers what the person has done. */
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

  /** Makes a group or a channel. */
  newChat(chat: NewChat): Promise<ChatSummary> {
    return this.api.post("/chats", chat)
  }

  /** Everybody clears the history of every chat, for the bot too: it cannot edit what was there. */
  async clearsHistory(): Promise<void> {
    await this.api.delete("/messages")
  }

  /** Makes the Bot API misbehave. */
  fault(fault: Fault): Promise<Fault[]> {
    return this.api.post("/faults", fault)
  }

  clearFaults(): Promise<Fault[]> {
    return this.api.delete("/faults")
  }

  /** The faults that are still to happen. */
  faults(): Promise<Fault[]> {
    return this.api.get("/faults")
  }

  /** What the bot has asked of Telegram, newest last. */
  calls(only: { method?: string; chat_id?: number } = {}): Promise<BotCall[]> {
    const query = new URLSearchParams()
    if (only.method !== undefined) query.set("method", only.method)
    if (only.chat_id !== undefined) query.set("chat_id", String(only.chat_id))
    return this.api.get(`/calls?${query}`)
  }

  bot(): Promise<BotView> {
    return this.api.get("/bot")
  }
}

/** A person with Telegram in flight: acts, and looks at what there is to see now. */
export class SandboxPerson {
  /** How many buttons this person has tapped, links opened among them. */
  tapCount = 0
  /** How many messages this person has typed. */
  typedCount = 0
  /** The sandbox's revision at this person's last act: what is higher is new to them. */
  private actedAt = 0

  constructor(
    private readonly api: ControlApi,
    readonly id: number,
    private readonly timeoutMs = defaultTimeoutMs,
  ) {}

  // --- acts

  /** Opens a link to the bot, https://t.me/<bot>?start=…, and presses START. */
  async opens(link: string): Promise<MessageView> {
    const { message } = await this.api.post<{ message: MessageView }>(`/people/${this.id}/open`, { link })
    this.tapCount++
    this.actedAt = message.revision
    return message
  }

  /** Types a message. */
  async sends(text: string, where: Where & { reply_to_message_id?: number } = {}): Promise<MessageView> {
    const { reply_to_message_id } = where
    const message = await this.send({ text, ...(reply_to_message_id ? { reply_to_message_id } : {}) }, where)
    this.typedCount++
    return message
  }

  /** Sends one's own phone number, as the contact button does. */
  sendsContact(where: Where = {}): Promise<MessageView> {
    return this.send({ contact: "me" }, where)
  }

  /** Sends another's card. */
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

  /**
   * Taps the newest inline button with this label, and waits for the bot's answer to the tap.
   * A button that is not there yet is waited for; of a screen that is about to change, see the change first.
   *
   * @returns what the bot answered, or the address of a button that opens one
   * @throws Error listing the buttons there are
   */
  async taps(label: Wanted, options: Where & Within = {}): Promise<PressResult> {
    const { place, view } = await this.findButton(label, options)
    return this.press(place, view.revision, options)
  }

  /** Taps the button at this very place. @returns as {@link taps} */
  async presses(place: Required<Omit<Press, "callback_data">>, where: Where = {}): Promise<PressResult> {
    const { revision } = await this.view(where)
    return this.press(place, revision, where)
  }

  /** Sends a tap that no button offers, as a changed app could. */
  async forges(callback_data: string, where: Where & { message_id: number }): Promise<PressResult> {
    const { revision } = await this.view(where)
    return this.press({ message_id: where.message_id, callback_data }, revision, where)
  }

  /** Presses a button of the keyboard under the input; a location button sends the middle of Bukhara. */
  async pressesKeyboard(
    label: Wanted,
    options: Where & Within & { location?: { latitude: number; longitude: number } } = {},
  ): Promise<MessageView> {
    const button = await this.findKeyboardButton(label, options)
    const message = await this.send(outgoingOf(button, options.location ?? buxoro), options)
    this.tapCount++
    return message
  }

  async blocksBot(): Promise<void> {
    await this.api.post(`/people/${this.id}/chats/${this.id}/block`, {})
  }

  async unblocksBot(): Promise<void> {
    await this.api.post(`/people/${this.id}/chats/${this.id}/unblock`, {})
  }

  // --- looks

  /**
   * Waits until a message there says it, as it stands now. Only what is new or was changed since this person's
   * last own act counts, unless `anyTime`; one's own messages never do.
   *
   * @throws Error showing the last messages
   */
  async sees(what: Wanted, options: Where & Within & { anyTime?: boolean } = {}): Promise<MessageView> {
    const since = options.anyTime ? 0 : this.actedAt
    const found = await until(options.within ?? this.timeoutMs, async () =>
      newest((await this.view(options, since)).messages, (message) => says(message, what)),
    )
    if (found) return found
    throw new Error(`${this.at(options)} did not see ${what} among what is new. ${await this.shown(options)}`)
  }

  /**
   * Watches for a while that no new or changed message says it.
   *
   * @throws Error with the message that does
   */
  async seesNot(what: Wanted, options: Where & { for?: number; anyTime?: boolean } = {}): Promise<void> {
    const since = options.anyTime ? 0 : this.actedAt
    const found = await until(options.for ?? 500, async () =>
      newest((await this.view(options, since)).messages, (message) => says(message, what)),
    )
    if (found) throw new Error(`${this.at(options)} should not see ${what}, but does: ${line(found)}`)
  }

  /** The newest message with buttons. */
  async screen(where: Where = {}): Promise<MessageView | undefined> {
    return newest((await this.view(where)).messages, (message) => message.buttons !== undefined)
  }

  /** The labels on the newest message with buttons. */
  async buttons(where: Where = {}): Promise<string[]> {
    return labels(await this.screen(where))
  }

  /** The labels of the keyboard under the input. */
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

  /** All this person sees of a chat. */
  view(where: Where = {}, since = 0): Promise<ChatView> {
    return this.api.get(`${this.chatPath(where)}/messages?since=${since}`)
  }

  // --- inside

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
    throw new Error(`${this.at(options)} has no keyboard button ${label}; there is: ${there}`)
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
