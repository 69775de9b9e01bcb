import { existsSync, statSync } from "node:fs"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import sharp from "sharp"
import { seedShop, type SeededShop } from "../../packages/sample-shop/seed"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { createOwnerLogin } from "../support/admin"
import { seedForTest, TEST_OWNER } from "../support/seed"

type StoreProduct = {
  id: string
  handle: string
  title: string
  description: string
  thumbnail: string
  images: { url: string }[]
  metadata: { kind: string }
  tags: { value: string }[]
  categories: { handle: string; name: string }[]
  options: { title: string }[]
  variants: {
    id: string
    sku: string
    title: string
    manage_inventory: boolean
    inventory_quantity: number
    calculated_price: { calculated_amount: number; currency_code: string }
  }[]
}

/** Row counts of every table that the seed fills. */
async function countRows(container: MedusaContainer): Promise<unknown> {
  const tables = [
    "product",
    "product_variant",
    "product_category",
    "product_tag",
    "translation",
    "inventory_item",
    "inventory_level",
    "price",
    "region",
    "sales_channel",
    "stock_location",
    "shipping_option",
    "service_zone",
    "shipping_profile",
    "api_key",
    "user",
    "delivery_window",
    "image",
  ]
  const sql = tables.map(
    (name) => `select '${name}' as name, count(*)::int as rows, max(updated_at) as touched from "${name}"`,
  )
  const { rows } = await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw(sql.join(" union all "))
  return rows
}

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: SeededShop

    beforeAll(async () => {
      shop = await seedForTest(getContainer(), { pictures: true, ownerId: "9001" })
    })

    const deliveries = () => getContainer().resolve<DeliveryModuleService>(DELIVERY_MODULE)

    const products = async (locale?: string): Promise<StoreProduct[]> => {
      const { data } = await api.get("/store/products", {
        headers: { "x-publishable-api-key": shop.publishable_key },
        params: {
          limit: 100,
          sales_channel_id: shop.default_sales_channel_id,
          region_id: shop.region_id,
          fields:
            "*images,+metadata,*tags,*categories,*options,*variants,+variants.inventory_quantity,*variants.calculated_price",
          ...(locale && { locale }),
        },
      })
      return data.products
    }

    it("creates a complete flower shop: kinds, categories, prices in soums, stock", async () => {
      const all = await products()
      expect(all.length).toBeGreaterThanOrEqual(48)
      const count = (kind: string) => all.filter(({ metadata }) => metadata.kind === kind).length
      expect(count("stem")).toBeGreaterThanOrEqual(12)
      for (const kind of ["bouquet", "composition", "dried", "potted", "addon"]) {
        expect([kind, count(kind) >= 4]).toEqual([kind, true])
      }
      for (const { handle, categories, variants } of all) {
        expect([handle, categories.length > 0]).toEqual([handle, true])
        for (const { calculated_price, sku, manage_inventory } of variants) {
          const amount = calculated_price.calculated_amount
          expect([sku, manage_inventory, calculated_price.currency_code]).toEqual([sku, true, "uzs"])
          expect([sku, Number.isInteger(amount) && amount >= 5_000 && amount <= 6_000_000]).toEqual([
            sku,
            true,
          ])
        }
      }
      const empty = all.filter(({ variants }) =>
        variants.every((variant) => variant.inventory_quantity === 0),
      )
      expect(empty.map(({ handle }) => handle).sort()).toEqual([
        "peony-dream",
        "peony-pink-50",
        "violet-purple",
      ])
    })

    it("gives every product a generated picture of its own", async () => {
      const all = await products()
      const sizes = new Set<number>()
      for (const { handle, thumbnail, images } of all) {
        expect([handle, images.length, images[0]?.url]).toEqual([handle, 1, thumbnail])
        const file = path.resolve("static", path.basename(new URL(thumbnail).pathname))
        expect([handle, existsSync(file)]).toEqual([handle, true])
        const { width, height, format } = await sharp(file).metadata()
        const { size } = statSync(file)
        expect([handle, width, height, format, size <= 150 * 1024]).toEqual([handle, 800, 800, "jpeg", true])
        sizes.add(size)
      }
      expect(sizes.size).toBeGreaterThan(all.length * 0.9)
    })

    it("has Russian texts, and Uzbek ones by locale", async () => {
      const russian = await products()
      const uzbek = new Map((await products("uz-UZ")).map((product) => [product.handle, product]))
      for (const { handle, title, description, categories } of russian) {
        const other = uzbek.get(handle)
        expect([handle, /[а-яё]/i.test(description), /[а-яё]/i.test(other?.description ?? "а")]).toEqual([
          handle,
          true,
          false,
        ])
        expect([handle, other?.title !== title && Boolean(other?.title)]).toEqual([handle, true])
        expect(other?.title).not.toMatch(/[а-яё]|[og]['`’]/i)
        const names = other?.categories.map(({ name }) => name) ?? []
        expect([handle, names.length, names.some((name) => /[а-яё]/i.test(name))]).toEqual([
          handle,
          categories.length,
          false,
        ])
      }
      expect(uzbek.get("scarlet-dawn")).toMatchObject({
        title: "Qirmizi tong",
        options: [{ title: "Oʻlcham" }],
      })
      const { data } = await api.get(`/store/product-categories?locale=uz-UZ&limit=50`, {
        headers: { "x-publishable-api-key": shop.publishable_key },
      })
      expect(data.product_categories.map((one: { name: string }) => one.name)).toContain("Guldastalar")
    })

    it("builds every bouquet from stems that are also sold", async () => {
      const query = getContainer().resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "product_variant",
        fields: [
          "sku",
          "product.metadata",
          "inventory_items.required_quantity",
          "inventory_items.inventory.sku",
        ],
      })
      const sold = new Set(data.map(({ sku }) => sku))
      const bouquets = data.filter(({ product }) => product?.metadata?.kind === "bouquet")
      expect(bouquets.length).toBeGreaterThanOrEqual(60)
      for (const { sku, inventory_items } of bouquets) {
        expect([sku, (inventory_items ?? []).length >= 2]).toEqual([sku, true])
        for (const item of inventory_items ?? []) {
          expect([sku, item?.inventory?.sku, sold.has(item?.inventory?.sku ?? null)]).toEqual([
            sku,
            item?.inventory?.sku,
            true,
          ])
        }
      }
    })

    it("lets the owner log in, and lets carts be filled in the Telegram channel", async () => {
      const login = await api.post("/auth/user/emailpass", {
        email: TEST_OWNER.adminEmail,
        password: TEST_OWNER.adminPassword,
      })
      const { data } = await api.get("/admin/shipping-options?fields=name,data,type.code", {
        headers: { authorization: `Bearer ${login.data.token}` },
      })
      const codes = data.shipping_options.map((one: { type: { code: string } }) => one.type.code).sort()
      expect(codes).toEqual([
        "delivery-center",
        "delivery-center-express",
        "delivery-city",
        "delivery-city-exact-time",
        "delivery-district",
        "pickup",
      ])
      const express = { express_minutes: 90, start: "09:00", end: "21:00", capacity: 3 }
      expect(await deliveries().listDeliveryWindows({ express_minutes: { $ne: null } })).toMatchObject([
        express,
      ])

      const [bouquet] = (await products()).filter(({ handle }) => handle === "scarlet-dawn")
      const { data: made } = await api.post(
        "/store/carts",
        {
          region_id: shop.region_id,
          sales_channel_id: shop.default_sales_channel_id,
          items: [{ variant_id: bouquet.variants[0].id, quantity: 2 }],
        },
        { headers: { "x-publishable-api-key": shop.publishable_key } },
      )
      expect(made.cart).toMatchObject({
        currency_code: "uzs",
        total: 2 * bouquet.variants[0].calculated_price.calculated_amount,
      })
    })

    it("runs once: a second run changes nothing and restores nothing that the owner deleted", async () => {
      const container = getContainer()
      const before = await countRows(container)
      const again = await seedShop(container, TEST_OWNER)
      expect(again).toEqual(shop)
      expect(await countRows(container)).toEqual(before)

      const catalog = container.resolve(Modules.PRODUCT)
      const [product] = await catalog.listProducts({ handle: "card-classic" })
      await catalog.softDeleteProducts([product.id])
      const [window] = await deliveries().listDeliveryWindows({ express_minutes: 90 })
      await deliveries().softDeleteDeliveryWindows([window.id])
      await seedShop(container, TEST_OWNER)
      expect(await catalog.listProducts({ handle: "card-classic" })).toEqual([])
      expect(await deliveries().listDeliveryWindows({ express_minutes: 90 })).toEqual([])
    })

    it("completes an interrupted seed", async () => {
      const container = getContainer()
      const [zone] = await container.resolve(Modules.FULFILLMENT).listServiceZones({})
      const options = await container
        .resolve(Modules.FULFILLMENT)
        .listShippingOptions({}, { relations: ["type"] })
      const pickup = options.find(({ type }) => type.code === "pickup")
      await container.resolve(Modules.FULFILLMENT).deleteShippingOptions([pickup?.id ?? ""])
      const second = { adminEmail: "second@guldasta.test", adminPassword: "flowers-of-bukhara" }
      const body = { email: second.adminEmail, password: second.adminPassword }
      await container.resolve(Modules.AUTH).register("emailpass", { body })

      await seedShop(container, second)
      const now = await container
        .resolve(Modules.FULFILLMENT)
        .listShippingOptions({}, { relations: ["type"] })
      expect(now.filter(({ type }) => type.code === "pickup")).toMatchObject([
        { service_zone_id: zone.id, data: { method: "pickup" } },
      ])
      await createOwnerLogin(container, body.email, body.password)
      const { data } = await api.post("/auth/user/emailpass", body)
      const me = await api.get("/admin/users/me", { headers: { authorization: `Bearer ${data.token}` } })
      expect(me.data.user.email).toBe(second.adminEmail)
    })
  },
})
