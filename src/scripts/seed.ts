import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readEnvironment } from "../lib/environment"
import { seedCatalog } from "./seed/catalog"
import { ensureOwner } from "./seed/owner"
import { ensureShop } from "./seed/shop"

export type SeedOptions = {
  /** The owner's login for Medusa's admin; made when both are given and nobody has this e-mail yet. */
  adminEmail?: string
  adminPassword?: string
  /** Whether each product gets its picture drawn; true unless said otherwise. */
  pictures?: boolean
}

export type SeededShop = {
  region_id: string
  default_sales_channel_id: string
  telegram_sales_channel_id: string
  location_id: string
  /** The token for the Store API's `x-publishable-api-key` header. */
  publishable_key: string
}

/**
 * Makes a shop out of an empty database: region, channels, stock location, delivery, the owner and a catalogue.
 *
 * Safe to call at every start: what is there stays as the staff made it, what a broken-off run left out is made.
 *
 * @returns the names under which others find the shop's parts
 */
export async function seedShop(container: MedusaContainer, options: SeedOptions = {}): Promise<SeededShop> {
  const shop = await ensureShop(container)
  if (options.adminEmail && options.adminPassword) {
    await ensureOwner(container, options.adminEmail, options.adminPassword)
  }
  await seedCatalog(container, options.pictures ?? true)
  return shop
}

export default async function seed({ container }: ExecArgs): Promise<void> {
  const environment = readEnvironment()
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const started = Date.now()
  await seedShop(container, {
    adminEmail: environment.ADMIN_EMAIL,
    adminPassword: environment.ADMIN_PASSWORD,
  })
  logger.info(`The shop is ready (${((Date.now() - started) / 1000).toFixed(1)} s)`)
}
