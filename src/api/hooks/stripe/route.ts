import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readBody } from "../../read-body"
import { answerStripe } from "./answer"

/** Stripe's events are far below. */
const MOST_BYTES = 1024 * 1024

/**
 * Stripe tells of payments here. The answer is 200 once the event is stored; 400 for whatever Stripe did not sign,
 * so that a wrong secret shows in Stripe's dashboard.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { status, body } = await answerStripe(req.scope, {
    body: await readBody(req, MOST_BYTES),
    signature: req.get("stripe-signature"),
  })
  res.status(status).json(body)
}
