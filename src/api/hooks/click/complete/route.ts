import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readBody } from "../../../read-body"
import { answerClick } from "../answer"

/** Click tells how a payment ended (Shop API, action 1). */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json(await answerClick(req.scope, "complete", await readBody(req)))
}
