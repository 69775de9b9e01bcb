import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readBody } from "../../read-body"
import { answerStripe } from "./answer"

/** Maximum body size, in bytes. Stripe's events are much smaller. */
const MOST_BYTES = 1024 * 1024

/**
 * POST /hooks/stripe: receives Stripe's events. Answers 200 once the event is stored, and 400 if the signature
 * is wrong, so that a wrong secret is visible in Stripe's dashboard.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const { status, body } = await answerStripe(req.scope, {
    body: await readBody(req, MOST_BYTES),
    signature: req.get("stripe-signature"),
  })
  res.status(status).json(body)
}
