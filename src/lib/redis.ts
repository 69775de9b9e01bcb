import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { createClient } from "redis"
import { lifecycle } from "../modules/telegram/lifecycle"

type Client = ReturnType<typeof connect>

const clients = new Map<string, Client>()

/**
 * This process's own connection to Redis, for what goes through none of Medusa's modules. It is made at the first
 * call and again whenever it breaks; while it is broken its commands fail at once.
 *
 * @param container Medusa's container
 * @returns undefined where the shop has no Redis
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
      logger.info("redis: connected again")
    }
    isBroken = false
  })
  client.on("error", (error: Error) => {
    if (!isBroken) {
      logger.warn(`redis: the connection is broken, trying on: ${error.message}`)
    }
    isBroken = true
  })
  // It connects in its own time: what goes wrong comes as "error", and whoever needs it asks isReady.
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
