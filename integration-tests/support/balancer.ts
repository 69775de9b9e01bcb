import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** What stands before several processes and hands each request to the next of them. */
export type Balancer = {
  url: string
  /** Who takes requests from now on, as `http://host:port`. */
  serve: (backends: string[]) => void
  close: () => Promise<void>
}

/** A balancer as small as can be: in turn, over to the next one when nobody listens there, else 502. */
export async function startBalancer(): Promise<Balancer> {
  let backends: string[] = []
  let turn = 0
  const server = createServer((incoming, answer) => {
    void readAll(incoming).then(
      (body) => {
        const order = backends.map((_, index) => backends[(turn + index) % backends.length])
        turn++
        pass(incoming, body, answer, order)
      },
      // Whoever asked has hung up.
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

/** A backend that refuses the connection has done nothing, so the next one may; one that hangs up may have. */
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
