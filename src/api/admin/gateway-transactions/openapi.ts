import { z } from "@medusajs/framework/zod"
import { ATTENTIONS, CANCEL_CAUSES } from "../../../modules/gateway/models/gateway-transaction"
import { RUN_STATUSES } from "../../../modules/core/models/run"
import { DIFFERENCES } from "../../../workflows/payment/reconciliation/registry/compare"
import { RESOLUTION_STEPS } from "../../../workflows/payment/resolution/resolution-steps"
import { instant, runError, type RouteDescriptions } from "../../route-description"
import {
  CheckPayments,
  CompareRegistry,
  ExportGatewayTransactions,
  ListComparisons,
  ListGatewayTransactions,
  ReadComparison,
  ResolvePayment,
  TakeResolutionStep,
} from "./validators"

const STATES = ["in_progress", "performed", "canceled"] as const
const minorUnits = z.number().describe("In minor units (tiyin, cents)")

const transaction = z.strictObject({
  id: z.string(),
  provider_id: z.string(),
  gateway: z.string(),
  refunds: z
    .enum(["api", "cabinet"])
    .describe("Where refunds are made: over the gateway's API or in its cabinet"),
  external_id: z.string().describe("The gateway's id of the transaction"),
  order_id: z.string(),
  reference: z.string().describe("The order's number"),
  amount: minorUnits,
  refunded_amount: minorUnits.describe("Amount that the gateway has refunded"),
  currency_code: z.string(),
  state: z.enum(STATES),
  cancel_cause: z.enum(CANCEL_CAUSES).nullable().describe("Why the transaction was canceled"),
  reason: z.number().nullable().describe("The gateway's own number of the cancel reason, if it sent one"),
  began_at: instant,
  performed_at: instant.nullable(),
  canceled_at: instant.nullable(),
  expires_at: instant.nullable(),
  settled_state: z
    .enum(["performed", "canceled"])
    .nullable()
    .describe("The state that Medusa's payment reflects"),
  needs_attention: z
    .enum(ATTENTIONS)
    .nullable()
    .describe("Why the transaction needs attention; see docs/payments.md"),
  to_be_refunded: z.boolean().describe("Whether `needs_attention` means that the money must be refunded"),
  resolved_at: instant.nullable(),
  steps: z.array(z.enum(RESOLUTION_STEPS)).describe("Actions that are allowed now"),
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
    .describe("Calls between the gateway and the shop, oldest first; keys and personal data are removed"),
  resolutions: z
    .array(
      z.strictObject({
        id: z.string(),
        step: z.enum(RESOLUTION_STEPS),
        attention: z.string().nullable(),
        note: z.string().nullable(),
        user_name: z.string().nullable(),
        created_at: instant,
      }),
    )
    .describe("Actions of staff on the transaction"),
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
  line: z.number().nullable().describe("Line number in the file"),
  external_id: z.string().nullable(),
  reference: z.string().nullable(),
  order_id: z.string().nullable(),
  their_amount: minorUnits.nullable(),
  our_amount: minorUnits.nullable(),
  their_state: z.string().nullable(),
  our_state: z.string().nullable(),
  at: instant.nullable(),
  unread: z
    .strictObject({ column: z.enum(["id", "amount", "state", "date"]), text: z.string() })
    .nullable()
    .describe("The cell of `state_unknown` and `not_read`, as in the file"),
})

const header = z.array(z.string())

const compared = z.strictObject({
  rows: z.number(),
  left_out: z.number().describe("Number of lines that are not payments"),
  not_read: z.number().describe("Number of payments with an unreadable cell or an unknown state"),
  matched: z.number(),
  count: z.number().describe("Number of differences"),
  from: z
    .string()
    .nullable()
    .describe("First compared day; null when neither the file nor the query has days"),
  to: z.string().nullable().describe("Last compared day"),
  file_from: z.string().nullable().describe("First day of the file's rows"),
  file_to: z.string().nullable(),
  in_shop: z.number().nullable().describe("Number of the shop's payments in the compared days"),
  columns: z
    .strictObject({
      id: header,
      reference: header,
      amount: header,
      state: header,
      date: header,
      time: header,
    })
    .describe("Headers of the compared columns; an empty list for a column that the file does not have"),
})

