import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readEnvironment } from "../../src/lib/environment"
import { tieOwnerLogin } from "../../src/workflows/staff/tie-owner-login"
import { isSeeded, seedCatalog } from "./catalog"
import { ensureFastDeliveries } from "./fast-deliveries"
import { ensureOwner } from "./owner"
import { ensureShop } from "./shop"

export type SeedOptions = {
  /**
   * Login of the owner for Medusa's admin. The account is created if both values are given and the e-mail is
   * unused.
   */
  adminEmail?: string
  adminPassword?: string
  /** Telegram user id of the owner. While no owner has a login, the login is linked to this person's staff member. */
  ownerId?: string
  /** Whether the products get their pictures; true by default. */
  pictures?: boolean
}

export type SeededShop = {
  region_id: string
  default_sales_channel_id: string
  telegram_sales_channel_id: string
  location_id: string
  /** Value of the Store API's `x-publishable-api-key` header. */
  publishable_key: string
}

/**
 * Fills an empty database: region, sales channels, stock location, delivery, the owner and a catalogue.
 *
 * Each start may call it: existing parts stay unchanged, and missing parts are created.
 *
 * @returns the ids of the shop's parts
 */
export async function seedShop(container: MedusaContainer, options: SeedOptions = {}): Promise<SeededShop> {
  const shop = await ensureShop(container)
  if (options.adminEmail && options.adminPassword) {
    await ensureOwner(container, options.adminEmail, options.adminPassword)
    await tieOwnerLogin(container, { ownerId: options.ownerId, ownerEmail: options.adminEmail })
  }
  // The owner of a shop that is not new decides about products, express deliveries and exact times.
  if (!(await isSeeded(container))) {
    await ensureFastDeliveries(container)
    await seedCatalog(container, options.pictures ?? true)
  }
  return shop
}

export default async function seed({ container }: ExecArgs): Promise<void> {
  const environment = readEnvironment()
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const started = Date.now()
  await seedShop(container, {
    adminEmail: environment.ADMIN_EMAIL,
    adminPassword: environment.ADMIN_PASSWORD,
    ownerId: environment.TELEGRAM_OWNER_ID,
  })
  logger.info(`The shop is ready (${((Date.now() - started) / 1000).toFixed(1)} s)`)
}
