import { registerOtel } from "@medusajs/medusa"
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http"
import { serveOnOwnPort } from "./src/api/own-port"
import { readEnvironment } from "./src/lib/environment"
import { withoutSecrets } from "./src/lib/tracing"

/**
 * How the shop is seen from outside; Medusa calls this before anything else of a process starts. Traces go to where
 * OTEL_EXPORTER_OTLP_ENDPOINT says, and nowhere when it says nothing. OpenTelemetry's other variables hold too.
 */
export function register(): void {
  const environment = readEnvironment()
  // The others have these two among their routes.
  if (environment.METRICS_PORT && environment.MEDUSA_WORKER_MODE === "worker") {
    serveOnOwnPort(environment.METRICS_PORT)
  }
  if (environment.OTEL_EXPORTER_OTLP_ENDPOINT) {
    registerOtel({
      serviceName: environment.OTEL_SERVICE_NAME,
      exporter: withoutSecrets(new OTLPTraceExporter()),
      instrument: { http: true, query: true, workflows: true, db: true, cache: true },
    })
  }
}
