import type { Call } from "../payments/types"
import type { Charge, Customer, Dispute, Event, Intent, Page, Refund } from "./objects"

/** Data of a pay page that is not part of Stripe's Checkout Session. */
export type Visit = {
  openedAt: number
  /** The shopper's last action, when the Checkout Session does not show it. */
  state?: "declined" | "closed"
  message?: string
  calls: Call[]
}

/** Stored answer to a POST with an idempotency key. */
export type Answered = { request: string; status: number; body: unknown }

export type StripeState = {
  pages: Record<string, Page>
  visits: Record<string, Visit>
  intents: Record<string, Intent>
  charges: Record<string, Charge>
  refunds: Record<string, Refund>
  disputes: Record<string, Dispute>
  customers: Record<string, Customer>
  answered: Record<string, Answered>
  /** Oldest first. */
  events: Event[]
}

export const emptyState = (): StripeState => ({
  pages: {},
  visits: {},
  intents: {},
  charges: {},
  refunds: {},
  disputes: {},
  customers: {},
  answered: {},
  events: [],
})
