import { Agent, request } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import type { BotCall } from "./bot-api"

export const WEBHOOK_SECRET = "bench-secret-bench-secret"

/** Closes idle connections before the shop's server does (Node: after 5 s). A request on a closing connection would fail. */
export const IDLE_MS = 4000

/** Pause before an update is sent again, in ms. */
const REDELIVER_PAUSE_MS = 1000

/** Timeout of a tap or message, in ms. */
const TIMEOUT_MS = 30_000

type Button = { text: string; callback_data?: string }
type Waiting = { needs: Set<"answer" | "screen">; done: () => void }

/**
 * The simulated shoppers. The crowd receives the bot's Bot API calls, so a tap's time runs from sending the update until
 * the bot has answered the tap and sent or edited the screen.
 */
export class Crowd {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: IDLE_MS })
  private readonly shoppers = new Map<string, Shopper>()
  private readonly taps = new Map<string, Shopper>()
  /** Webhook address that gets the updates. */
  webhook = ""
  /** Webhook address of a second process, which gets every other update. */
  otherWebhook: string | undefined
  /** How long an update that the shop did not take is sent again, in ms, as Telegram does. */
  redeliverMs = 0
  /** Called for each call that shows a message. */
  shown: (call: BotCall, messageId: number) => void = () => undefined
  private deliveries = 0
  private lastUpdateId = 1
  private lastPerson = 100_000_000

  /** Creates a shopper. @param id Telegram id, by default a new one */
  newShopper(id = ++this.lastPerson): Shopper {
    const shopper = new Shopper(this, id)
    this.shoppers.set(String(shopper.id), shopper)
    return shopper
  }

  receive = (call: BotCall, messageId: number): void => {
    if (call.method === "answerCallbackQuery") {
      const tap = String(call.params.callback_query_id)
      this.taps.get(tap)?.receive("answer", call, 0)
      this.taps.delete(tap)
    } else if (/^(send|editMessage)/.test(call.method)) {
      this.shown(call, messageId)
      this.shoppers.get(String(call.params.chat_id))?.receive("screen", call, messageId)
    }
  }

  expectTap(tap: string, shopper: Shopper): void {
    this.taps.set(tap, shopper)
  }

  nextUpdateId(): number {
    return ++this.lastUpdateId
  }

  /** Sends an update to the webhook. @throws Error when the answer is not HTTP 200 */
  async deliver(update: object): Promise<void> {
    for (const end = Date.now() + this.redeliverMs; ;) {
      try {
        return await this.post(update)
      } catch (error) {
        if (Date.now() > end) {
          throw error
        }
        await sleep(REDELIVER_PAUSE_MS)
      }
    }
  }

  private post(update: object): Promise<void> {
    const body = JSON.stringify(update)
    return new Promise((resolve, reject) => {
      const sent = request(
        this.otherWebhook && ++this.deliveries % 2 ? this.otherWebhook : this.webhook,
        {
          agent: this.agent,
          method: "POST",
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            "x-telegram-bot-api-secret-token": WEBHOOK_SECRET,
          },
        },
        (response) => {
          response.resume()
          response.once("end", () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`webhook: ${response.statusCode}`)),
          )
        },
      )
      sent.once("error", reject)
      sent.end(body)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

/** One shopper in a private chat with the bot. */
export class Shopper {
  /** Buttons of the newest screen. */
  buttons: Button[] = []
  /** Text or caption of the newest screen. */
  text = ""
  /** Average pause before each tap and message, in ms. The real pause varies randomly by ±50 %. */
  pauseMs = 0
  private messageId = 0
  private waiting: Waiting | undefined

  constructor(
    private readonly crowd: Crowd,
    readonly id: number,
  ) {}

  /** Presses Start and chooses Russian. */
  async start(): Promise<void> {
    await this.sends("/start")
    await this.taps("setlang:ru")
  }

  /** Sends a text or a command. @returns ms until the bot has shown a screen */
  sends(text: string): Promise<number> {
    const command = text.startsWith("/") ? [{ type: "bot_command", offset: 0, length: text.length }] : []
    return this.timed(["screen"], {
      message: { ...this.message(1_000_000 + this.crowd.nextUpdateId()), text, entities: command },
    })
  }

  /**
   * Taps a button of the newest screen.
   *
   * @param data the button's callback data
   * @returns ms until the bot has answered the tap and shown a screen
   */
  taps(data: string): Promise<number> {
    return this.timed(["answer", "screen"], this.tap(data, this.message(this.messageId)))
  }

  /** Taps a button of a message in a group or in this chat. @returns ms until the bot has answered the tap */
  tapsIn(chat: string, messageId: number, data: string): Promise<number> {
    const message = chat.startsWith("-")
      ? { ...this.message(messageId), chat: { id: Number(chat), type: "supergroup", title: "Staff" } }
      : this.message(messageId)
    return this.timed(["answer"], this.tap(data, message))
  }

  private tap(data: string, message: object): object {
    const id = `${this.id}-${this.crowd.nextUpdateId()}`
    this.crowd.expectTap(id, this)
    return {
      callback_query: {
        id,
        from: this.person(),
        chat_instance: "1",
        data,
        message: { ...message, text: "" },
      },
    }
  }

  /** Taps the button with this label. @throws Error when the newest screen has no such button */
  tapsLabel(label: RegExp): Promise<number> {
    const button = this.buttons.find(({ text }) => label.test(text))
    if (!button?.callback_data) {
      throw new Error(`No button ${label} among ${this.buttons.map(({ text }) => text).join(" | ")}`)
    }
    return this.taps(button.callback_data)
  }

  receive(what: "answer" | "screen", { params }: BotCall, messageId: number): void {
    if (what === "screen") {
      this.messageId = messageId
      this.text = String(params.text ?? params.caption ?? captionOf(params.media))
      this.buttons = buttonsOf(params.reply_markup)
    }
    this.waiting?.needs.delete(what)
    if (this.waiting?.needs.size === 0) {
      this.waiting.done()
    }
  }

  private async timed(needs: ("answer" | "screen")[], update: object): Promise<number> {
    if (this.pauseMs) {
      await sleep(this.pauseMs * (0.5 + Math.random()))
    }
    const timeout = TIMEOUT_MS + this.crowd.redeliverMs
    const began = performance.now()
    const done = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No answer in ${timeout / 1000} s to ${JSON.stringify(update)}`)),
        timeout,
      )
      this.waiting = {
        needs: new Set(needs),
        done: () => {
          clearTimeout(timer)
          resolve()
        },
      }
    })
    const delivery = this.crowd.deliver({ update_id: this.crowd.nextUpdateId(), ...update })
    await Promise.all([delivery, done])
    return performance.now() - began
  }

  private person() {
    return { id: this.id, is_bot: false, first_name: `Shopper ${this.id}` }
  }

  private message(messageId: number) {
    const chat = { id: this.id, type: "private", first_name: `Shopper ${this.id}` }
    return { message_id: messageId, date: Math.floor(Date.now() / 1000), chat, from: this.person() }
  }
}

const captionOf = (media: unknown): string =>
  (parsed(media) as { caption?: string } | undefined)?.caption ?? ""

function buttonsOf(markup: unknown): Button[] {
  const { inline_keyboard: rows = [], keyboard = [] } = (parsed(markup) ?? {}) as {
    inline_keyboard?: Button[][]
    keyboard?: Button[][]
  }
  return [...rows, ...keyboard].flat()
}

/** A multipart form carries objects as JSON text. */
const parsed = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value)
