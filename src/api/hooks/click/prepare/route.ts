import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readBody } from "../../../read-body"
import { answerClick } from "../answer"

/** Click asks whether it may take an order's money (Shop API, action 0). */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.status(200).json(await answerClick(req.scope, "prepare", await readBody(req)))
}
