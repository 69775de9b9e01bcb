import type { MedusaContainer } from "@medusajs/framework/types"
import { seedShop, type SeededShop, type SeedOptions } from "../../packages/sample-shop/seed"

/** Login of the owner for tests of Medusa's admin. */
export const TEST_OWNER = { adminEmail: "owner@guldasta.test", adminPassword: "flowers-of-bukhara" }

/**
 * Seeds a whole shop. Call this function in `beforeAll`: the state after `beforeAll` is restored before each
 * test.
 *
 * @param options `pictures: true` imports the product pictures, which takes some seconds
 */
export function seedForTest(container: MedusaContainer, options: SeedOptions = {}): Promise<SeededShop> {
  return seedShop(container, { ...TEST_OWNER, pictures: false, ...options })
}
