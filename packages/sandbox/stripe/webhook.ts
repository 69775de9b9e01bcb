import { createHmac } from "node:crypto"
import { callShop } from "../payments/exchange"
import type { Call } from "../payments/types"
import { seconds, type Event } from "./objects"

/** Stripe tries for three days; who tries a shop out is not to wait so long. */
const RETRIES_MS = [1_000, 5_000, 20_000, 60_000]

export type WebhookOptions = { shopUrl: () => string; webhookSecret: string }

/**
 * The header by which a shop knows Stripe.
 *
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export function signature(body: string, secret: string, at = seconds()): string {
  const hash = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")
  return `t=${at},v1=${hash}`
}

/** The endpoint that a shop has told Stripe: events are brought there one after the other, again until they are taken. */
export class Webhook {
  /** While it is true events wait, as they do when a shop cannot be reached. */
  isHeld = false
  private readonly held: { event: Event; note: (call: Call) => void }[] = []
  private readonly timers = new Set<NodeJS.Timeout>()
  private queue: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: WebhookOptions) {}

  /** Brings an event, after those before it. */
  bring(event: Event, note: (call: Call) => void): void {
    if (this.isHeld) {
      this.held.push({ event, note })
      return
    }
    this.queue = this.queue.then(() => this.tryToBring(event, note, 0))
  }

  /** Brings one event once and tells what the shop said; nothing of it is repeated. */
  bringOnce(event: Event): Promise<Call> {
    const { shopUrl, webhookSecret } = this.options
    const body = JSON.stringify(event, null, 2)
    return callShop({
      url: `${shopUrl()}/hooks/stripe`,
      name: event.type,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "stripe-signature": signature(body, webhookSecret),
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
      body,
    })
  }

  /** Lets the events go that were held back, in the order that is wanted. */
  release(order: (events: Event[]) => Event[] = (events) => events): void {
    this.isHeld = false
    const waiting = this.held.splice(0)
    for (const event of order(waiting.map((one) => one.event))) {
      const found = waiting.find((one) => one.event === event)
      if (found) this.bring(found.event, found.note)
    }
  }

  /** Forgets the events that were held back: they never come. */
  lose(): void {
    this.isHeld = false
    this.held.splice(0)
  }

  /** When every event has been brought, or was refused and waits for its next turn. */
  async idle(): Promise<void> {
    await this.queue
  }

  close(): void {
    this.timers.forEach((timer) => clearTimeout(timer))
    this.timers.clear()
  }

  private async tryToBring(event: Event, note: (call: Call) => void, tries: number): Promise<void> {
    const call = await this.bringOnce(event)
    note(call)
    const isTaken = call.status >= 200 && call.status < 300
    if (isTaken || tries >= RETRIES_MS.length) return
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      this.queue = this.queue.then(() => this.tryToBring(event, note, tries + 1))
    }, RETRIES_MS[tries])
    timer.unref()
    this.timers.add(timer)
  }
}
