import type { ReadableSpan, SpanExporter } from "@medusajs/framework/opentelemetry/sdk-trace-node"

/**
 * Attributes that a span may export. Medusa also records all headers (with keys and cookies) and the full
 * URL; these are dropped.
 */
const EXPORTED = new Set([
  "http.route",
  "http.method",
  "http.status_code",
  "query.fields",
  "fetch.select",
  "fetch.relations",
  "workflow.transaction_id",
  "workflow.step.action",
  "workflow.step.type",
  "workflow.step.attempts",
  "db.system",
  "db.name",
])

/** Wraps an exporter so that spans contain no personal data and no secrets. */
export function withoutSecrets(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(redacted), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

/** Removes the query from a span's name. */
const nameWithoutQuery = (name: string) => name.replace(/\?.*$/s, "")

function redacted(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(
    Object.entries(span.attributes).filter(([name]) => EXPORTED.has(name)),
  )
  const events = span.events.map((event) => ({ ...event, attributes: {} }))
  const status = { code: span.status.code }
  // Inherits the span's other fields, which the exporter reads one by one.
  return Object.create(span, {
    name: { value: nameWithoutQuery(span.name) },
    attributes: { value: attributes },
    events: { value: events },
    status: { value: status },
  })
}
