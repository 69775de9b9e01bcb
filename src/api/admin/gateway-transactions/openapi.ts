import { z } from "@medusajs/framework/zod"
import { ATTENTIONS } from "../../../modules/gateway/models/gateway-transaction"
import { DIFFERENCES } from "../../../workflows/payment/registry/compare"
import { MENDING_STEPS } from "../../../workflows/payment/rules/resolution"
import { instant, type RouteDescriptions } from "../../route-description"
import {
  CheckPayments,
  CompareRegistry,
  ExportGatewayTransactions,
  ListGatewayTransactions,
  ResolvePayment,
  TakeResolutionStep,
} from "./validators"

const STATES = ["in_progress", "performed", "canceled"] as const
const minorUnits = z.number().describe("In the currency's minorUnits (tiyin, cents)")

const transaction = z.strictObject({
  id: z.string(),
  provider_id: z.string(),
  gateway: z.string(),
  refunds: z.enum(["api", "cabinet"]).describe("Where this gateway gives money back"),
  external_id: z.string().describe("The gateway's own id of it"),
  order_id: z.string(),
  reference: z.string().describe("The order's number"),
  amount: minorUnits,
  refunded_amount: minorUnits.describe("What of it the gateway has given back"),
  currency_code: z.string(),
  state: z.enum(STATES),
  reason: z.number().nullable().describe("Why it was canceled, in the gateway's own numbers"),
  began_at: instant,
  performed_at: instant.nullable(),
  canceled_at: instant.nullable(),
  expires_at: instant.nullable(),
  settled_state: z.enum(["performed", "canceled"]).nullable().describe("The state that Medusa follows"),
  needs_attention: z.enum(ATTENTIONS).nullable().describe("Why it does not match; see docs/payments.md"),
  resolved_at: instant.nullable(),
  steps: z.array(z.enum(MENDING_STEPS)).describe("What may be done about it now"),
})

const detail = z.strictObject({
  gateway_transaction: transaction,
  order: z
    .strictObject({
      id: z.string(),
      display_id: z.number(),
      status: z.string(),
      workshop_status: z.string().nullable(),
      total: z.number(),
      captured: z.number(),
      refunded: z.number(),
      currency_code: z.string(),
    })
    .nullable(),
  calls: z
    .array(
      z.strictObject({
        id: z.string(),
        method: z.string(),
        request: z.looseObject({}),
        answer: z.looseObject({}),
        outcome: z.enum(["ok", "refused", "failed"]),
        took_ms: z.number(),
        created_at: instant,
      }),
    )
    .describe("Between the gateway and the shop, oldest first; without keys and personal data"),
  resolutions: z
    .array(
      z.strictObject({
        id: z.string(),
        step: z.enum(MENDING_STEPS),
        attention: z.string().nullable(),
        note: z.string().nullable(),
        user_name: z.string().nullable(),
        created_at: instant,
      }),
    )
    .describe("What staff did about it"),
})

const unmatched = z.strictObject({
  unmatched_payments: z.array(
    z.strictObject({
      id: z.string(),
      provider_id: z.string(),
      gateway: z.string(),
      order_id: z.string().nullable(),
      reference: z.string().nullable(),
      amount: minorUnits,
      currency_code: z.string(),
      captured_at: instant,
    }),
  ),
})

const difference = z.strictObject({
  kind: z.enum(DIFFERENCES),
  line: z.number().nullable().describe("Of the file"),
  external_id: z.string().nullable(),
  reference: z.string().nullable(),
  order_id: z.string().nullable(),
  their_amount: minorUnits.nullable(),
  our_amount: minorUnits.nullable(),
  their_state: z.string().nullable(),
  our_state: z.string().nullable(),
  at: instant.nullable(),
})

const sums = z.strictObject({
  day: z.string(),
  provider_id: z.string(),
  gateway: z.string(),
  currency_code: z.string(),
  payments: z.number(),
  taken: minorUnits,
  captured: minorUnits,
  returned: minorUnits,
  refunded: minorUnits,
})

const finding = z.strictObject({
  kind: z.enum(["not_captured", "amount_differs", "not_refunded", "no_transaction", "collection_differs"]),
  provider_id: z.string(),
  gateway: z.string(),
  order_id: z.string().nullable(),
  reference: z.string().nullable(),
  transaction_id: z.string().nullable(),
  payment_id: z.string().nullable(),
  expected: minorUnits,
  found: minorUnits,
})

const resolution = ["not_found", "not_allowed", "too_late"]

export const gatewayTransactionRoutes: RouteDescriptions = {
  "GET /admin/gateway-transactions": {
    summary: "What the payment gateways tell of the money: what does not match first, then the newest.",
    query: ListGatewayTransactions,
    answer: z.strictObject({
      gateway_transactions: z.array(transaction),
      count: z.number(),
      limit: z.number(),
      offset: z.number(),
      unmatched: z.number().describe("How many do not match, whatever the filters"),
    }),
    errors: ["not_allowed"],
  },
  "GET /admin/gateway-transactions/:id": {
    summary: "A gateway's transaction, its order's money, and all that happened.",
    answer: detail,
    errors: ["not_found", "not_allowed"],
  },
  "POST /admin/gateway-transactions/:id/settle": {
    summary: "Brings Medusa's payment after the gateway's word once more.",
    body: TakeResolutionStep,
    answer: detail,
    errors: [...resolution, "settle_failed"],
  },
  "POST /admin/gateway-transactions/:id/refund": {
    summary:
      "Gives the money back over the gateway's API; where only its cabinet does, shows that it is due there.",
    body: TakeResolutionStep,
    answer: detail,
    errors: [...resolution, "refund_in_cabinet", "refund_failed"],
  },
  "POST /admin/gateway-transactions/:id/resolve": {
    summary: "Someone has put it right outside the shop, and says how.",
    body: ResolvePayment,
    answer: detail,
    errors: resolution,
  },
  "GET /admin/gateway-transactions/export": {
    summary: "The transactions of the filters as CSV (UTF-8, semicolons), for a spreadsheet.",
    query: ExportGatewayTransactions,
    errors: ["not_allowed"],
  },
  "POST /admin/gateway-transactions/compare": {
    summary:
      "Compares the registry that a gateway's cabinet exports with ours. The body is the file: CSV, at most 10 MB.",
    query: CompareRegistry,
    answer: z.strictObject({
      rows: z.number(),
      left_out: z.number().describe("Lines that are no payments"),
      matched: z.number(),
      from: instant.nullable(),
      to: instant.nullable(),
      differences: z.array(difference),
    }),
    errors: ["not_allowed", "registry_unreadable", "registry_columns", "file_too_large", "file_empty"],
  },
  "GET /admin/gateway-transactions/check": {
    summary:
      "Whether the gateways' money and Medusa's sum up, by day and gateway; the last seven days unless said otherwise.",
    query: CheckPayments,
    answer: z.strictObject({
      from: z.string(),
      to: z.string(),
      days: z.array(sums),
      findings: z.array(finding),
    }),
    errors: ["not_allowed"],
  },
  "GET /admin/gateway-transactions/unmatched-payments": {
    summary: "Payments of the last three months that Medusa has captured and their gateways never had.",
    answer: unmatched,
    errors: ["not_allowed"],
  },
  "POST /admin/gateway-transactions/unmatched-payments/:id/resolve": {
    summary: "Someone has looked into such a payment, and says what it was.",
    body: ResolvePayment,
    answer: unmatched,
    errors: ["not_found", "not_allowed"],
  },
}
