import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createPromotionsWorkflow,
  createTaxRatesWorkflow,
  updateShippingOptionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { CURRENCY } from "../../src/lib/shop"
import type { DeliveryFixture } from "../support/delivery-fixture"

export type Shop = { container: MedusaContainer; shop: DeliveryFixture }

/**
 * A price setup that makes totals more than a sum of prices.
 * @returns the promotion code to type, if the setup has one
 */
export type World = (shop: Shop) => Promise<string | undefined>

export const promotion = (
  code: string,
  target: "order" | "shipping_methods",
  value: number,
  isAutomatic: boolean,
) =>
  async function ({ container }: Shop) {
    await createPromotionsWorkflow(container).run({
      input: {
        promotionsData: [
          {
            code,
            type: "standard",
            status: "active",
            is_automatic: isAutomatic,
            application_method: { type: "percentage", value, target_type: target, allocation: "across" },
          },
        ],
      },
    })
    return isAutomatic ? undefined : code
  }

export const taxes: World = async ({ container }) => {
  const [region] = await container.resolve(Modules.TAX).listTaxRegions({ country_code: "uz" }, { take: 1 })
  await createTaxRatesWorkflow(container).run({
    input: [{ tax_region_id: region.id, rate: 12, code: "VAT", name: "VAT", is_default: true }],
  })
  return undefined
}

/** Delivery to the centre is free from a certain order sum on. */
const freeFromASum: World = async ({ container, shop }) => {
  const rules = [{ attribute: "item_total", operator: "gte" as const, value: 300_000 }]
  await updateShippingOptionsWorkflow(container).run({
    input: [
      {
        id: shop.option("delivery-center"),
        prices: [
          { currency_code: CURRENCY, amount: 20_000 },
          { currency_code: CURRENCY, amount: 0, rules },
        ],
      },
    ],
  })
  return undefined
}

const both =
  (first: World, second: World): World =>
  async (shop) => {
    const code = await first(shop)
    return (await second(shop)) ?? code
  }

export const WORLDS: Record<string, World> = {
  "a plain shop": async () => undefined,
  taxes,
  "a promotion for everyone": promotion("SPRING", "order", 10, true),
  "free delivery for everyone": promotion("FREE", "shipping_methods", 100, true),
  "a promotion code for the flowers": promotion("ROSES", "order", 15, false),
  "a promotion code for the delivery": promotion("RIDE", "shipping_methods", 50, false),
  "free delivery from a sum on": freeFromASum,
  "taxes and a promotion for everyone": both(taxes, promotion("SPRING", "order", 10, true)),
  "taxes and a promotion code for the delivery": both(
    taxes,
    promotion("RIDE", "shipping_methods", 50, false),
  ),
}
