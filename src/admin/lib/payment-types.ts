import type { Run } from "./types"

/** JSON types of the Admin API's answers about gateway payments. */

export const PAYMENT_STATES = ["in_progress", "performed", "canceled"] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

/** Names of the gateways that keep their own records, by Medusa payment provider id. */
export const GATEWAYS: Record<string, string> = {
  pp_payme_payme: "Payme",
  pp_click_click: "Click",
  "pp_stripe-checkout_stripe-checkout": "Stripe",
}

export type ResolutionStep = "settle" | "refund" | "resolve"

export type GatewayTransaction = {
  id: string
  provider_id: string
  gateway: string
  refunds: "api" | "cabinet"
  external_id: string
  order_id: string
  reference: string
  /** In minor units, as all amounts here. */
  amount: number
  refunded_amount: number
  currency_code: string
  state: PaymentState
  cancel_cause: string | null
  reason: number | null
  began_at: string
  performed_at: string | null
  canceled_at: string | null
  needs_attention: string | null
  /** Whether `needs_attention` means that the money must be refunded. */
  to_be_refunded: boolean
  resolved_at: string | null
  steps: ResolutionStep[]
}

export type TransactionPage = {
  gateway_transactions: GatewayTransaction[]
  count: number
  limit: number
  offset: number
  mismatched: number
}

export type GatewayCall = {
  id: string
  method: string
  request: Record<string, unknown>
  answer: Record<string, unknown>
  outcome: "ok" | "refused" | "failed"
  took_ms: number
  created_at: string
}

export type Resolution = {
  id: string
  step: ResolutionStep
  attention: string | null
  note: string | null
  user_name: string | null
  created_at: string
}

export type TransactionDetail = {
  gateway_transaction: GatewayTransaction
  order: {
    id: string
    display_id: number
    status: string
    /** In major units, as Medusa stores amounts. */
    total: number
    captured: number
    refunded: number
    currency_code: string
  } | null
  calls: GatewayCall[]
  resolutions: Resolution[]
}

export type UnmatchedPayment = {
  id: string
  gateway: string
  order_id: string | null
  reference: string | null
  amount: number
  currency_code: string
  captured_at: string
}

export type RegistryColumn = "id" | "reference" | "amount" | "state" | "date" | "time"

export type Difference = {
  kind: "only_there" | "only_here" | "amount_differs" | "state_differs" | "state_unknown" | "not_read"
  line: number | null
  external_id: string | null
  reference: string | null
  order_id: string | null
  their_amount: number | null
  our_amount: number | null
  their_state: PaymentState | null
  our_state: PaymentState | null
  /** The cell of `state_unknown` and `not_read`, as in the file. */
  unread: { column: RegistryColumn; text: string } | null
}

/** A comparison with a registry and its progress. */
export type ComparisonRun = Run & { provider_id: string }

/** What a comparison has compared. */
export type Compared = {
  rows: number
  left_out: number
  not_read: number
  matched: number
  /** Days "YYYY-MM-DD" in the shop's time zone; null when unknown. */
  from: string | null
  to: string | null
  file_from: string | null
  file_to: string | null
  in_shop: number | null
  columns: Record<RegistryColumn, string[]>
  /** Number of differences. */
  count: number
}

/** A comparison with a page of its differences. */
export type ComparisonPage = {
  comparison: ComparisonRun
  result: Compared | null
  differences: Difference[]
  count: number
}

export type DaySums = {
  day: string
  provider_id: string
  gateway: string
  currency_code: string
  payments: number
  taken: number
  captured: number
  returned: number
  refunded: number
}

export type PaymentCheck = { from: string; to: string; days: DaySums[]; findings: { kind: string }[] }

export type FiscalCodes = { ikpu: string | null; package_code: string | null; vat_percent: number | null }
