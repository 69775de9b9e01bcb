import { Agent, request } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import type { BotCall } from "./bot-api"

export const WEBHOOK_SECRET = "bench-secret-bench-secret"

/** An idle connection is let go before the shop's server does it (Node: after 5 s): it would be used and break. */
export const IDLE_MS = 4000

/** A tap or message that nobody answers for so long has failed, in ms. */
const GIVES_UP_MS = 30_000

type Button = { text: string; callback_data?: string }
type Waiting = { needs: Set<"answer" | "screen">; done: () => void }

/**
 * The people who tap. They hear what the bot calls, so a tap's time is from the update's way in until the tap is
 * answered and the screen is there.
 */
export class Crowd {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: IDLE_MS })
  private readonly shoppers = new Map<string, Shopper>()
  private readonly taps = new Map<string, Shopper>()
  /** Where updates go; another address when another bot is measured. */
  webhook = ""
  private lastUpdateId = 1
  private lastPerson = 100_000_000

  /** Someone who never was here before. */
  newShopper(): Shopper {
    const shopper = new Shopper(this, ++this.lastPerson)
    this.shoppers.set(String(shopper.id), shopper)
    return shopper
  }

  hears = (call: BotCall, messageId: number): void => {
    if (call.method === "answerCallbackQuery") {
      const tap = String(call.params.callback_query_id)
      this.taps.get(tap)?.hears("answer", call, 0)
      this.taps.delete(tap)
    } else if (/^(send|editMessage)/.test(call.method)) {
      this.shoppers.get(String(call.params.chat_id))?.hears("screen", call, messageId)
    }
  }

  expectTap(tap: string, shopper: Shopper): void {
    this.taps.set(tap, shopper)
  }

  nextUpdateId(): number {
    return ++this.lastUpdateId
  }

  /** @throws unless the update is taken */
  bring(update: object): Promise<void> {
    const body = JSON.stringify(update)
    return new Promise((resolve, reject) => {
      const sent = request(
        this.webhook,
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

/** One person in their chat with the bot. */
export class Shopper {
  /** The buttons of the newest screen. */
  buttons: Button[] = []
  /** What it says. */
  text = ""
  /** They look at the screen before each tap and message: so long on average, in ms, half of it to half as much again. */
  looks = 0
  private messageId = 0
  private waiting: Waiting | undefined

  constructor(
    private readonly crowd: Crowd,
    readonly id: number,
  ) {}

  /** Presses Start and chooses Russian. */
  async comesIn(): Promise<void> {
    await this.sends("/start")
    await this.taps("setlang:ru")
  }

  /** Sends a text or a command. @returns milliseconds until the screen is there */
  sends(text: string): Promise<number> {
    const command = text.startsWith("/") ? [{ type: "bot_command", offset: 0, length: text.length }] : []
    return this.timed(["screen"], {
      message: { ...this.message(1_000_000 + this.crowd.nextUpdateId()), text, entities: command },
    })
  }

  /**
   * Taps a button of the newest screen.
   *
   * @param data the button's own, as the bot packed it
   * @returns milliseconds until it is answered and the screen is there
   */
  taps(data: string): Promise<number> {
    const id = `${this.id}-${this.crowd.nextUpdateId()}`
    this.crowd.expectTap(id, this)
    return this.timed(["answer", "screen"], {
      callback_query: {
        id,
        from: this.person(),
        chat_instance: "1",
        data,
        message: { ...this.message(this.messageId), text: "" },
      },
    })
  }

  /** Taps the button with this label. @throws when the screen has none */
  tapsLabel(label: RegExp): Promise<number> {
    const button = this.buttons.find(({ text }) => label.test(text))
    if (!button?.callback_data) {
      throw new Error(`No button ${label} among ${this.buttons.map(({ text }) => text).join(" | ")}`)
    }
    return this.taps(button.callback_data)
  }

  hears(what: "answer" | "screen", { params }: BotCall, messageId: number): void {
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
    if (this.looks) {
      await sleep(this.looks * (0.5 + Math.random()))
    }
    const began = performance.now()
    const done = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No answer in ${GIVES_UP_MS / 1000} s to ${JSON.stringify(update)}`)),
        GIVES_UP_MS,
      )
      this.waiting = {
        needs: new Set(needs),
        done: () => {
          clearTimeout(timer)
          resolve()
        },
      }
    })
    const brought = this.crowd.bring({ update_id: this.crowd.nextUpdateId(), ...update })
    await Promise.all([brought, done])
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

/** In multipart forms an object comes as its JSON. */
const parsed = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value)
