import type { ExecArgs } from "@medusajs/framework/types"
import { copyProduct } from "../../integration-tests/support/many-products"

/** Bouquets that are copied. */
const BOUQUETS = 8

/** Copies bouquets of the seeded catalogue by SQL. @param args the number of copies */
export default async function copyProducts({ container, args: [copies] = [] }: ExecArgs): Promise<void> {
  for (let number = 1; number <= BOUQUETS; number += 1) {
    await copyProduct(container, `bouquet-000${number}`, Math.ceil(Number(copies) / BOUQUETS))
  }
}
