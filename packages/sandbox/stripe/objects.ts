import { randomBytes } from "node:crypto"

/** The fields of Stripe's objects that the shop reads, with Stripe's names. Times are in seconds, amounts in minor units. */

export type Page = {
  id: string
  object: "checkout.session"
  created: number
  expires_at: number
  status: "open" | "complete" | "expired"
  payment_status: "unpaid" | "paid"
  mode: "payment"
  livemode: false
  amount_subtotal: number
  amount_total: number
  currency: string
  client_reference_id: string | null
  customer_email: string | null
  locale: string | null
  metadata: Record<string, string>
  payment_intent: string | null
  success_url: string
  cancel_url: string | null
  url: string | null
  line_items: { object: "list"; data: Line[] }
}

export type Line = {
  object: "item"
  description: string
  quantity: number
  amount_total: number
  currency: string
}

export type Intent = {
  id: string
  object: "payment_intent"
  created: number
  amount: number
  amount_received: number
  currency: string
  status:
    | "requires_payment_method"
    | "requires_capture"
    | "processing"
    | "succeeded"
    | "canceled"
    | "requires_confirmation"
  latest_charge: string | null
  last_payment_error: { code: string; message: string } | null
  metadata: Record<string, string>
  description: string | null
  client_secret: string
  livemode: false
  capture_method: string
  customer: string | null
  payment_method: string | null
}

export type Charge = {
  id: string
  object: "charge"
  created: number
  amount: number
  amount_captured: number
  amount_refunded: number
  currency: string
  disputed: boolean
  refunded: boolean
  paid: boolean
  status: "succeeded" | "pending" | "failed"
  payment_intent: string
  metadata: Record<string, string>
}

export type Refund = {
  id: string
  object: "refund"
  created: number
  amount: number
  currency: string
  status: "succeeded" | "failed"
  charge: string
  payment_intent: string
  metadata: Record<string, string>
}

export type Dispute = {
  id: string
  object: "dispute"
  created: number
  amount: number
  currency: string
  status: "needs_response" | "won" | "lost"
  reason: string
  charge: string
  payment_intent: string
}

export type Customer = {
  id: string
  object: "customer"
  created: number
  email: string | null
  name: string | null
  metadata: Record<string, string>
}

export type Event = {
  id: string
  object: "event"
  api_version: string
  created: number
  type: string
  livemode: false
  data: { object: Record<string, unknown> }
}

/** Creates an id in Stripe's format. */
export const newId = (prefix: string) => `${prefix}_${randomBytes(12).toString("hex")}`

/** Converts ms since 1970 to Stripe's seconds. */
export const seconds = (ms = Date.now()) => Math.floor(ms / 1000)
