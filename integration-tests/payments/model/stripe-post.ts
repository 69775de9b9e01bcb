import type { Event } from "../../../packages/sandbox/stripe/objects"
import type { Webhook } from "../../../packages/sandbox/stripe/webhook"

/** The event types that the endpoint in Stripe's dashboard subscribes to. */
const LISTENED = /^(checkout\.session|charge\.refunded|charge\.dispute|refund)\b/

type Box = {
  delivered: Event[]
  waiting: Event[]
  outcome: "delivered" | "held" | "lost"
  inFlight: Promise<unknown>[]
}

/** Delivers Stripe's events to the shop as the order's story demands: at once, late, out of order, or never. */
export class StripePost {
  private readonly boxes = new Map<string, Box>()

  /** @param referenceOf returns the order number of an event */
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

  /** Sets how the next events of an order are delivered. */
  set(reference: string, outcome: Box["outcome"]): void {
    this.boxOf(reference).outcome = outcome
  }

  /** Delivers the held events in parallel, newest first. Later events are delivered at once. */
  async release(reference: string): Promise<void> {
    const box = this.boxOf(reference)
    box.outcome = box.outcome === "held" ? "delivered" : box.outcome
    box.waiting
      .splice(0)
      .reverse()
      .forEach((event) => this.deliver(box, event))
    await this.settled(reference)
  }

  /** Delivers all earlier events of an order again, in parallel. */
  async repeat(reference: string): Promise<void> {
    const box = this.boxOf(reference)
    box.delivered.slice().forEach((event) => this.deliver(box, event))
    await this.settled(reference)
  }

  /** Resolves when the shop has answered every event of an order that is not held. */
  async settled(reference: string): Promise<void> {
    await Promise.all(this.boxOf(reference).inFlight.splice(0))
  }

  /** Ends a story: the order's next story begins with normal delivery. */
  async forget(reference: string): Promise<void> {
    await this.settled(reference)
    this.boxes.delete(reference)
  }

  private take(box: Box, event: Event): void {
    if (box.outcome === "held") {
      box.waiting.push(event)
    } else if (box.outcome === "delivered") {
      this.deliver(box, event)
    }
  }

  private deliver(box: Box, event: Event): void {
    box.delivered = [...new Set([...box.delivered, event])]
    const call = this.webhook.deliverOnce(event)
    box.inFlight.push(
      call.then(({ status, answered }) => expect([status, answered]).toEqual([200, { received: true }])),
    )
  }

  private boxOf(reference: string): Box {
    const box = this.boxes.get(reference) ?? {
      delivered: [],
      waiting: [],
      outcome: "delivered",
      inFlight: [],
    }
    this.boxes.set(reference, box)
    return box
  }
}
