import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { createClient } from "redis"
import { lifecycle } from "../modules/core/lifecycle"

type Client = ReturnType<typeof connect>

const clients = new Map<string, Client>()

/**
 * This process's Redis connection for code outside of Medusa's modules. The first call creates it; it
 * reconnects automatically.
 * Commands fail at once while it is disconnected.
 *
 * @param container Medusa's container
 * @returns undefined when the shop has no Redis
 */
export function redisOf(container: MedusaContainer): Client | undefined {
  const { projectConfig } = container.resolve<ConfigModule>(ContainerRegistrationKeys.CONFIG_MODULE)
  const url = projectConfig.redisUrl
  if (!url) {
    return undefined
  }
  const client = clients.get(url) ?? connect(url, container)
  clients.set(url, client)
  return client
}

function connect(url: string, container: MedusaContainer) {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: 5000, reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, 5000) },
  })
  let isBroken = false
  client.on("ready", () => {
    if (isBroken) {
      logger.info("redis: reconnected")
    }
    isBroken = false
  })
  client.on("error", (error: Error) => {
    if (!isBroken) {
      logger.warn(`redis: the connection failed, reconnecting: ${error.message}`)
    }
    isBroken = true
  })
  // Connects in the background. Failures arrive as "error" events; callers check isReady.
  client.connect().catch((error: Error) => client.emit("error", error))
  return client
}

lifecycle.register({
  async start() {},
  async stop() {
    for (const client of clients.values()) {
      if (client.isOpen) {
        client.destroy()
      }
    }
    clients.clear()
  },
})
