import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readiness } from "./parts"

/**
 * GET /health/ready: the readiness of each part; 200, or 503 when a part fails. `GET /health` is only a
 * liveness check.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const answer = await readiness(req.scope)
  res.status(answer.ready ? 200 : 503).json(answer)
}
