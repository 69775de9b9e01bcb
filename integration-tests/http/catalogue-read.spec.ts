import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils"
import { loadCatalog, type LoadedCatalog } from "../../src/bot/catalog/load"
import { findProducts, renewIndex } from "../../src/bot/catalog/search-index"
import { LOCALES } from "../../src/lib/shop"
import { productsOfRecords } from "../../src/medusa-sql/changed-products"
import { sellingPlace } from "../../src/workflows/selling-place"
import { copyProduct } from "../support/many-products"
import { seedForTest } from "../support/seed"
import { shopSuite } from "../support/shop-suite"

type Row = {
  id: string
  title: string
  description: string | null
  categories: { id: string }[]
  tags: { value: string }[]
  variants: {
    id: string
    title: string
    calculated_price?: { calculated_amount: number }
    inventory_items: {
      inventory_item_id: string
      required_quantity: number
      inventory: { sku: string; title: string }
    }[]
  }[]
}

/** The same facts of all published products, read with Medusa's query. */
async function readWithMedusa(container: MedusaContainer, locale?: string): Promise<Row[]> {
  const { region_id, currency_code, sales_channel_id } = await sellingPlace(container)
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph(
    {
      entity: "product",
      fields: [
        "id",
        "title",
        "description",
        "categories.id",
        "tags.value",
        "variants.id",
        "variants.title",
        "variants.calculated_price.calculated_amount",
        "variants.inventory_items.inventory_item_id",
        "variants.inventory_items.required_quantity",
        "variants.inventory_items.inventory.sku",
        "variants.inventory_items.inventory.title",
      ],
      filters: { status: "published" },
      context: {
        variants: { calculated_price: QueryContext({ region_id, currency_code, sales_channel_id }) },
      },
    },
    locale ? { locale } : undefined,
  )
  return data as unknown as Row[]
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

shopSuite({
  testSuite: ({ getContainer }) => {
    beforeAll(() => seedForTest(getContainer()))

    const database = () => getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const readAgain = (before: LoadedCatalog, only?: string[]) =>
      loadCatalog(getContainer(), [], { before, only })

    it("reads the same texts, prices and contents as Medusa's query", async () => {
      const [{ catalog }, russian, uzbek] = await Promise.all([
        loadCatalog(getContainer()),
        readWithMedusa(getContainer()),
        readWithMedusa(getContainer(), LOCALES.uz),
      ])
      const inUzbek = new Map(uzbek.map((row) => [row.id, row]))
      expect(russian.length).toBeGreaterThan(50)
      const expected = russian.sort(byId).map((row) => ({
        id: row.id,
        title: { ru: row.title, uz: inUzbek.get(row.id)?.title },
        description: { ru: row.description ?? "", uz: inUzbek.get(row.id)?.description ?? "" },
        category_ids: row.categories.map(({ id }) => id).sort(),
        tags: row.tags.map(({ value }) => value).sort(),
        variants: row.variants.sort(byId).map((variant) => ({
          id: variant.id,
          title: {
            ru: variant.title,
            uz: inUzbek.get(row.id)?.variants.find(({ id }) => id === variant.id)?.title,
          },
          price: variant.calculated_price?.calculated_amount,
          parts: variant.inventory_items
            .map((item) => ({
              inventory_item_id: item.inventory_item_id,
              required: item.required_quantity,
              sku: item.inventory.sku,
              title: item.inventory.title,
            }))
            .sort((a, b) => (a.inventory_item_id < b.inventory_item_id ? -1 : 1)),
        })),
      }))
      const read = [...catalog.products].sort(byId).map((product) => ({
        id: product.id,
        title: product.title,
        description: product.description,
        category_ids: [...product.category_ids].sort(),
        tags: [...product.tags].sort(),
        variants: [...product.variants].sort(byId).map(({ id, title, price, parts }) => ({
          id,
          title,
          price,
          parts: [...parts].sort((a, b) => (a.inventory_item_id < b.inventory_item_id ? -1 : 1)),
        })),
      }))
      expect(read).toEqual(expected)
      expect(read.some(({ title }) => title.ru !== title.uz)).toBe(true)
    })

    it("offers each of 1,500 copies with 4,500 sizes, and reads only the one that changes", async () => {
      const before = await loadCatalog(getContainer())
      const copies = await copyProduct(getContainer(), "pink-cloud", 1500)
      const grown = await readAgain(before)
      expect(grown.changed.sort()).toEqual([...copies].sort())
      expect(grown.catalog.products).toHaveLength(before.catalog.products.length + 1500)
      expect((await findProducts(grown.catalog, "Розовое облако")).length).toBeGreaterThan(1500)

      const [first, second] = copies
      await database()("product").where({ id: first }).update({ title: "Снегурочка", updated_at: new Date() })
      await database()("product").where({ id: second }).update({ status: "draft", updated_at: new Date() })
      const edited = await readAgain(grown, [first, second])
      const compared = await readAgain(grown)
      expect(edited.catalog).toEqual(compared.catalog)
      expect(edited.marks).toEqual(compared.marks)
      expect((await readAgain(edited)).catalog).toBe(edited.catalog)
      await renewIndex(grown.catalog, edited)
      expect(edited.changed).toEqual([first])
      expect(edited.catalog.productById.has(second)).toBe(false)
      expect(edited.catalog.productById.get(first)?.title.ru).toBe("Снегурочка")
      expect((await findProducts(edited.catalog, "снегурочка")).map(({ id }) => id)).toEqual([first])
    })

    it.each([
      ["a product", "select id from product where id = :product"],
      ["a size", "select id from product_variant where product_id = :product limit 1"],
      ["an option", "select product_option_id as id from product_product_option where product_id = :product"],
      [
        "an option's value",
        `select option_value_id as id from product_variant_option
         join product_variant variant on variant.id = variant_id where product_id = :product limit 1`,
      ],
      [
        "a price",
        `select price.id from price join product_variant_price_set priced on priced.price_set_id = price.price_set_id
         join product_variant variant on variant.id = priced.variant_id where product_id = :product limit 1`,
      ],
      ["a translation", "select id from translation where reference_id = :product limit 1"],
      [
        "a size's translation",
        `select translation.id from translation join product_variant variant on variant.id = reference_id
         where product_id = :product limit 1`,
      ],
    ])("finds the product of %s", async (_, record) => {
      const [product] = await database()("product").where({ handle: "pink-cloud" }).select("id")
      const { rows } = await database().raw(record, { product: product.id })
      expect(await productsOfRecords(getContainer(), [rows[0].id])).toEqual([product.id])
      expect(await productsOfRecords(getContainer(), [rows[0].id, "pcat_unknown"])).toBeUndefined()
    })

    it.each([
      ["a size's name", "update product_variant set title = 'X', updated_at = now() where id = :variant"],
      [
        "the order of the sizes",
        `update product_option_value set rank = coalesce(rank, 0) + 7, updated_at = now()
         where id in (select option_value_id from product_variant_option where variant_id = :variant)`,
      ],
      [
        "a price",
        `update price set amount = amount + 1000, updated_at = now()
         where price_set_id in (select price_set_id from product_variant_price_set where variant_id = :variant)`,
      ],
      [
        "a price list that starts",
        `with list as (
           insert into price_list (id, status, title, description, type, starts_at)
           values ('plist_test', 'active', 'Sale', '', 'sale', now() - interval '1 second') returning id
         )
         insert into price (id, price_set_id, currency_code, raw_amount, amount, rules_count, price_list_id)
         select 'price_test', price_set_id, 'uzs', '{"value": "1000"}', 1000, 0, list.id
         from product_variant_price_set, list where variant_id = :variant`,
      ],
      ["a tag", "delete from product_tags where product_id = :product"],
      ["a category", "delete from product_category_product where product_id = :product"],
      [
        "a translation",
        `update translation set translations = translations || '{"title": "Yangi"}', updated_at = now()
         where reference_id = :product`,
      ],
      [
        "the contents",
        "update product_variant_inventory_item set required_quantity = 77, updated_at = now() where variant_id = :variant",
      ],
      ["a deleted size", "update product_variant set deleted_at = now() where id = :variant"],
    ])("finds a change of %s", async (_, change) => {
      const before = await loadCatalog(getContainer())
      const product = before.catalog.products.find(({ handle }) => handle === "pink-cloud")
      if (!product) {
        throw new Error("The sample shop has no pink-cloud.")
      }
      const [{ id: variant }] = product.variants
      expect((await readAgain(before)).changed).toEqual([])
      const { rowCount } = await database().raw(change, { product: product.id, variant })
      expect(rowCount).toBeGreaterThan(0)
      const after = await readAgain(before)
      expect(after.changed).toContain(product.id)
      const only = await readAgain(before, [product.id])
      expect(only.changed).toEqual([product.id])
      expect(only.catalog.productById.get(product.id)).toEqual(after.catalog.productById.get(product.id))
      expect(after.catalog.productById.get(product.id)).not.toEqual(product)
    })
  },
})
