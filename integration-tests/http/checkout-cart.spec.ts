import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { errorCode } from "../../src/lib/errors"
import { TELEGRAM_MODULE } from "../../src/modules/telegram"
import type TelegramModuleService from "../../src/modules/telegram/service"
import { addBouquetWorkflow } from "../../src/workflows/cart/add-bouquet"
import { applyPromoCodeWorkflow } from "../../src/workflows/cart/apply-promo-code"
import { changeQuantityWorkflow } from "../../src/workflows/cart/change-quantity"
import { ensureCartWorkflow } from "../../src/workflows/cart/ensure-cart"
import { removePromoCodeWorkflow } from "../../src/workflows/cart/remove-promo-code"
import { repeatOrderWorkflow } from "../../src/workflows/cart/repeat-order"
import { ensureCustomerWorkflow } from "../../src/workflows/customer/ensure-customer"
import { saveAddressWorkflow } from "../../src/workflows/customer/save-address"
import { readCartDelivery } from "../../src/workflows/delivery/get-cart-delivery"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => errorCode(error) ?? String(error?.message ?? error),
  )

shopSuite({
  testSuite: ({ getContainer }) => {
    let container: MedusaContainer
    let shop: DeliveryFixture
    let steps: ReturnType<typeof checkoutSteps>
    let accountId: string

    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
    })
    beforeEach(async () => {
      container = getContainer()
      steps = checkoutSteps(container, shop)
      const telegram: TelegramModuleService = container.resolve(TELEGRAM_MODULE)
      const account = await telegram.createAccounts({
        telegram_id: "501",
        first_name: "Nodira",
        last_name: "K",
      })
      accountId = account.id
    })

    const account = () => container.resolve<TelegramModuleService>(TELEGRAM_MODULE).retrieveAccount(accountId)
    const ensureCart = async (language: "ru" | "uz" = "ru") =>
      (await ensureCartWorkflow(container).run({ input: { account_id: accountId, language } })).result
    const add = (cartId: string, variantId: string, quantity: number) =>
      addBouquetWorkflow(container).run({
        input: { cart_id: cartId, items: [{ variant_id: variantId, quantity }] },
      })
    async function lines(cartId: string) {
      const items = await container.resolve(Modules.CART).listLineItems({ cart_id: cartId }, { take: null })
      return items.map(({ id, variant_id, quantity, metadata }) => ({
        id,
        variant_id,
        quantity: Number(quantity),
        metadata,
      }))
    }
    const total = async (cartId: string) => {
      const { data } = await container
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({ entity: "cart", fields: ["total"], filters: { id: cartId } })
      return Number(data[0].total)
    }

    it("creates one customer and one cart per account for parallel taps", async () => {
      const customers = await Promise.all(
        [1, 2, 3].map(() => ensureCustomerWorkflow(container).run({ input: { account_id: accountId } })),
      )
      expect(new Set(customers.map(({ result }) => result.customer_id)).size).toBe(1)
      const carts = await Promise.all([ensureCart(), ensureCart(), ensureCart()])
      expect(new Set(carts.map((cart) => cart.cart_id)).size).toBe(1)
      expect(carts.filter((cart) => cart.is_new)).toHaveLength(1)
      expect(await container.resolve(Modules.CART).listCarts({})).toHaveLength(1)
      expect(await container.resolve(Modules.CUSTOMER).listCustomers({})).toMatchObject([
        { id: carts[0].customer_id, first_name: "Nodira", last_name: "K", email: null, has_account: true },
      ])
      expect(await account()).toMatchObject({ cart_id: carts[0].cart_id, customer_id: carts[0].customer_id })
      expect(await container.resolve(Modules.CART).listCarts({})).toMatchObject([
        { sales_channel_id: shop.telegram_sales_channel_id, region_id: shop.region_id, locale: "ru-RU" },
      ])
      expect(await code(ensureCustomerWorkflow(container).run({ input: { account_id: "none" } }))).toBe(
        "account_not_found",
      )
    })

    it("follows the account's language, and starts a new cart after an order", async () => {
      const { cart_id: id } = await ensureCart("ru")
      await add(id, shop.five.id, 1)
      expect((await ensureCart("uz")).cart_id).toBe(id)
      expect(await container.resolve(Modules.CART).retrieveCart(id)).toMatchObject({ locale: "uz-UZ" })
      await steps.answerDelivery(id, { email: "nodira@example.uz" })
      const placed = await steps.place(id)
      const order = await container.resolve(Modules.ORDER).retrieveOrder(placed.order_id)
      expect(order).toMatchObject({ email: "nodira@example.uz", customer_id: (await account()).customer_id })
      const next = await ensureCart("uz")
      expect([next.cart_id === id, next.is_new]).toEqual([false, true])
      expect(await code(add(id, shop.five.id, 1))).toBe("cart_completed")
      expect(await code(steps.answerDelivery(id))).toBe("cart_completed")
    })

    it("adds within the stock, summed over all lines", async () => {
      const id = await steps.cart([])
      await add(id, shop.ten.id, 2)
      expect(await code(add(id, shop.five.id, 3))).toBe("out_of_stock")
      await add(id, shop.five.id, 1)
      await add(id, shop.five.id, 1)
      expect(await lines(id)).toMatchObject([{ quantity: 2 }, { quantity: 2 }])
      expect(await code(add(id, shop.card.id, 0))).toBe("invalid_quantity")
      expect(await code(add(id, shop.card.id, 1.5))).toBe("invalid_quantity")
      expect(await code(add(id, "variant_none", 1))).toBe("gone")
      await updateProductsWorkflow(container).run({
        input: { selector: { id: shop.card.product_id }, update: { status: "draft" } },
      })
      expect(await code(add(id, shop.card.id, 1))).toBe("gone")
      expect(await code(add("cart_none", shop.five.id, 1))).toBe("cart_not_found")
      expect(await lines(id)).toHaveLength(2)
    })

    it("does not add the last stems twice for two parallel taps", async () => {
      const id = await steps.cart([])
      const answers = await Promise.all([1, 2, 3].map(() => code(add(id, shop.ten.id, 2))))
      expect(answers.sort()).toEqual(["done", "out_of_stock", "out_of_stock"])
      expect(await lines(id)).toMatchObject([{ quantity: 2 }])
    })

    it("changes quantities within the stock, and removes lines", async () => {
      const id = await steps.cart([
        { variant_id: shop.ten.id, quantity: 2 },
        { variant_id: shop.five.id, quantity: 1 },
      ])
      const of = async (variantId: string) => {
        const found = (await lines(id)).find((line) => line.variant_id === variantId)
        return found?.id ?? ""
      }
      // Two lines of the same moment have no fixed order.
      const [ten, five] = [await of(shop.ten.id), await of(shop.five.id)]
      const change = (line_id: string, quantity: number) =>
        code(changeQuantityWorkflow(container).run({ input: { cart_id: id, line_id, quantity } }))
      expect(await change(five, 3)).toBe("out_of_stock")
      expect(await change(five, 2)).toBe("done")
      expect(await change(five, -1)).toBe("invalid_quantity")
      expect(await change("line_none", 1)).toBe("line_not_found")
      expect(await change(ten, 0)).toBe("done")
      expect(await change(ten, 1)).toBe("line_not_found")
      expect(await lines(id)).toMatchObject([{ variant_id: shop.five.id, quantity: 2 }])
    })

    it("applies a valid promo code, and reports an invalid one", async () => {
      const id = await steps.cart([{ variant_id: shop.ten.id, quantity: 1 }])
      const apply = (promo: string) =>
        applyPromoCodeWorkflow(container).run({ input: { cart_id: id, code: promo } })
      for (const wrong of ["NOSUCH", "DRAFT", "", "x".repeat(5_000_000), "'; drop table promotion;--"]) {
        expect(await code(apply(wrong))).toBe("promo_invalid")
      }
      expect(await total(id)).toBe(200_000)
      expect((await apply(" navruz ")).result).toEqual({
        code: "NAVRUZ",
        discount_total: 20_000,
        currency_code: "uzs",
        is_for_delivery: false,
        is_waiting: false,
      })
      expect(await total(id)).toBe(180_000)
      expect(await code(apply("DRAFT"))).toBe("promo_invalid")
      expect(await total(id)).toBe(180_000)
      await steps.answerDelivery(id)
      await removePromoCodeWorkflow(container).run({ input: { cart_id: id, code: "NAVRUZ" } })
      expect(await total(id)).toBe(220_000)
      await apply("NAVRUZ")
      expect((await steps.place(id)).total).toBe(200_000)
    })

    it("repeats an order at today's prices, without unavailable items and without the slot", async () => {
      const { cart_id: id, customer_id } = await ensureCart()
      await add(id, shop.ten.id, 2)
      await addBouquetWorkflow(container).run({
        input: {
          cart_id: id,
          items: [{ variant_id: shop.five.id, quantity: 1, metadata: { own: "composition" } }],
        },
      })
      await add(id, shop.card.id, 1)
      await steps.answerDelivery(id, { comment: "Ring twice" })
      const { order_id } = await steps.place(id)
      await updateProductsWorkflow(container).run({
        input: { selector: { id: shop.card.product_id }, update: { status: "draft" } },
      })
      const input = {
        order_id,
        customer_id,
        sales_channel_id: shop.telegram_sales_channel_id,
        region_id: shop.region_id,
      }
      const { result } = await repeatOrderWorkflow(container).run({ input })
      expect(result.skipped).toEqual([
        { title: "Ten roses", reason: "out_of_stock" },
        { title: "Card", reason: "gone" },
      ])
      expect(await lines(result.cart_id)).toMatchObject([
        { variant_id: shop.five.id, quantity: 1, metadata: { own: "composition" } },
      ])
      const view = await readCartDelivery(container, { cart_id: result.cart_id })
      expect(view.missing).toEqual(["slot_id"])
      expect(view.delivery).toMatchObject({
        recipient_name: "Zilola Karimova",
        shipping_option_id: shop.option("delivery-center"),
        comment: "Ring twice",
      })
      expect(
        await code(repeatOrderWorkflow(container).run({ input: { ...input, customer_id: "cus_other" } })),
      ).toBe("order_not_found")
    })

    it("keeps a customer's ten latest addresses, each once", async () => {
      const { cart_id: id, customer_id } = await ensureCart()
      await add(id, shop.five.id, 1)
      await steps.answerDelivery(id)
      await steps.place(id)
      const addresses = () =>
        container
          .resolve(Modules.CUSTOMER)
          .listCustomerAddresses({ customer_id }, { take: null, order: { created_at: "DESC" } })
      const metadata = { shipping_option_id: shop.option("delivery-center") }
      await eventually(async () =>
        expect(await addresses()).toMatchObject([{ address_1: "7, Khakikat street", metadata }]),
      )
      const save = (address: string) =>
        saveAddressWorkflow(container).run({ input: { customer_id, address } })
      await save(" 7,  khakikat STREET ")
      expect(await addresses()).toHaveLength(1)
      for (let index = 1; index <= 11; index++) {
        await save(`Naqshband street, ${index}`)
      }
      const kept = (await addresses()).map((address) => address.address_1)
      expect(kept).toHaveLength(10)
      expect([kept[0], kept[9]]).toEqual(["Naqshband street, 11", "Naqshband street, 2"])
    })
  },
})
