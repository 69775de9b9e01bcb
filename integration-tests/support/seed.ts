import type { MedusaContainer } from "@medusajs/framework/types"
import { seedShop, type SeededShop, type SeedOptions } from "../../src/scripts/seed"

/** The owner's login in tests that ask Medusa's admin. */
export const TEST_OWNER = { adminEmail: "owner@guldasta.test", adminPassword: "flowers-of-bukhara" }

/**
 * A whole shop for a suite: call it in `beforeAll`, so that it becomes part of the suite's template database.
 *
 * @param options `pictures: true` draws the products' pictures, which takes some seconds
 */
export function seedForTest(container: MedusaContainer, options: SeedOptions = {}): Promise<SeededShop> {
  return seedShop(container, { ...TEST_OWNER, pictures: false, ...options })
}
