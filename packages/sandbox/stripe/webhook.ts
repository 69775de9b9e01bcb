import { createHmac } from "node:crypto"
import { callShop } from "../payments/exchange"
import type { Call } from "../payments/types"
import { seconds, type Event } from "./objects"

/** Delays between delivery attempts, in ms. Stripe retries for three days; the sandbox uses shorter delays. */
const RETRIES_MS = [1_000, 5_000, 20_000, 60_000]

export type WebhookOptions = { shopUrl: () => string; webhookSecret: string }

/**
 * Creates the header `Stripe-Signature`.
 *
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export function signature(body: string, secret: string, at = seconds()): string {
  const hash = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")
  return `t=${at},v1=${hash}`
}

/** The shop's webhook endpoint. Delivers events one after another, and retries until the shop answers 2xx. */
export class Webhook {
  /** While true, events are held back, as when the shop cannot be reached. */
  isHeld = false
  private readonly held: { event: Event; note: (call: Call) => void }[] = []
  private readonly timers = new Set<NodeJS.Timeout>()
  private queue: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: WebhookOptions) {}

  /** Queues an event for delivery. @param note called with each delivery attempt */
  deliver(event: Event, note: (call: Call) => void): void {
    if (this.isHeld) {
      this.held.push({ event, note })
      return
    }
    this.queue = this.queue.then(() => this.tryToDeliver(event, note, 0))
  }

  /** Delivers an event once, without retries. @returns the call with the shop's answer */
  deliverOnce(event: Event): Promise<Call> {
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

  /** Delivers the held events. @param order returns them in the wanted order */
  release(order: (events: Event[]) => Event[] = (events) => events): void {
    this.isHeld = false
    const waiting = this.held.splice(0)
    for (const event of order(waiting.map((one) => one.event))) {
      const found = waiting.find((one) => one.event === event)
      if (found) this.deliver(found.event, found.note)
    }
  }

  /** Discards the held events. */
  dropHeld(): void {
    this.isHeld = false
    this.held.splice(0)
  }

  /** Resolves when the queue is empty. Events that wait for a retry do not count. */
  async idle(): Promise<void> {
    await this.queue
  }

  close(): void {
    this.timers.forEach((timer) => clearTimeout(timer))
    this.timers.clear()
  }

  private async tryToDeliver(event: Event, note: (call: Call) => void, tries: number): Promise<void> {
    const call = await this.deliverOnce(event)
    note(call)
    const isTaken = call.status >= 200 && call.status < 300
    if (isTaken || tries >= RETRIES_MS.length) return
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      this.queue = this.queue.then(() => this.tryToDeliver(event, note, tries + 1))
    }, RETRIES_MS[tries])
    timer.unref()
    this.timers.add(timer)
  }
}
