import type { Call } from "../payments/types"
import type { Charge, Customer, Dispute, Event, Intent, Page, Refund } from "./objects"

/** What is known of a pay page beside what Stripe would tell of it. */
export type Visit = {
  openedAt: number
  /** What the shopper did last, where that is not to be seen from the page. */
  state?: "declined" | "closed"
  word?: string
  calls: Call[]
}

/** What a POST with an idempotency key was answered. */
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
  /** The newest last. */
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
