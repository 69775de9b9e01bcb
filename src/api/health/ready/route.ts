import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readiness } from "./parts"

/** Whether the shop works, part by part: 200, or 503 when one does not. `GET /health` says only that it is there. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const answer = await readiness(req.scope)
  res.status(answer.ready ? 200 : 503).json(answer)
}
