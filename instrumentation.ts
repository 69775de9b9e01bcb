import { registerOtel } from "@medusajs/medusa"
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http"
import { serveOnOwnPort } from "./src/api/own-port"
import { readEnvironment } from "./src/lib/environment"
import { withoutSecrets } from "./src/lib/tracing"

/**
 * Starts observability: traces, metrics and readiness. Medusa calls this before any other code of the
 * process. Traces go to OTEL_EXPORTER_OTLP_ENDPOINT; without it tracing is off. OpenTelemetry's other
 * variables apply too.
 */
export function register(): void {
  const environment = readEnvironment()
  // Server processes serve both routes on the main port already.
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