const comparison = z.strictObject({
  id: z.string(),
  status: z.enum(RUN_STATUSES),
  provider_id: z.string(),
  user_name: z.string().nullable(),
  done: z.number().describe("Number of compared payments"),
  total: z.number().nullable().describe("Number of payments in the file; null until the file is read"),
  error: runError
    .nullable()
    .describe("`registry_unreadable`, `registry_columns`, `run_failed` or `run_interrupted`"),
  created_at: instant,
  finished_at: instant.nullable(),
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
    summary: "Lists gateway transactions: those that need attention first, then the newest.",
    query: ListGatewayTransactions,
    answer: z.strictObject({
      gateway_transactions: z.array(transaction),
      count: z.number(),
      limit: z.number(),
      offset: z.number(),
      mismatched: z.number().describe("Number of transactions that need attention; the filters do not apply"),
    }),
    errors: ["not_allowed"],
  },
  "GET /admin/gateway-transactions/:id": {
    summary: "Returns a gateway transaction, the money of its order and its history.",
    answer: detail,
    errors: ["not_found", "not_allowed"],
  },
  "POST /admin/gateway-transactions/:id/settle": {
    summary: "Applies the gateway's state to Medusa's payment again.",
    body: TakeResolutionStep,
    answer: detail,
    errors: [...resolution, "settle_failed"],
  },
  "POST /admin/gateway-transactions/:id/refund": {
    summary:
      "Refunds over the gateway's API. If the gateway refunds only in its cabinet, marks the refund as due there.",
    body: TakeResolutionStep,
    answer: detail,
    errors: [...resolution, "refund_in_cabinet", "refund_failed"],
  },
  "POST /admin/gateway-transactions/:id/resolve": {
    summary: "Marks the transaction as resolved outside the shop, with a note.",
    body: ResolvePayment,
    answer: detail,
    errors: resolution,
  },
  "GET /admin/gateway-transactions/export": {
    summary: "Exports the filtered transactions as CSV (UTF-8, separated by semicolons).",
    query: ExportGatewayTransactions,
    errors: ["not_allowed"],
  },
  "POST /admin/gateway-transactions/compare": {
    summary:
      "Begins to compare a registry from the gateway's cabinet with the shop's transactions, and answers at once. The body " +
      "is the CSV file, at most 10 MB.",
    query: CompareRegistry,
    status: 202,
    answer: z.strictObject({ comparison }),
    errors: ["not_allowed", "file_too_large", "file_empty"],
  },
  "GET /admin/gateway-transactions/compare": {
    summary: "Lists the comparisons with registries and their progress, newest first.",
    query: ListComparisons,
    answer: z.strictObject({
      comparisons: z.array(comparison),
      count: z.number(),
      limit: z.number(),
      offset: z.number(),
    }),
    errors: ["not_allowed"],
  },
  "GET /admin/gateway-transactions/compare/:id": {
    summary:
      "Returns the progress of a comparison. When it is done, also its result and a page of the differences, or with " +
      "`format=csv` a CSV file with all of them.",
    query: ReadComparison,
    answer: z.strictObject({
      comparison,
      result: compared.nullable(),
      differences: z.array(difference),
      count: z.number().describe("Number of all differences"),
      limit: z.number(),
      offset: z.number(),
    }),
    errors: ["not_allowed", "not_found", "not_done"],
  },
  "GET /admin/gateway-transactions/check": {
    summary: "Compares the gateways' sums with Medusa's, by day and gateway. Default: the last seven days.",
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
    summary: "Lists payments of the last 92 days that Medusa captured without a gateway transaction.",
    answer: unmatched,
    errors: ["not_allowed"],
  },
  "POST /admin/gateway-transactions/unmatched-payments/:id/resolve": {
    summary: "Marks an unmatched payment as resolved, with a note.",
    body: ResolvePayment,
    answer: unmatched,
    errors: ["not_found", "not_allowed"],
  },
}
