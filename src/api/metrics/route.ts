import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { registry } from "../../metrics"
import { figuresPage } from "../../metrics/page"
import { operationSettingsOf } from "../../workflows/settings"
import { mayReadFigures } from "./reader"

/**
 * GET /metrics: the metrics in Prometheus format. Without METRICS_TOKEN nobody can read them: they reveal the
 * turnover.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  if (!mayReadFigures(req.get("authorization"), operationSettingsOf(req.scope).metricsToken)) {
    res
      .status(401)
      .json({ code: "wrong_token", message: "The metrics require METRICS_TOKEN as a bearer token." })
    return
  }
  res
    .status(200)
    .type(registry.contentType)
    .send(await figuresPage(req.scope))
}
