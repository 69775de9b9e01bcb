import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readBody } from "../../../read-body"
import { answerClick } from "../answer"

/** POST /hooks/click/complete: Click reports the outcome of a payment (Shop API, action 1). */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json(await answerClick(req.scope, "complete", await readBody(req)))
}
