import type { Event } from "../../../packages/sandbox/stripe/objects"
import type { Webhook } from "../../../packages/sandbox/stripe/webhook"

/** What an endpoint in Stripe's dashboard is told to listen to. */
const LISTENED = /^(checkout\.session|charge\.refunded|charge\.dispute|refund)\b/

type Box = {
  told: Event[]
  waiting: Event[]
  outcome: "brought" | "held" | "lost"
  underWay: Promise<unknown>[]
}

/** Brings Stripe's events to the shop, each order's as its story wants: at once, late, in another order, or never. */
export class StripePost {
  private readonly boxes = new Map<string, Box>()

  /** @param referenceOf the order that an event is about */
  constructor(
    private readonly webhook: Webhook,
    referenceOf: (event: Event) => string,
  ) {
    webhook.deliver = (event) => {
      if (LISTENED.test(event.type)) {
        this.take(this.boxOf(referenceOf(event)), event)
      }
    }
  }

  /** From now on this becomes of an order's events. */
  set(reference: string, outcome: Box["outcome"]): void {
    this.boxOf(reference).outcome = outcome
  }

  /** Those that were held come now, the newest first, all at the same moment; later ones come at once. */
  async release(reference: string): Promise<void> {
    const box = this.boxOf(reference)
    box.outcome = box.outcome === "held" ? "brought" : box.outcome
    box.waiting
      .splice(0)
      .reverse()
      .forEach((event) => this.bring(box, event))
    await this.brought(reference)
  }

  /** All that the shop was told of an order it is told again, at the same moment. */
  async repeat(reference: string): Promise<void> {
    const box = this.boxOf(reference)
    box.told.slice().forEach((event) => this.bring(box, event))
    await this.brought(reference)
  }

  /** When the shop has taken every event of an order that is not held back. */
  async brought(reference: string): Promise<void> {
    await Promise.all(this.boxOf(reference).underWay.splice(0))
  }

  /** A story is over: the next one of this order begins as they all do. */
  async forget(reference: string): Promise<void> {
    await this.brought(reference)
    this.boxes.delete(reference)
  }

  private take(box: Box, event: Event): void {
    if (box.outcome === "held") {
      box.waiting.push(event)
    } else if (box.outcome === "brought") {
      this.bring(box, event)
    }
  }

  private bring(box: Box, event: Event): void {
    box.told = [...new Set([...box.told, event])]
    const call = this.webhook.deliverOnce(event)
    box.underWay.push(
      call.then(({ status, answered }) => expect([status, answered]).toEqual([200, { received: true }])),
    )
  }

  private boxOf(reference: string): Box {
    const box = this.boxes.get(reference) ?? { told: [], waiting: [], outcome: "brought", underWay: [] }
    this.boxes.set(reference, box)
    return box
  }
}
