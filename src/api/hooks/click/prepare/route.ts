import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readBody } from "../../../read-body"
import { answerClick } from "../answer"

/** POST /hooks/click/prepare: Click asks whether it may take the money of an order (Shop API, action 0). */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json(await answerClick(req.scope, "prepare", await readBody(req)))
}
