import { container as shop } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { foreignHooks } from "../lib/core-hooks"
import { versionWarning } from "../medusa-sql/versions"
import { lifecycle } from "../modules/core/lifecycle"
import { optionsOf } from "./settings"

/**
 * Whether the shop fills carts, sets shipping methods and completes orders with its own short workflows. Core's
 * workflows do it otherwise: they call the store's hooks, which may change prices or refuse a cart.
 */
export function fastCheckout(container: MedusaContainer): boolean {
  const choice = optionsOf(container).fastCheckout ?? "auto"
  return choice === "auto" ? !versionWarning() && !foreignHooks().length : choice
}

lifecycle.register({
  async start() {
    const container = shop as MedusaContainer
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const checkout = fastCheckout(container) ? "fast checkout" : "core's checkout"
    const warning = versionWarning()
    if (warning) {
      logger.warn(`${warning}; the shop uses ${checkout}`)
    }
    const hooks = foreignHooks()
    if (hooks.length) {
      logger.info(`the store has hooks (${hooks.join(", ")}); the shop uses ${checkout}`)
    }
  },
  async stop() {},
})
