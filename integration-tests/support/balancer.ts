import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A load balancer for several processes. */
export type Balancer = {
  url: string
  /** Sets the backends, as `http://host:port`. */
  serve: (backends: string[]) => void
  close: () => Promise<void>
}

/**
 * Starts a round-robin balancer. It skips backends that refuse the connection, and answers 502 if none
 * accepts.
 */
export async function startBalancer(): Promise<Balancer> {
  let backends: string[] = []
  let next = 0
  const server = createServer((incoming, answer) => {
    void readAll(incoming).then(
      (body) => {
        const order = backends.map((_, index) => backends[(next + index) % backends.length])
        next++
        pass(incoming, body, answer, order)
      },
      // The client has closed the connection.
      () => answer.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    serve: (urls) => (backends = urls),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * Forwards a request to the first backend. The next backend is tried only after ECONNREFUSED, because a
 * backend that closes an open connection may have processed the request.
 */
function pass(
  incoming: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
  [first, ...others]: string[],
): void {
  if (!first) {
    answer.writeHead(502).end()
    return
  }
  const onward = request(
    new URL(incoming.url ?? "/", first),
    { method: incoming.method, headers: incoming.headers, agent: false },
    (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.on("error", () => answer.destroy())
      response.pipe(answer)
    },
  )
  onward.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNREFUSED") {
      pass(incoming, body, answer, others)
    } else if (answer.headersSent) {
      answer.destroy()
    } else {
      answer.writeHead(502).end()
    }
  })
  onward.end(body)
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}
