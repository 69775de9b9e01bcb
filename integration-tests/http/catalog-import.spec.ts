import { readdirSync, readFileSync } from "node:fs"
import http from "node:http"
import type { AddressInfo } from "node:net"
import path from "node:path"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { AxiosResponse } from "axios"
import { ensureOwner } from "../../src/scripts/seed/owner"
import { ensureShop } from "../../src/scripts/seed/shop"
import type { SeededShop } from "../../src/scripts/seed"
import type { CatalogFileInput } from "../../src/workflows/catalog/catalog-file"
import { catalogProblems } from "../../src/workflows/catalog/catalog-invalid-error"
import { importCatalogWorkflow } from "../../src/workflows/catalog/import-catalog"

type Catalog = Required<CatalogFileInput>
type Product = NonNullable<CatalogFileInput["products"]>[number]

/** One red pixel. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
const OTHER_PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

const example = (): Catalog =>
  JSON.parse(readFileSync(path.resolve("docs/catalog.example.json"), "utf8")) as Catalog

const stem = (handle: string, sku: string, rest: Partial<Product> = {}): Product => ({
  handle,
  kind: "stem",
  title: { ru: "Роза", uz: "Atirgul" },
  variants: [{ sku, price: 20_000, stock: 100 }],
  ...rest,
})

const bouquet = (handle: string, sizes: Record<string, number>): Product => ({
  handle,
  kind: "bouquet",
  title: { ru: "Букет", uz: "Guldasta" },
  options: [
    { title: { ru: "Размер", uz: "Oʻlcham" }, values: Object.keys(sizes).map((s) => ({ ru: s, uz: s })) },
  ],
  variants: Object.entries(sizes).map(([size, price]) => ({
    sku: `${handle.toUpperCase()}-${size}`,
    options: { Размер: size },
    price,
    contents: [{ sku: "TEST-ROSE", quantity: 7 }],
  })),
})

medusaIntegrationTestRunner({
  inApp: true,
  testSuite: ({ api, getContainer }) => {
    let admin: Record<string, string>
    let shop: SeededShop

    beforeAll(async () => {
      shop = await ensureShop(getContainer())
      await ensureOwner(getContainer(), "owner@example.uz", "supersecret")
      const { data } = await api.post("/auth/user/emailpass", {
        email: "owner@example.uz",
        password: "supersecret",
      })
      admin = { authorization: `Bearer ${data.token}` }
    })

    const send = (data: unknown, search = "", headers = admin): Promise<AxiosResponse> =>
      api.post(`/admin/catalog/import${search}`, data, { headers, validateStatus: () => true })

    const problems = async (data: unknown): Promise<string[]> => {
      const before = await everything()
      const { status, data: answer } = await send(data)
      expect([status, answer.type, answer.code]).toEqual([400, "invalid_data", "catalog_invalid"])
      expect(await everything()).toEqual(before)
      return answer.problems.map(
        ({ path, message }: { path: string; message: string }) => `${path}: ${message}`,
      )
    }

    /** All rows that an import could touch, as they are but for the time of the last write. */
    const everything = async (): Promise<unknown> => {
      const tables = ["product", "product_variant", "product_category", "product_tag", "translation", "price"]
      tables.push("inventory_item", "inventory_level", "product_variant_inventory_item", "image")
      const sql = tables.map(
        (name) =>
          `select '${name}' as name, count(*)::int as rows, md5(coalesce(string_agg((to_jsonb(t) - 'updated_at')::text, '' order by t.id), '')) as hash from "${name}" t where deleted_at is null`,
      )
      const pg = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
      return (await pg.raw(sql.join(" union all "))).rows
    }

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
      return data[0] as any // the row of a query over several modules, which has no type of its own
    }
    const price = (product: any, sku: string): number =>
      product.variants.find((one: any) => one.sku === sku).price_set.prices[0].amount

    it("makes what the documentation's example says, in both languages", async () => {
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
        expect(made.categories.map((one: any) => one.handle).sort()).toEqual(
          [...(product.categories ?? [])].sort(),
        )
        expect(made.tags.map((one: any) => one.value).sort()).toEqual([...(product.tags ?? [])].sort())
        for (const variant of product.variants) {
          expect(price(made, variant.sku)).toBe(variant.price)
          const kit = made.variants.find((one: any) => one.sku === variant.sku).inventory_items
          const contents = variant.contents ?? [{ sku: variant.sku, quantity: 1 }]
          expect(kit.map((one: any) => [one.inventory.sku, one.required_quantity]).sort()).toEqual(
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

    it("changes nothing when the same file comes again, also twice at once", async () => {
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
      const before = await everything()
      expect((await send(file)).data).toEqual({ created: 0, updated: 0, unchanged: entries, notes: [] })
      expect(await everything()).toEqual(before)
    })

    it("updates what changed: texts, prices, kits, stock, pictures, tags, categories, new sizes", async () => {
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
      expect(product.categories.map((one: any) => one.handle).sort()).toEqual(["b", "c"])
      expect(product.tags.map((one: any) => one.value).sort()).toEqual(["color:red", "vip"])
      expect(product.variants[0].inventory_items[0].inventory.location_levels[0].stocked_quantity).toBe(140)
      expect(product.images).toHaveLength(1)
      expect(product.thumbnail).toBe(product.images[0].url)
      const { data: file } = await api.get(new URL(product.thumbnail).pathname, {
        responseType: "arraybuffer",
      })
      expect(Buffer.from(file).toString("base64")).toBe(OTHER_PNG)
      expect(await stored("rose", "uz-UZ")).toMatchObject({ title: "Qizil atirgul", description: "Chiroyli" })

      const after = await stored("posy", "uz-UZ")
      expect(["S", "M", "L"].map((size) => price(after, `POSY-${size}`))).toEqual([110_000, 200_000, 300_000])
      expect(after.options).toMatchObject([{ title: "Oʻlcham" }])
      for (const variant of after.variants) {
        const kit = variant.inventory_items.map((one: any) => [one.inventory.sku, one.required_quantity])
        expect(kit.sort()).toEqual([
          ["TEST-FERN", 1],
          ["TEST-ROSE", 9],
        ])
      }
      const old = before.variants.map((one: any) => one.id)
      expect(after.variants.map((one: any) => one.id)).toEqual(expect.arrayContaining(old))
      const [b, a] = await getContainer()
        .resolve(Modules.PRODUCT)
        .listProductCategories({ handle: ["a", "b"] }, { order: { rank: "ASC" } })
      expect([b.handle, b.name, a.handle]).toEqual(["b", "Бэ", "a"])
      expect((await send(second)).data).toEqual({ created: 0, updated: 0, unchanged: 6, notes: [] })
    })

    it("leaves alone what the file does not name, and says so of variants", async () => {
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
        notes: ["products[1] (posy): the variant POSY-M is not in the file and was left alone"],
      })
      const rose = await stored("rose")
      expect([rose.tags.length, price(rose, "TEST-ROSE")]).toEqual([1, 21_000])
      expect(rose.variants[0].inventory_items[0].inventory.location_levels[0].stocked_quantity).toBe(100)
      expect((await stored("posy")).variants).toHaveLength(2)
    })

    it("keeps prices that staff made for groups of customers", async () => {
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
      expect(prices.map((one: any) => [one.amount, one.rules_count]).sort()).toEqual([
        [15_000, 1],
        [25_000, 0],
      ])
      const rules = await getContainer().resolve(Modules.PRICING).listPriceRules({})
      expect(rules).toMatchObject([{ attribute: "customer.groups.id", value: "vip" }])
    })

    it("names every problem of the form at once, by its path", async () => {
      const lines = await problems({
        categories: [{ handle: "Bad Handle", name: { ru: "А" } }],
        products: [
          {
            handle: "rose",
            kind: "tree",
            title: { ru: "", uz: "x".repeat(151) },
            tags: ["color:brown", "Red!"],
            colour: "red",
            variants: [
              { sku: "no spaces", price: 10.5, stock: -1 },
              { sku: "OK", price: "100" },
            ],
          },
          { ...stem("lily", "LILY"), variants: [], images: [{ link: "x" }], categories: "stems" },
          "a string",
        ],
        extra: 1,
      })
      expect(lines).toEqual([
        "categories[0].handle: must be of lower-case letters a-z, digits and single hyphens, such as red-roses",
        "categories[0].name.uz: is missing",
        "products[0].kind: must be one of bouquet, stem, composition, dried, potted, addon",
        "products[0].title.ru: must not be empty",
        "products[0].title.uz: must have at most 150 characters",
        expect.stringMatching(/^products\[0\]\.tags\[0\]: must be one of color:red, color:white/),
        "products[0].tags[1]: must be a code such as color:red, occasion:birthday or vip",
        "products[0].variants[0].sku: must be of letters A-Z, digits, hyphens, dots and underscores, such as ROSE-RED-60",
        "products[0].variants[0].price: must be a whole number of soums, from 1 to 1000000000",
        "products[0].variants[0].stock: must be a whole number of pieces, from 0 to 1000000",
        "products[0].variants[1].price: must be a whole number of soums, from 1 to 1000000000",
        "products[0].colour: is not a field of the import file",
        "products[1].categories: must be a list",
        "products[1].variants: must have at least one variant",
        'products[1].images[0]: must be one of { "url": … }, { "file": … } and { "data": … }',
        "products[2]: must be an object in braces",
        "extra: is not a field of the import file",
      ])
      expect(await problems([])).toEqual(["file: must be an object in braces"])
    })

    it("names every problem between the parts of the file, and with the shop", async () => {
      await send({
        categories: [
          { handle: "up", name: { ru: "А", uz: "A" } },
          { handle: "down", parent: "up", name: { ru: "Б", uz: "B" } },
        ],
        products: [stem("rose", "TEST-ROSE"), bouquet("posy", { S: 100_000 })],
      })
      const [item] = await getContainer().resolve(Modules.INVENTORY).listInventoryItems({ sku: "TEST-ROSE" })
      await getContainer()
        .resolve(Modules.INVENTORY)
        .createReservationItems({ inventory_item_id: item.id, location_id: shop.location_id, quantity: 30 })
      const posy = bouquet("posy", { S: 100_000 })
      const lines = await problems({
        categories: [
          { handle: "up", parent: "down", name: { ru: "А", uz: "A" } },
          { handle: "side", parent: "nowhere", name: { ru: "А", uz: "A" } },
          { handle: "side", name: { ru: "А", uz: "A" } },
        ],
        products: [
          stem("rose", "TEST-ROSE", { variants: [{ sku: "TEST-ROSE", price: 1, stock: 29 }] }),
          stem("thief", "POSY-S", { categories: ["up", "lost", "up"] }),
          { ...stem("vase", "VASE"), kind: "addon" },
          { ...stem("vase", "VASE"), addon: "vase" },
          bouquet("big", { S: 1, M: 2 }),
          {
            ...posy,
            options: undefined,
            variants: [
              {
                sku: "POSY-S",
                price: 1,
                contents: [
                  { sku: "BIG-S", quantity: 1 },
                  { sku: "GHOST", quantity: 1 },
                ],
              },
            ],
          },
          {
            ...bouquet("mix", { S: 1, M: 2 }),
            variants: [
              {
                sku: "MIX-S",
                price: 1,
                stock: 1,
                options: { Размер: "S" },
                contents: [{ sku: "MIX-S", quantity: 1 }],
              },
              { sku: "MIX-M", price: 1, options: { Размер: "S", Цвет: "?" } },
              { sku: "MIX-L", price: 1, options: { Размер: "XL" } },
              { sku: "MIX-N", price: 1 },
            ],
          },
          {
            ...stem("two", "TWO-A"),
            variants: [
              { sku: "TWO-A", price: 1 },
              { sku: "TWO-B", price: 1 },
            ],
          },
        ],
      })
      expect(lines.sort()).toEqual(
        [
          "categories[0].parent: must not lead back to the category itself",
          "categories[1].parent: names nowhere, which is neither in the file nor in the shop",
          "categories[2].handle: is already that of categories[1]",
          "products[0].variants[0].stock: must be at least 30: that many are promised to orders",
          "products[1].categories[1]: names lost, which is neither in the file nor in the shop",
          "products[1].categories[2]: names up a second time",
          "products[1].variants[0].sku: is already that of the product posy",
          "products[2].addon: is missing: an add-on says what it is",
          "products[3].addon: must only be given when kind is addon",
          "products[3].handle: is already that of products[2]",
          "products[3].variants[0].sku: is already that of products[2].variants[0]",
          "products[5].options: must be those that the product has in the shop («Размер»): make a new product to change them",
          "products[5].variants[0].contents[0].sku: names BIG-S, which is itself made of others",
          "products[5].variants[0].contents[1].sku: names GHOST, which is neither in the file nor in stock in the shop",
          "products[5].variants[0].sku: is already that of products[1].variants[0]",
          "products[6].variants[0].contents[0].sku: must not be the variant itself",
          "products[6].variants[0].contents[0].sku: names MIX-S, which is itself made of others",
          "products[6].variants[0].stock: must not be given with contents: the stems are what is in stock",
          "products[6].variants[1].options.Цвет: is not an option of the product",
          "products[6].variants[1].options: are those of variants[0]",
          "products[6].variants[2].options.Размер: must be one of S, M",
          "products[6].variants[3].options: must choose a value of the option «Размер»",
          "products[7].options: is missing: a product with several variants says what they differ in",
        ].sort(),
      )
    })

    it("refuses pictures that are none, or lie where the shop must not look", async () => {
      const server = http.createServer((_, response) => response.end("secret"))
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      const { port } = server.address() as AddressInfo
      const images = [
        { url: "https://no-such-host.invalid/rose.jpg" },
        { url: "ftp://example.com/rose.jpg" },
        { url: `http://127.0.0.1:${port}/rose.jpg` },
        { url: `http://[::1]:${port}/rose.jpg` },
        { url: "http://169.254.169.254/latest/meta-data" },
        { url: `http://localhost:${port}/rose.jpg` },
        { file: "/etc/passwd" },
        { data: "not base64!" },
        { data: Buffer.from("<svg/>").toString("base64") },
      ]
      const lines = await problems({ products: [stem("rose", "TEST-ROSE", { images })] })
      server.close()
      expect(lines.map((line) => line.replace("products[0].images", ""))).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^\[0\]\.url: could not be fetched: /),
          "[1].url: must be an address that begins with http:// or https://",
          "[2].url: must not lead into a private network",
          "[3].url: must not lead into a private network",
          "[4].url: must not lead into a private network",
          "[5].url: must not lead into a private network",
          "[6].file: can only be used by `npm run catalog:import`: give a url or data here",
          "[7].data: must be base64, with or without data:image/…;base64, before it",
          "[8].data: is not a JPEG, PNG or WebP picture",
        ]),
      )
      expect(lines).toHaveLength(images.length)
    })

    it("takes pictures from addresses and from beside the file, each once", async () => {
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
            message: "must lie in the folder of the import file or below it",
          },
          { path: "products[0].images[2].file", handle: "rose", message: "does not exist" },
        ].sort((a, b) => Number(a.path.includes("url")) - Number(b.path.includes("url"))),
      )
    })

    it("writes nothing when the database refuses the last line", async () => {
      const container = getContainer()
      const file = {
        ...example(),
        products: [...example().products, stem("rose", "TEST-ROSE", { images: [{ data: PNG }] })],
      }
      await send({
        ...file,
        products: file.products.slice(1, 2).map((one) => ({ ...one, title: { ru: "Старое", uz: "Eski" } })),
      })
      const before = await everything()
      const pictures = readdirSync(path.resolve("static")).sort()
      const pg = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await pg.raw(`create function refuse() returns trigger language plpgsql as $$
        begin if new.translations::text like '%Atirgul%' then raise exception 'the disk is full'; end if; return new; end $$`)
      await pg.raw(
        `create trigger refuse before insert on translation for each row execute function refuse()`,
      )

      const { status, data } = await send(file)
      expect([status, JSON.stringify(data).includes("disk")]).toEqual([500, false])
      expect(await everything()).toEqual(before)
      expect(readdirSync(path.resolve("static")).sort()).toEqual(pictures)

      await pg.raw(`drop trigger refuse on translation; drop function refuse`)
      expect((await send(file)).data.created).toBe(file.products.length - 1)
    })

    it("only checks when asked to", async () => {
      const before = await everything()
      const { status, data } = await send(example(), "?dry_run=true")
      const { categories, products } = example()
      expect([status, data]).toEqual([
        200,
        { created: categories.length + products.length, updated: 0, unchanged: 0, notes: [] },
      ])
      expect(await everything()).toEqual(before)
      expect((await send({ products: [{}] }, "?dry_run=true")).data.code).toBe("catalog_invalid")
      expect((await send({}, "?dry_run=perhaps")).status).toBe(400)
    })

    it("lets nobody but staff of the admin in, takes 10 MB, and answers broken JSON", async () => {
      expect((await send(example(), "", {})).status).toBe(401)
      const large = { products: [stem("rose", "TEST-ROSE", { images: [{ data: "A".repeat(9_000_000) }] })] }
      expect((await send(large)).data.problems).toEqual([
        { path: "products[0].images[0].data", handle: "rose", message: "must have at most 5 MB" },
      ])
      expect((await send({ products: "A".repeat(11_000_000) })).status).toBe(413)
      const headers = { ...admin, "content-type": "application/json" }
      expect((await send('{"products": [', "", headers)).status).toBe(400)
    })
  },
})
