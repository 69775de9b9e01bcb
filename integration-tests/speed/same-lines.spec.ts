import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, PriceListStatus, PriceListType } from "@medusajs/framework/utils"
import {
  addToCartWorkflow,
  createCartWorkflow,
  createPriceListsWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { addBouquetWorkflow } from "../../src/workflows/cart/add-bouquet"
import { beginCartWorkflow } from "../../src/workflows/cart/begin-cart"
import { getCartHold } from "../../src/workflows/hold/get-cart-hold"
import { CURRENCY } from "../../src/lib/shop"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { WORLDS } from "./worlds"

/** The fields that differ between two duplicates. */
const OWN = [
  "id",
  "cart_id",
  "item_id",
  "created_at",
  "updated_at",
  "shipping_address_id",
  "billing_address_id",
]

/** Removes these fields. Rows of one moment have no fixed order, so lists are sorted by content. */
function without(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(without).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
  }
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return value
  }
  const entries = Object.entries(value).filter(([key]) => !OWN.includes(key))
  return Object.fromEntries(entries.map(([key, one]) => [key, without(one)]))
}

shopSuite({
  testSuite: ({ getContainer }) => {
    let container: MedusaContainer
    let shop: DeliveryFixture
    let customer: string

    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      const inventory = getContainer().resolve(Modules.INVENTORY)
      const levels = await inventory.listInventoryLevels({})
      await inventory.updateInventoryLevels(
        levels.map(({ inventory_item_id, location_id }) => ({
          inventory_item_id,
          location_id,
          stocked_quantity: 1000,
        })),
      )
    })
    beforeEach(async () => {
      container = getContainer()
      const made = await container.resolve(Modules.CUSTOMER).createCustomers({ first_name: "Aziza" })
      customer = made.id
    })

    const place = (locale = "ru-RU") => ({
      region_id: shop.region_id,
      sales_channel_id: shop.telegram_sales_channel_id,
      customer_id: customer,
      locale,
    })
    const first = () => [{ variant_id: shop.five.id, quantity: 1 }]
    /** Another variant, the first variant again, and an item with metadata, which becomes a line of its own. */
    const more = () => [
      { variant_id: shop.ten.id, quantity: 2 },
      { variant_id: shop.five.id, quantity: 1 },
      { variant_id: shop.five.id, quantity: 1, metadata: { ribbon: "red" } },
    ]

    async function wholeCart(id: string) {
      const query = container.resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "cart",
        fields: [
          ...[
            "*",
            "total",
            "item_total",
            "tax_total",
            "discount_total",
            "shipping_address.*",
            "promotions.code",
          ],
          ...["items.*", "items.total", "items.tax_lines.*", "items.adjustments.*", "shipping_methods.*"],
          "payment_collection.*",
        ],
        filters: { id },
      })
      return without(data[0])
    }

    async function heldFor(cartId: string) {
      const result = await getCartHold(container, { cart_id: cartId })
      return result.items
    }

    async function duplicates(code?: string, locale?: string): Promise<{ ours: string; cores: string }> {
      const { result: ours } = await beginCartWorkflow(container).run({
        input: { ...place(locale), items: first() },
      })
      const { result: cores } = await createCartWorkflow(container).run({
        input: { ...place(locale), items: first() },
      })
      for (const id of code ? [ours.cart_id, cores.id] : []) {
        await updateCartPromotionsWorkflow(container).run({
          input: { cart_id: id, promo_codes: [code ?? ""] },
        })
      }
      return { ours: ours.cart_id, cores: cores.id }
    }

    /** Fills both carts and compares them after each step. */
    async function areFilledAlike({ ours, cores }: { ours: string; cores: string }): Promise<void> {
      expect(await wholeCart(ours)).toEqual(await wholeCart(cores))

      await addBouquetWorkflow(container).run({ input: { cart_id: ours, items: more() } })
      await addToCartWorkflow(container).run({ input: { cart_id: cores, items: more() } })
      expect(await wholeCart(ours)).toEqual(await wholeCart(cores))
      const held = await heldFor(ours)
      expect(held).not.toHaveLength(0)
      expect(held).toEqual(await heldFor(cores))
    }

    it.each(Object.entries(WORLDS))("leaves the same cart as core with %s", async (_, world) => {
      const code = await world({ container, shop })
      await areFilledAlike(await duplicates(code))
    })

    it("leaves the same cart as core with sale prices and with quantity prices", async () => {
      const price = { currency_code: CURRENCY, variant_id: shop.five.id }
      const spring = {
        title: "Spring",
        name: "Spring",
        description: "Spring",
        type: PriceListType.SALE,
        status: PriceListStatus.ACTIVE,
        prices: [
          { ...price, amount: 90_000 },
          { ...price, amount: 80_000, min_quantity: 2 },
          { ...price, variant_id: shop.ten.id, amount: 170_000, min_quantity: 2 },
        ],
      }
      await createPriceListsWorkflow(container).run({ input: { price_lists_data: [spring] } })
      const { ours, cores } = await duplicates()
      expect(await wholeCart(ours)).toMatchObject({ total: { numeric_: 90_000 } })
      await areFilledAlike({ ours, cores })
      expect(await wholeCart(ours)).toMatchObject({
        total: { numeric_: 2 * 80_000 + 90_000 + 2 * 170_000 },
      })
    })

    it("leaves the same cart as core in a language with catalogue translations", async () => {
      const query = container.resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "variant",
        fields: ["product_id"],
        filters: { id: shop.five.id },
      })
      await container.resolve(Modules.TRANSLATION).createTranslations([
        {
          reference: "product",
          reference_id: String(data[0].product_id),
          locale_code: "uz-UZ",
          translations: { title: "Besh atirgul" },
        },
        {
          reference: "product_variant",
          reference_id: shop.five.id,
          locale_code: "uz-UZ",
          translations: { title: "Beshta" },
        },
      ])
      const { ours, cores } = await duplicates(undefined, "uz-UZ")
      expect(await wholeCart(ours)).toMatchObject({
        items: [{ title: "Besh atirgul", variant_title: "Beshta" }],
      })
      await areFilledAlike({ ours, cores })
    })
  },
})
