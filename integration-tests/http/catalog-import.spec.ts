import { AsyncLocalStorage } from "node:async_hooks"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import http from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import path from "node:path"
import { Client } from "@medusajs/framework/pg"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import sharp from "sharp"
import { shopSuite } from "../support/shop-suite"
import type { SeededShop } from "../../packages/sample-shop/seed"
import { ensureShop } from "../../packages/sample-shop/shop"
import { loadCatalog } from "../../src/bot/catalog/load"
import continueRuns from "../../src/jobs/continue-runs"
import importCatalog from "../../src/scripts/import-catalog"
import { catalogProblems } from "../../src/workflows/catalog/catalog-invalid-error"
import { importCatalogWorkflow } from "../../src/workflows/catalog/import-catalog"
import { eventually } from "../support/eventually"
import { coreOf } from "../../src/workflows/settings"
import {
  bouquet,
  everything,
  example,
  manyProducts,
  OTHER_PNG,
  ownersImport,
  PNG,
  stem,
  type Product,
  type Send,
} from "../support/catalog-files"

/** Number of SQL statements that an import may take for a product. A batch of ten products shares some of them. */
const MOST_STATEMENTS = 30

/** Processor time in ms that an import may take at once. On a free machine it takes less than 50 ms. */
const MOST_AT_ONCE = 250

