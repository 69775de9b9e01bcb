import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"

const fields = {
  click_trans_id: z.string(),
  service_id: z.string(),
  click_paydoc_id: z.string().optional(),
  merchant_trans_id: z.string().describe("The order's number"),
  amount: z.string().describe("In soums"),
  action: z.string().describe("0 Prepare, 1 Complete"),
  error: z.string().describe("A negative code: Click took no money"),
  sign_time: z.string(),
  sign_string: z.string().describe("MD5 of the concatenated field texts and the service's secret key"),
}

const answer = {
  click_trans_id: z.union([z.number(), z.string()]).optional(),
  merchant_trans_id: z.string().optional(),
  error: z.number().describe("0, or -1 to -9: see docs/payments.md"),
  error_note: z.string(),
}

const number = z.number().nullable().optional().describe("The shop's number of the transaction")

export const clickHookRoutes: RouteDescriptions = {
  "POST /hooks/click/prepare": {
    summary:
      "Click's Prepare (application/x-www-form-urlencoded): asks whether the payment is allowed. Always HTTP 200.",
    body: z.looseObject(fields),
    answer: z.strictObject({ ...answer, merchant_prepare_id: number }),
  },
  "POST /hooks/click/complete": {
    summary:
      "Click's Complete (application/x-www-form-urlencoded): reports the outcome of a payment. Always HTTP 200.",
    body: z.looseObject({ ...fields, merchant_prepare_id: z.string() }),
    answer: z.strictObject({ ...answer, merchant_confirm_id: number }),
  },
}
