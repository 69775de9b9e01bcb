import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** Receives traces as a collector does (OTLP over HTTP, JSON) and keeps them. */
export type TraceReceiver = {
  /** The value for OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string
  /** All received bodies. */
  text: () => string
  spans: () => { service: string; name: string }[]
  close: () => Promise<void>
}

type Attribute = { key: string; value: { stringValue?: string } }
type Export = {
  resourceSpans: {
    resource: { attributes: Attribute[] }
    scopeSpans: { spans: { name: string }[] }[]
  }[]
}

export async function startTraceReceiver(): Promise<TraceReceiver> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      if (request.url === "/v1/traces") {
        bodies.push(Buffer.concat(chunks).toString("utf8"))
      }
      response.writeHead(200, { "content-type": "application/json" }).end("{}")
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    text: () => bodies.join("\n"),
    spans: () =>
      bodies
        .flatMap((body) => (JSON.parse(body) as Export).resourceSpans)
        .flatMap(({ resource, scopeSpans }) => {
          const named = resource.attributes.find(({ key }) => key === "service.name")
          const service = named?.value.stringValue ?? ""
          return scopeSpans.flatMap(({ spans }) => spans.map(({ name }) => ({ service, name })))
        }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
