import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readiness } from "./parts"

/**
 * GET /health/ready: the state of each part; 503 when a restart or another process can help. `GET /health` is only a
 * liveness check.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const answer = await readiness(req.scope)
  res.status(answer.ready ? 200 : 503).json(answer)
}
