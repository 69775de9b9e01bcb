import type { RouteDescriptions } from "../route-description"

export const metricsRoutes: RouteDescriptions = {
  "GET /metrics": {
    summary: "Returns the metrics in Prometheus format. Requires the metrics token as a bearer token.",
    errors: ["wrong_token"],
  },
}