/** A product with the related records of other modules, as far as the tests need them. */
type StoredProduct = {
  id: string
  title: string
  description: string
  thumbnail: string
  metadata: { kind: string; pictures?: unknown }
  categories: { handle: string }[]
  tags: { value: string }[]
  images: { url: string }[]
  options: { id: string; title: string; values: { value: string }[] }[]
  variants: {
    id: string
    sku: string
    title: string
    price_set: { id: string; prices: { amount: number; rules_count: number }[] }
    inventory_items: {
      required_quantity: number
      inventory: {
        sku: string
        location_levels: { location_id: string; stocked_quantity: number }[]
      }
    }[]
  }[]
}

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let send: Send
    let admin: Record<string, string>
    let shop: SeededShop

    beforeAll(async () => {
      shop = await ensureShop(getContainer())
      ;({ send, admin } = await ownersImport(api, getContainer()))
    })

    const stored = async (handle: string, locale?: string) => {
      const { data } = await getContainer()
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph(
          {
            entity: "product",
            fields: [
              "*",
              "categories.*",
              "tags.value",
              "images.url",
              "options.*",
              "options.values.*",
              "variants.*",
              "variants.price_set.prices.*",
              "variants.inventory_items.required_quantity",
              "variants.inventory_items.inventory.sku",
              "variants.inventory_items.inventory.location_levels.*",
            ],
            filters: { handle },
          },
          { locale },
        )
      return data[0] as StoredProduct
    }
    const price = (product: StoredProduct, sku: string): number | undefined =>
      product.variants.find((one) => one.sku === sku)?.price_set.prices[0].amount

    it("imports the documentation's example in both languages", async () => {
      const file = example()
      const { status, data } = await send(file)
      expect([status, data]).toEqual([
        200,
        { created: file.categories.length + file.products.length, updated: 0, unchanged: 0, notes: [] },
      ])
      for (const product of file.products) {
        const made = await stored(product.handle)
        expect(made).toMatchObject({ title: product.title.ru, status: product.status ?? "published" })
        expect(made.metadata.kind).toBe(product.kind)
        expect(made.categories.map((one) => one.handle).sort()).toEqual(
          [...(product.categories ?? [])].sort(),
        )
        expect(made.tags.map((one) => one.value).sort()).toEqual([...(product.tags ?? [])].sort())
        for (const variant of product.variants) {
          expect(price(made, variant.sku)).toBe(variant.price)
          const kit = made.variants.find((one) => one.sku === variant.sku)?.inventory_items ?? []
          const contents = variant.contents ?? [{ sku: variant.sku, quantity: 1 }]
          expect(kit.map((one) => [one.inventory.sku, one.required_quantity]).sort()).toEqual(
            contents.map(({ sku, quantity }) => [sku, quantity]).sort(),
          )
          if (variant.stock !== undefined) {
            expect(kit[0].inventory.location_levels).toMatchObject([
              { location_id: shop.location_id, stocked_quantity: variant.stock },
            ])
          }
        }
        const uzbek = await stored(product.handle, "uz-UZ")
        expect([uzbek.title, uzbek.description]).toEqual([product.title.uz, product.description?.uz])
      }
    })

    it("changes nothing for a repeated file, also in parallel", async () => {
      const file = {
        ...example(),
        products: example().products.map((one) => ({ ...one, images: [{ data: PNG }] })),
      }
      const entries = file.categories.length + file.products.length
      const [one, other] = await Promise.all([send(file), send(file)])
      const answers = [one.data, other.data].sort((a, b) => b.created - a.created)
      expect(answers).toEqual([
        { created: entries, updated: 0, unchanged: 0, notes: [] },
        { created: 0, updated: 0, unchanged: entries, notes: [] },
      ])
      const before = await everything(getContainer())
      expect((await send(file)).data).toEqual({ created: 0, updated: 0, unchanged: entries, notes: [] })
      expect(await everything(getContainer())).toEqual(before)
    })

    it("updates changes: texts, prices, kits, stock, pictures, tags, categories, new sizes", async () => {
      const categories = [
        { handle: "a", name: { ru: "А", uz: "A" }, rank: 0 },
        { handle: "b", name: { ru: "Б", uz: "B" }, rank: 1 },
      ]
      const rose = stem("rose", "TEST-ROSE", {
        categories: ["a"],
        tags: ["color:red"],
        images: [{ data: PNG }],
      })
      const first = { categories, products: [rose, bouquet("posy", { S: 100_000, M: 200_000 })] }
      expect((await send(first)).data).toMatchObject({ created: 4, updated: 0 })
      const before = await stored("posy")

      const posy = bouquet("posy", { S: 110_000, M: 200_000, L: 300_000 })
      const second = {
        categories: [
          { handle: "a", name: { ru: "А", uz: "A" }, rank: 1 },
          { handle: "b", parent: null, name: { ru: "Бэ", uz: "Be" }, rank: 0 },
          { handle: "c", parent: "b", name: { ru: "В", uz: "V" } },
        ],
        products: [
          stem("rose", "TEST-ROSE", {
            title: { ru: "Роза красная", uz: "Qizil atirgul" },
            description: { ru: "Хороша", uz: "Chiroyli" },
            categories: ["b", "c"],
            tags: ["color:red", "vip"],
            images: [{ data: OTHER_PNG }],
            variants: [{ sku: "TEST-ROSE", price: 20_000, stock: 140 }],
          }),
          stem("fern", "TEST-FERN"),
          {
            ...posy,
            variants: posy.variants.map((one) => ({
              ...one,
              contents: [
                { sku: "TEST-ROSE", quantity: 9 },
                { sku: "TEST-FERN", quantity: 1 },
              ],
            })),
          },
        ],
      }
      const { data } = await send(second)
      expect(data).toEqual({ created: 2, updated: 4, unchanged: 0, notes: [] })

      const product = await stored("rose")
      expect(product).toMatchObject({ title: "Роза красная", description: "Хороша" })
      expect(product.categories.map((one) => one.handle).sort()).toEqual(["b", "c"])
      expect(product.tags.map((one) => one.value).sort()).toEqual(["color:red", "vip"])
      expect(product.variants[0].inventory_items[0].inventory.location_levels[0].stocked_quantity).toBe(140)
      expect(product.images).toHaveLength(1)
      expect(product.thumbnail).toBe(product.images[0].url)
      const { data: file } = await api.get(new URL(product.thumbnail).pathname, {
        responseType: "arraybuffer",
      })
      const pixels = (content: Buffer) => sharp(content).ensureAlpha().raw().toBuffer()
      expect(await pixels(Buffer.from(file))).toEqual(await pixels(Buffer.from(OTHER_PNG, "base64")))
      expect(await stored("rose", "uz-UZ")).toMatchObject({ title: "Qizil atirgul", description: "Chiroyli" })

      const after = await stored("posy", "uz-UZ")
      expect(["S", "M", "L"].map((size) => price(after, `POSY-${size}`))).toEqual([110_000, 200_000, 300_000])
      expect(after.options).toMatchObject([{ title: "Oʻlcham" }])
      for (const variant of after.variants) {
        const kit = variant.inventory_items.map((one) => [one.inventory.sku, one.required_quantity])
        expect(kit.sort()).toEqual([
          ["TEST-FERN", 1],
          ["TEST-ROSE", 9],
        ])
      }
      const old = before.variants.map((one) => one.id)
      expect(after.variants.map((one) => one.id)).toEqual(expect.arrayContaining(old))
      const [b, a] = await getContainer()
        .resolve(Modules.PRODUCT)
        .listProductCategories({ handle: ["a", "b"] }, { order: { rank: "ASC" } })
      expect([b.handle, b.name, a.handle]).toEqual(["b", "Бэ", "a"])
      expect((await send(second)).data).toEqual({ created: 0, updated: 0, unchanged: 6, notes: [] })
    })

    it("keeps the order of a bouquet's contents: of a new one, of an added size, and of added contents", async () => {
      const skus = Array.from({ length: 8 }, (_, at) => `TEST-STEM-${(at * 5) % 8}`)
      const stems = skus.map((sku) => stem(sku.toLowerCase(), sku))
      const sized = (sizes: Record<string, number>, contents: string[]) => {
        const made = bouquet("posy", sizes)
        const kit = contents.map((sku) => ({ sku, quantity: 1 }))
        return { ...made, variants: made.variants.map((variant) => ({ ...variant, contents: kit })) }
      }
      const shown = async () => {
        const { rows } = await getContainer()
          .resolve(ContainerRegistrationKeys.PG_CONNECTION)
          .raw<{ rows: { skus: string[] }[] }>(
            `select array_agg(item.sku order by part.id) as skus from product_variant_inventory_item part
             join inventory_item item on item.id = part.inventory_item_id
             join product_variant variant on variant.id = part.variant_id
             where variant.sku like 'POSY-%' and part.deleted_at is null group by variant.sku`,
          )
        return rows.map((row) => row.skus)
      }
      await send({ products: [...stems, sized({ S: 100_000 }, skus.slice(0, 4))] })
      expect(await shown()).toEqual([skus.slice(0, 4)])
      await send({ products: [...stems, sized({ S: 100_000, M: 200_000 }, skus)] })
      expect(await shown()).toEqual([skus, skus])
    })

    it("keeps data that the file does not name, and reports such variants", async () => {
      await send({
        products: [stem("rose", "TEST-ROSE", { tags: ["vip"] }), bouquet("posy", { S: 100_000, M: 200_000 })],
      })
      const { data } = await send({
        products: [
          { ...stem("rose", "TEST-ROSE"), variants: [{ sku: "TEST-ROSE", price: 21_000 }] },
          bouquet("posy", { S: 100_000 }),
        ],
      })
      expect(data).toEqual({
        created: 0,
        updated: 1,
        unchanged: 1,
        notes: ["products[1] (posy): the variant POSY-M is not in the file and was not changed"],
      })
      const rose = await stored("rose")
      expect([rose.tags.length, price(rose, "TEST-ROSE")]).toEqual([1, 21_000])
      expect(rose.variants[0].inventory_items[0].inventory.location_levels[0].stocked_quantity).toBe(100)
      expect((await stored("posy")).variants).toHaveLength(2)
    })

    it("reads files with a byte-order mark, over HTTP and by the command", async () => {
      const file = JSON.stringify({ products: [stem("rose", "TEST-ROSE")] })
      const utf16 = Buffer.from(`\uFEFF${file}`, "utf16le")
      const headers = { ...admin, "content-type": "application/json" }
      for (const bytes of [Buffer.from(`\uFEFF${file}`), utf16, Buffer.from(utf16).swap16()]) {
        const { status, data } = await send(bytes, "?dry_run=true", headers)
        expect([status, data]).toMatchObject([200, { created: 1 }])
      }
      const folder = await mkdtemp(path.join(tmpdir(), "guldasta-catalog-"))
      const name = path.join(folder, "catalogue.json")
      const said = jest.spyOn(console, "log").mockImplementation(() => undefined)
      for (const bytes of [`\uFEFF${file}`, utf16]) {
        await writeFile(name, bytes)
        await importCatalog({ container: getContainer(), args: ["import", name] })
      }
      const lines = said.mock.calls.map(([line]) => String(line))
      said.mockRestore()
      await rm(folder, { recursive: true })
      expect(lines).toEqual([expect.stringMatching(/: 1 created, /), expect.stringMatching(/ 1 unchanged /)])
      expect((await stored("rose")).title).toBe("Роза")
    })

    it("leaves sizes, categories, ranks and translations as staff edit them in the admin", async () => {
      const category = (handle: string, parent?: string) => ({
        handle,
        ...(parent && { parent }),
        name: { ru: `${handle} ру`, uz: `${handle} uz` },
      })
      const posy = bouquet("posy", { S: 100_000, M: 200_000, L: 300_000 })
      const products = [
        stem("rose", "TEST-ROSE", { categories: ["a1", "b1"] }),
        stem("fern", "TEST-FERN", { categories: ["a2", "b2"] }),
        { ...posy, categories: ["b3"] },
      ]
      const categories = [
        category("a"),
        category("b"),
        ...["a1", "a2"].map((handle) => category(handle, "a")),
        ...["b1", "b2", "b3"].map((handle) => category(handle, "b")),
      ]
      await send({ categories, products })
      const post = async (route: string, body: unknown) => {
        const answer = await api.post(`/admin/${route}`, body, { headers: admin })
        expect(answer.status).toBe(200)
      }
      const shown = async () => {
        const { roots, products: sold } = (await loadCatalog(getContainer())).catalog
        const { variants, title } = sold.find(({ handle }) => handle === "posy") ?? {}
        return {
          categories: roots.map(({ handle, children }) => [handle, ...children.map((child) => child.handle)]),
          names: roots[1].children.map(({ name }) => name),
          sizes: variants?.map(({ sku }) => sku),
          title,
        }
      }
      const before = await shown()
      expect(before).toMatchObject({
        categories: [
          ["a", "a1", "a2"],
          ["b", "b1", "b2", "b3"],
        ],
        sizes: ["POSY-S", "POSY-M", "POSY-L"],
      })

      // The admin's forms send these fields.
      const made = await stored("posy")
      const sizeOf = (sku: string) => made.variants.find((one) => one.sku === sku)?.id
      for (const size of ["S", "M"]) {
        await post(`products/${made.id}/variants/${sizeOf(`POSY-${size}`)}`, {
          title: size,
          sku: `POSY-${size}`,
          material: "paper",
          options: { Размер: size },
        })
      }
      const ids = new Map(
        (await getContainer().resolve(Modules.PRODUCT).listProductCategories({}, { take: null })).map(
          (one) => [one.handle, one.id],
        ),
      )
      await post(`product-categories/${ids.get("b1")}`, { name: "Новое", description: "" })
      await post(`products/${made.id}`, {
        title: "Новый букет",
        categories: [{ id: ids.get("b3") }],
        tags: [],
      })
      expect(await shown()).toEqual({
        ...before,
        names: [{ ru: "Новое", uz: "b1 uz" }, ...before.names.slice(1)],
        title: { ru: "Новый букет", uz: posy.title.uz },
      })

      await post(`product-categories/${ids.get("b1")}`, { rank: 1, parent_category_id: ids.get("b") })
      const option = made.options[0]
      await post(`product-options/${option.id}`, {
        title: option.title,
        values: ["L", "S", "M"],
        ranks: { L: 0, S: 1, M: 2 },
      })
      const edited = {
        categories: [
          ["a", "a1", "a2"],
          ["b", "b2", "b1", "b3"],
        ],
        sizes: ["POSY-L", "POSY-S", "POSY-M"],
      }
      expect(await shown()).toMatchObject(edited)
      expect((await stored("posy", "uz-UZ")).options).toMatchObject([{ title: "Oʻlcham" }])

      // A file without ranks and options of the product keeps the order of the categories.
      await send({ categories, products: [stem("rose", "TEST-ROSE")] })
      expect(await shown()).toMatchObject(edited)
      // A file with the sizes sets their order again.
      expect((await send({ products: [posy] })).data).toMatchObject({ updated: 1 })
      expect((await shown()).sizes).toEqual(before.sizes)
      expect((await send({ products: [posy] })).data).toMatchObject({ unchanged: 1 })
    })

    it("closes the gaps between the ranks that an earlier import left", async () => {
      const service = getContainer().resolve(Modules.PRODUCT)
      const file = {
        categories: ["a", "a1", "a2", "a3"].map((handle) => ({
          handle,
          ...(handle !== "a" && { parent: "a" }),
          name: { ru: handle, uz: handle },
        })),
      }
      await send(file)
      const pg = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await pg.raw("update product_category set rank = rank * 3 + 2 where handle like 'a_'")
      await send(file)
      const rows = await service.listProductCategories(
        { handle: ["a1", "a2", "a3"] },
        { order: { rank: "ASC" } },
      )
      expect(rows.map(({ handle, rank }) => [handle, rank])).toEqual([
        ["a1", 0],
        ["a2", 1],
        ["a3", 2],
      ])
    })

    it("keeps staff's prices for customer groups", async () => {
      await send({ products: [stem("rose", "TEST-ROSE")] })
      const set = (await stored("rose")).variants[0].price_set.id
      await getContainer()
        .resolve(Modules.PRICING)
        .addPrices({
          priceSetId: set,
          prices: [{ amount: 15_000, currency_code: "uzs", rules: { "customer.groups.id": "vip" } }],
        })
      await send({
        products: [stem("rose", "TEST-ROSE", { variants: [{ sku: "TEST-ROSE", price: 25_000 }] })],
      })
      const prices = (await stored("rose")).variants[0].price_set.prices
      expect(prices.map((one) => [one.amount, one.rules_count]).sort()).toEqual([
        [15_000, 1],
        [25_000, 0],
      ])
      const rules = await getContainer().resolve(Modules.PRICING).listPriceRules({})
      expect(rules).toMatchObject([{ attribute: "customer.groups.id", value: "vip" }])
    })

    it("loads pictures from URLs and from the file's folder, each once", async () => {
      let asked = 0
      const server = http.createServer((request, response) => {
        asked += 1
        if (request.url === "/moved.png") {
          response.writeHead(302, { location: "/rose.png" }).end()
        } else if (request.url === "/rose.png") {
          response.end(Buffer.from(PNG, "base64"))
        } else {
          response.writeHead(404).end()
        }
      })
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const run = (images: Product["images"]) =>
        importCatalogWorkflow(getContainer()).run({
          input: {
            catalog: { products: [stem("rose", "TEST-ROSE", { images })] },
            pictures: { folder: path.resolve("src/bot/assets"), privateNetwork: true },
          },
        })
      const images = [{ url: `${origin}/moved.png` }, { file: "menu.jpg" }]
      expect((await run(images)).result.created).toBe(1)
      expect((await stored("rose")).images).toHaveLength(2)
      expect([(await run(images)).result.unchanged, asked]).toEqual([1, 2])

      const refused = await run([
        { url: `${origin}/gone.png` },
        { file: "../index.ts" },
        { file: "none.jpg" },
      ]).then(() => undefined, catalogProblems)
      server.close()
      expect(refused).toEqual(
        [
          {
            path: "products[0].images[0].url",
            handle: "rose",
            message: "could not be fetched: the answer was 404",
          },
          {
            path: "products[0].images[1].file",
            handle: "rose",
            message: "must be in the folder of the import file or in a subfolder",
          },
          { path: "products[0].images[2].file", handle: "rose", message: "does not exist" },
        ].sort((a, b) => Number(a.path.includes("url")) - Number(b.path.includes("url"))),
      )
    })

    describe("of many products", () => {
      const counting = new AsyncLocalStorage<{ sent: number }>()

      beforeAll(() => {
        const query: (...args: unknown[]) => unknown = Client.prototype.query
        jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
          const counter = counting.getStore()
          if (counter) {
            counter.sent++
          }
          return query.apply(this, args)
        })
      })
      afterAll(() => jest.restoreAllMocks())

      /** Imports products. Returns the statements, and the longest processor time between two turns of the event loop. */
      const measured = async (products: Product[]) => {
        let before = process.cpuUsage()
        let longest = 0
        const timer = setInterval(() => {
          const { user, system } = process.cpuUsage(before)
          longest = Math.max(longest, (user + system) / 1000)
          before = process.cpuUsage()
        }, 1)
        const counter = { sent: 0 }
        const { result } = await counting.run(counter, () =>
          importCatalogWorkflow(getContainer()).run({ input: { catalog: { products } } }),
        )
        clearInterval(timer)
        return { created: result.created, statements: counter.sent, longest }
      }

      it("takes statements in proportion to their number, and lets requests pass meanwhile", async () => {
        const few = await measured(manyProducts(40, "few"))
        const many = await measured(manyProducts(160, "many"))
        expect([few.created, many.created]).toEqual([40, 160])
        expect(many.statements).toBeLessThan(few.statements * 4)
        expect(many.statements / 160).toBeLessThan(MOST_STATEMENTS)
        expect(many.longest).toBeLessThan(MOST_AT_ONCE)
      })
    })

    describe("that does not wait for the end", () => {
      const begin = async (products: unknown) => {
        const { status, data } = await send({ products }, "?wait=false")
        expect(status).toBe(202)
        return data.import.id as string
      }
      const progressOf = async (id: string) =>
        (await api.get(`/admin/catalog/imports/${id}`, { headers: admin })).data.import
      const until = async (
        id: string,
        isReached: (progress: { status: string; done: number }) => boolean,
      ) => {
        for (;;) {
          const progress = await progressOf(id)
          if (isReached(progress)) {
            return progress
          }
        }
      }
      const isEnded = ({ status }: { status: string }) => status === "done" || status === "failed"

      it("stores the progress, the result, and all problems of a refused file", async () => {
        const id = await begin(manyProducts(12, "quiet"))
        expect(await until(id, isEnded)).toMatchObject({
          status: "done",
          user_name: "owner@example.uz",
          done: 12,
          total: 12,
          created: 12,
          error: null,
        })
        const refused = await begin([{ ...stem("rose", "TEST-ROSE"), kind: "tree" }])
        expect(await until(refused, isEnded)).toMatchObject({
          status: "failed",
          created: 0,
          error: { code: "catalog_invalid", problems: [{ path: "products[0].kind", handle: "rose" }] },
        })
        const { data } = await api.get("/admin/catalog/imports?limit=1", { headers: admin })
        expect([data.count, data.imports]).toMatchObject([2, [{ id: refused, status: "failed" }]])

        const pg = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
        await pg.raw("update core_run set finished_at = now() - interval '31 days' where id = ?", [id])
        await coreOf(getContainer()).forgetRuns(30)
        expect(await pg("core_run").select("id", "file")).toEqual([{ id: refused, file: null }])
      })

      it("continues after a stop in the middle of a batch, and gives the same end", async () => {
        const pg = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
        const service = getContainer().resolve(Modules.PRODUCT)
        let stop: (error: Error) => void = () => undefined
        const stopped = new Promise<never>((_, reject) => {
          stop = reject
        })
        const create = service.createProducts.bind(service)
        // The process stops when the prices, links and texts of the second batch are written, and its products are not.
        const creating = jest
          .spyOn(service, "createProducts")
          .mockImplementationOnce(create)
          .mockImplementationOnce(() => stopped)
        const products = manyProducts(24, "killed")
        const id = await begin(products)
        await until(id, ({ done }) => done === 10 && creating.mock.calls.length === 2)
        const half = await pg("product").where("handle", "like", "killed-%").whereNull("deleted_at")
        expect(half).toHaveLength(10)
        const unpriced = `select 1 from product_variant v where deleted_at is null and not exists (
          select 1 from product_variant_price_set l where l.variant_id = v.id and l.deleted_at is null)`
        expect((await pg.raw(unpriced)).rows).toEqual([])

        await pg.raw("delete from core_lease")
        await pg.raw("update core_run set updated_at = now() - interval '1 minute' where id = ?", [id])
        await continueRuns(getContainer())
        expect(await progressOf(id)).toMatchObject({ status: "done", done: 24, created: 24, updated: 0 })
        stop(new Error("the process stopped"))
        const leftOver = `select count(*)::int as rows from product_variant_price_set l where deleted_at is null
          and not exists (select 1 from product_variant v where v.id = l.variant_id and v.deleted_at is null)
          union all select count(*)::int from translation t where deleted_at is null and reference = 'product'
          and not exists (select 1 from product p where p.id = t.reference_id and p.deleted_at is null)`
        expect((await pg.raw(leftOver)).rows).toEqual([{ rows: 0 }, { rows: 0 }])
        for (const sql of [
          unpriced,
          "select 1 from core_lease where id like 'run:%' or id = 'catalog-import'",
        ]) {
          await eventually(async () => expect((await pg.raw(sql)).rows).toEqual([]))
        }
        expect((await send({ products })).data).toEqual({ created: 0, updated: 0, unchanged: 24, notes: [] })
      })
    })
  },
})
