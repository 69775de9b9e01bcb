import { ApiError, missing } from "./errors"
import {
  newId,
  seconds,
  type Charge,
  type Dispute,
  type Event,
  type Intent,
  type Page,
  type Refund,
} from "./objects"
import type { StripeState } from "./state"

const API_VERSION = "2025-09-30.clover"
const MAX_EVENTS = 2000

const own = <Thing>(things: Record<string, Thing>, id: string): Thing | undefined =>
  Object.hasOwn(things, id) ? things[id] : undefined

/** A simulated Stripe account: its objects, their state transitions, and the events that report them. */
export class StripeAccount {
  constructor(
    private readonly state: StripeState,
    private readonly deliver: (event: Event, page: Page | undefined) => void,
  ) {}

  page(id: string): Page {
    const page = own(this.state.pages, id)
    if (!page) throw missing("checkout.session", id)
    if (page.status === "open" && page.expires_at <= seconds()) this.end(page)
    return page
  }

  intent(id: string): Intent {
    const intent = own(this.state.intents, id)
    if (!intent) throw missing("payment_intent", id)
    return intent
  }

  charge(id: string): Charge {
    const charge = own(this.state.charges, id)
    if (!charge) throw missing("charge", id)
    return charge
  }

  expire(page: Page) {
    if (page.status !== "open") {
      throw new ApiError(
        400,
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${page.status}\`.`,
      )
    }
    this.end(page)
  }

  /** Pays a page by card. @throws ApiError when the page is not open */
  pay(page: Page): Intent {
    const intent = this.begin(page)
    page.payment_status = "paid"
    this.succeed(intent)
    this.emit("checkout.session.completed", page)
    return intent
  }

  /**
   * Confirms a payment intent with a test card, as a storefront's card form does.
   *
   * @throws ApiError when the intent is not confirmable, or when the bank declines the card
   */
  confirm(intent: Intent, card: "pm_card_visa" | "pm_card_chargeDeclined"): Intent {
    if (intent.status !== "requires_payment_method") {
      throw new ApiError(400, `You cannot confirm this PaymentIntent: it is ${intent.status}.`, {
        code: "payment_intent_unexpected_state",
      })
    }
    if (card === "pm_card_chargeDeclined") {
      const message = "Your card was declined."
      intent.last_payment_error = { code: "card_declined", message }
      this.emit("payment_intent.payment_failed", intent)
      throw new ApiError(402, message, { type: "card_error", code: "card_declined" })
    }
    intent.payment_method = card
    this.succeed(intent)
    return intent
  }

  decline(page: Page) {
    this.requireOpen(page)
    const intent = this.intentOf(page)
    intent.last_payment_error = { code: "card_declined", message: "Your card has insufficient funds." }
    this.emit("payment_intent.payment_failed", intent)
  }

  /** Starts a bank transfer: the page is complete, but the money arrives or fails days later. */
  beginTransfer(page: Page): Intent {
    const intent = this.begin(page)
    intent.status = "processing"
    this.emit("payment_intent.processing", intent)
    this.emit("checkout.session.completed", page)
    return intent
  }

  endTransfer(page: Page, hasArrived: boolean) {
    const intent = this.intent(page.payment_intent ?? "")
    if (intent.status !== "processing") return
    if (hasArrived) {
      page.payment_status = "paid"
      this.succeed(intent)
      this.emit("checkout.session.async_payment_succeeded", page)
    } else {
      intent.status = "requires_payment_method"
      intent.last_payment_error = {
        code: "payment_intent_payment_attempt_failed",
        message: "The bank refused.",
      }
      this.emit("payment_intent.payment_failed", intent)
      this.emit("checkout.session.async_payment_failed", page)
    }
  }

