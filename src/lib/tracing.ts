import type { ReadableSpan, SpanExporter } from "@medusajs/framework/opentelemetry/sdk-trace-node"

/**
 * What a span may say. Medusa puts every header of a request into it, the keys and cookies too, and the whole
 * address: all but what is named here stays at home.
 */
const ANSWERED = new Set([
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

/** An exporter that hands on spans without personal data and secrets. */
export function withoutSecrets(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(told), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

/** A path's ids and whatever stands after it are cut off: a name is for many requests alike. */
const bareName = (name: string) => name.replace(/\?.*$/s, "")

function told(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(
    Object.entries(span.attributes).filter(([name]) => ANSWERED.has(name)),
  )
  const events = span.events.map((event) => ({ ...event, attributes: {} }))
  const status = { code: span.status.code }
  // The span's other fields are read through: the exporter reads them one by one.
  return Object.create(span, {
    name: { value: bareName(span.name) },
    attributes: { value: attributes },
    events: { value: events },
    status: { value: status },
  })
}
