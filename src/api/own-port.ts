import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { container } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { registry } from "../metrics"
import { figuresPage } from "../metrics/page"
import { lifecycle } from "../modules/core/lifecycle"
import { operationSettingsOf } from "../workflows/settings"
import { readiness } from "./health/ready/parts"
import { mayReadFigures } from "./metrics/reader"

/**
 * Serves `GET /metrics` and `GET /health/ready` on a separate port while the shop runs. A worker process
 * needs it: it has no routes except Medusa's `/health`.
 */
export function serveOnOwnPort(port: number): void {
  let server: Server | undefined
  lifecycle.register({
    async start() {
      const shop = container as MedusaContainer
      const logger = shop.resolve(ContainerRegistrationKeys.LOGGER)
      server = createServer((req, res) => {
        answer(shop, req, res).catch((error: Error) => {
          logger.error(`${req.method} ${req.url} on port ${port} failed`, error)
          res.writeHead(500).end()
        })
      })
      server.on("error", (error) => logger.error(`the metrics server cannot listen on port ${port}`, error))
      server.listen(port)
    },
    async stop() {
      server?.close()
      server?.closeAllConnections()
    },
  })
}

async function answer(shop: MedusaContainer, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname } = new URL(req.url ?? "/", "http://localhost")
  if (req.method !== "GET" || (pathname !== "/metrics" && pathname !== "/health/ready")) {
    res.writeHead(404).end()
  } else if (pathname === "/health/ready") {
    const state = await readiness(shop)
    res.writeHead(state.ready ? 200 : 503, { "content-type": "application/json" }).end(JSON.stringify(state))
  } else if (mayReadFigures(req.headers.authorization, operationSettingsOf(shop).metricsToken)) {
    const page = await figuresPage(shop)
    res.writeHead(200, { "content-type": registry.contentType }).end(page)
  } else {
    res.writeHead(401).end()
  }
}