  /**
   * Refunds money.
   *
   * @param amount in minor units; defaults to the whole remaining amount
   * @throws ApiError with Stripe's error
   */
  refund(intent: Intent, amount?: number, metadata: Record<string, string> = {}): Refund {
    const charge = intent.latest_charge ? this.charge(intent.latest_charge) : undefined
    if (!charge)
      throw new ApiError(
        400,
        `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      )
    const left = charge.amount - charge.amount_refunded
    if (left === 0) {
      throw new ApiError(400, `Charge ${charge.id} has already been refunded.`, {
        code: "charge_already_refunded",
      })
    }
    if (charge.disputed) {
      throw new ApiError(400, `Charge ${charge.id} has been charged back.`, { code: "charge_disputed" })
    }
    const wanted = amount ?? left
    if (wanted <= 0) throw new ApiError(400, "Invalid positive integer", { param: "amount" })
    if (wanted > left) {
      throw new ApiError(
        400,
        `Refund amount (${wanted}) is greater than unrefunded amount on charge (${left})`,
        {
          param: "amount",
        },
      )
    }
    const refund: Refund = {
      id: newId("re"),
      object: "refund",
      created: seconds(),
      amount: wanted,
      currency: charge.currency,
      status: "succeeded",
      charge: charge.id,
      payment_intent: intent.id,
      metadata,
    }
    this.state.refunds[refund.id] = refund
    charge.amount_refunded += wanted
    charge.refunded = charge.amount_refunded === charge.amount
    this.emit("refund.created", refund)
    this.emit("charge.refunded", charge)
    return refund
  }

  /** Fails a refund: the shopper's bank returned it. */
  failRefund(refund: Refund) {
    const charge = this.charge(refund.charge)
    refund.status = "failed"
    charge.amount_refunded -= refund.amount
    charge.refunded = false
    this.emit("refund.failed", refund)
  }

  dispute(intent: Intent): Dispute {
    const charge = this.charge(intent.latest_charge ?? "")
    const dispute: Dispute = {
      id: newId("du"),
      object: "dispute",
      created: seconds(),
      amount: charge.amount - charge.amount_refunded,
      currency: charge.currency,
      status: "needs_response",
      reason: "product_not_received",
      charge: charge.id,
      payment_intent: intent.id,
    }
    this.state.disputes[dispute.id] = dispute
    charge.disputed = true
    this.emit("charge.dispute.created", dispute)
    return dispute
  }

  closeDispute(dispute: Dispute, status: "won" | "lost") {
    dispute.status = status
    this.emit("charge.dispute.closed", dispute)
  }

  /** Stores an event and delivers it to the webhook. */
  emit(type: string, object: { id: string; payment_intent?: string | null }) {
    const event: Event = {
      id: newId("evt"),
      object: "event",
      api_version: API_VERSION,
      created: seconds(),
      type,
      livemode: false,
      // A copy: an event shows the object as it was at that moment.
      data: { object: structuredClone(object) },
    }
    this.state.events = [...this.state.events, event].slice(-MAX_EVENTS)
    this.deliver(event, this.pageAbout(object))
  }

  private pageAbout({ id, payment_intent: intent }: { id: string; payment_intent?: string | null }) {
    const pages = Object.values(this.state.pages)
    return pages.find((page) => page.id === id || (page.payment_intent ?? "-") === (intent ?? id))
  }

  private requireOpen(page: Page) {
    if (page.status !== "open") throw new ApiError(400, `This Checkout Session is ${page.status}.`)
  }

  private begin(page: Page): Intent {
    this.requireOpen(page)
    page.status = "complete"
    page.url = null
    return this.intentOf(page)
  }

  private end(page: Page) {
    page.status = "expired"
    page.url = null
    this.emit("checkout.session.expired", page)
  }

  /** Returns the page's payment intent. The first payment attempt creates it. */
  private intentOf(page: Page): Intent {
    const known = this.state.intents[page.payment_intent ?? ""]
    const intent = known ?? newIntent(page.amount_total, page.currency, page.metadata)
    this.state.intents[intent.id] = intent
    page.payment_intent = intent.id
    return intent
  }

  private succeed(intent: Intent) {
    const charge: Charge = {
      id: newId("ch"),
      object: "charge",
      created: seconds(),
      amount: intent.amount,
      amount_captured: intent.amount,
      amount_refunded: 0,
      currency: intent.currency,
      disputed: false,
      refunded: false,
      paid: true,
      status: "succeeded",
      payment_intent: intent.id,
      metadata: intent.metadata,
    }
    this.state.charges[charge.id] = charge
    intent.status = "succeeded"
    intent.amount_received = intent.amount
    intent.latest_charge = charge.id
    intent.last_payment_error = null
    this.emit("charge.succeeded", charge)
    this.emit("payment_intent.succeeded", intent)
  }
}

export function newIntent(amount: number, currency: string, metadata: Record<string, string>): Intent {
  const id = newId("pi")
  return {
    id,
    object: "payment_intent",
    created: seconds(),
    amount,
    amount_received: 0,
    currency,
    status: "requires_payment_method",
    latest_charge: null,
    last_payment_error: null,
    metadata,
    description: null,
    client_secret: `${id}_secret_${newId("x").slice(2)}`,
    livemode: false,
    capture_method: "automatic",
    customer: null,
    payment_method: null,
  }
}
