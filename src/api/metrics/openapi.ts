import type { RouteDescriptions } from "../route-description"

export const metricsRoutes: RouteDescriptions = {
  "GET /metrics": {
    summary: "The shop's figures for Prometheus, for whoever shows the metrics token as a bearer token.",
    errors: ["wrong_token"],
  },
}
