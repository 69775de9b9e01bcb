import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createInventoryItemsWorkflow,
  createProductsWorkflow,
  createPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { ensureShop } from "../../packages/sample-shop/shop"
import { CURRENCY } from "../../src/lib/shop"

/** The seeded shop with another catalogue: two bouquets with common roses, and a card without inventory. */
export type DeliveryFixture = Awaited<ReturnType<typeof createDeliveryFixture>>

export const ROSES = 30

/** Places about 2, 7 and 400 km from the seeded shop. */
export const PLACES = {
  near: { latitude: 39.785, longitude: 64.438 },
  town: { latitude: 39.82, longitude: 64.48 },
  far: { latitude: 41.3, longitude: 69.25 },
}

export async function createDeliveryFixture(container: MedusaContainer) {
  const shop = await ensureShop(container)
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const options = await fulfillment.listShippingOptions({}, { take: null, relations: ["type"] })
  const [profile] = await fulfillment.listShippingProfiles({ type: "default" }, { take: 1 })
  const { result: items } = await createInventoryItemsWorkflow(container).run({
    input: {
      items: [
        {
          sku: "rose-red",
          title: "Red rose",
          location_levels: [{ location_id: shop.location_id, stocked_quantity: ROSES }],
        },
      ],
    },
  })
  const product = (title: string, amount: number, roses: number) => ({
    title,
    status: ProductStatus.PUBLISHED,
    shipping_profile_id: profile.id,
    sales_channels: [{ id: shop.default_sales_channel_id }, { id: shop.telegram_sales_channel_id }],
    options: [{ title: "Size", values: ["M"] }],
    variants: [
      {
        title: "M",
        options: { Size: "M" },
        prices: [{ currency_code: CURRENCY, amount }],
        manage_inventory: roses > 0,
        inventory_items: roses ? [{ inventory_item_id: items[0].id, required_quantity: roses }] : [],
      },
    ],
  })
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [
        product("Ten roses", 200_000, 10),
        product("Five roses", 110_000, 5),
        product("Card", 5_000, 0),
      ],
    },
  })
  await createPromotionsWorkflow(container).run({
    input: {
      promotionsData: [
        {
          code: "NAVRUZ",
          type: "standard",
          status: "active",
          application_method: { type: "percentage", value: 10, target_type: "order", allocation: "across" },
        },
        {
          code: "DRAFT",
          type: "standard",
          status: "draft",
          application_method: { type: "fixed", value: 1000, target_type: "order", currency_code: CURRENCY },
        },
      ],
    },
  })
  const variant = (index: number) => ({ id: products[index].variants[0].id, product_id: products[index].id })
  return {
    ...shop,
    rose_id: items[0].id,
    ten: variant(0),
    five: variant(1),
    card: variant(2),
    option: (code: string) => options.find((option) => option.type.code === code)?.id ?? "",
  }
}
