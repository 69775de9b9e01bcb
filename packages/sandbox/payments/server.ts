import { createServer, type Server } from "node:http"
import { isFromOwnPage } from "../own-page"
import { createPaymentDesk, type PaymentOptions } from "./desk"
import { DESK } from "./desk-page"
import { addressOf, redirect } from "./exchange"
import type { StandIn } from "./types"

const HOST = "127.0.0.1"

export type PaymentSandbox = {
  /** Origin of the server: "http://127.0.0.1:40123". */
  url: string
  standIns: StandIn[]
  close(): Promise<void>
}

/**
 * Starts the stand-ins on a separate server on 127.0.0.1.
 *
 * @param options.port default 0: any free port
 * @throws Error with code EADDRINUSE when the port is in use
 */
export async function startPaymentSandbox(
  options: PaymentOptions & { port?: number },
): Promise<PaymentSandbox> {
  const desk = createPaymentDesk(options)
  const server = createServer(async (request, response) => {
    if (!isFromOwnPage(request, HOST)) {
      response.writeHead(403).end("Requests from other web pages are not allowed")
      return
    }
    if (await desk.handle(request, response)) return
    if (addressOf(request).pathname === "/") redirect(response, DESK)
    else response.writeHead(404).end("not found")
  })
  const port = await listen(server, options.port ?? 0)
  return {
    url: `http://${HOST}:${port}`,
    standIns: desk.standIns,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await desk.close()
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, HOST, () => {
      const address = server.address()
      resolve(typeof address === "object" && address ? address.port : port)
    })
  })
}
