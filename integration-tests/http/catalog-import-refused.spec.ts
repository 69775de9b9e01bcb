import { existsSync, readdirSync } from "node:fs"
import http from "node:http"
import type { AddressInfo } from "node:net"
import path from "node:path"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"
import { coreOf } from "../../src/workflows/settings"
import { shopSuite } from "../support/shop-suite"
import type { SeededShop } from "../../packages/sample-shop/seed"
import { ensureShop } from "../../packages/sample-shop/shop"
import { bouquet, everything, example, ownersImport, PNG, stem, type Send } from "../support/catalog-files"

/** Stored pictures of products that only this suite has: other suites may run in parallel. */
function storedPictures(): string[] {
  const folder = path.resolve("static")
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.includes("-refused-"))
        .sort()
    : []
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

    const problems = async (data: unknown): Promise<string[]> => {
      const before = await everything(getContainer())
      const { status, data: answer } = await send(data)
      expect([status, answer.type, answer.code]).toEqual([400, "invalid_data", "catalog_invalid"])
      expect(await everything(getContainer())).toEqual(before)
      return answer.problems.map(
        ({ path, message }: { path: string; message: string }) => `${path}: ${message}`,
      )
    }

    it("lists every schema error at once with its path", async () => {
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
        "categories[0].handle: must consist of lower-case letters a-z, digits and single hyphens, such as red-roses",
        "categories[0].name.uz: is missing",
        "products[0].kind: must be one of bouquet, stem, composition, dried, potted, addon",
        "products[0].title.ru: must not be empty",
        "products[0].title.uz: must have at most 150 characters",
        expect.stringMatching(/^products\[0\]\.tags\[0\]: must be one of color:red, color:white/),
        "products[0].tags[1]: must be a code such as color:red, occasion:birthday or vip",
        "products[0].variants[0].sku: must consist of letters A-Z, digits, hyphens, dots and underscores, such as ROSE-RED-60",
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

    it("lists every reference error within the file and with the shop's data", async () => {
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
          "categories[0].parent: must not be the category itself or a category below it",
          "categories[1].parent: names nowhere, which is neither in the file nor in the shop",
          "categories[2].handle: is already used by categories[1]",
          "products[0].variants[0].stock: must be at least 30: that many are reserved for orders",
          "products[1].categories[1]: names lost, which is neither in the file nor in the shop",
          "products[1].categories[2]: names up twice",
          "products[1].variants[0].sku: is already used by the product posy",
          "products[2].addon: is missing: every add-on needs it",
          "products[3].addon: must only be given when kind is addon",
          "products[3].handle: is already used by products[2]",
          "products[3].variants[0].sku: is already used by products[2].variants[0]",
          "products[5].options: must be those that the product has in the shop («Размер»): create a new product to change them",
          "products[5].variants[0].contents[0].sku: names BIG-S, which has contents itself",
          "products[5].variants[0].contents[1].sku: names GHOST, which is neither in the file nor in stock in the shop",
          "products[5].variants[0].sku: is already used by products[1].variants[0]",
          "products[6].variants[0].contents[0].sku: must not be the variant itself",
          "products[6].variants[0].contents[0].sku: names MIX-S, which has contents itself",
          "products[6].variants[0].stock: must not be given with contents: only the stems have a stock",
          "products[6].variants[1].options.Цвет: is not an option of the product",
          "products[6].variants[1].options: are the same as those of variants[0]",
          "products[6].variants[2].options.Размер: must be one of S, M",
          "products[6].variants[3].options: must choose a value of the option «Размер»",
          "products[7].options: is missing: a product with several variants needs at least one option",
        ].sort(),
      )
    })

    it("refuses a product whose handle belongs to a product of another sales channel", async () => {
      const container = getContainer()
      const { options } = coreOf(container)
      const other = await container.resolve(Modules.SALES_CHANNEL).createSalesChannels({ name: "Shirts" })
      await createProductsWorkflow(container).run({
        input: {
          products: [
            {
              title: "Shirt",
              handle: "shirt",
              sales_channels: [{ id: other.id }],
              options: [{ title: "Size", values: ["M"] }],
              variants: [{ title: "M", sku: "SHIRT-M", options: { Size: "M" }, prices: [] }],
            },
          ],
        },
      })
      const { salesChannels } = options
      options.salesChannels = []
      try {
        expect(await problems({ products: [stem("shirt", "SHIRT-M")] })).toEqual([
          "products[0].handle: is the handle of a product that is in no sales channel of the shop: choose another handle, or add that product to the bot's sales channel",
        ])
      } finally {
        options.salesChannels = salesChannels
      }
    })

    it("refuses invalid pictures and forbidden addresses", async () => {
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
          "[2].url: must not point to a private network",
          "[3].url: must not point to a private network",
          "[4].url: must not point to a private network",
          "[5].url: must not point to a private network",
          "[6].file: works only with `npm run catalog:import`: use url or data here",
          "[7].data: must be base64, with or without data:image/…;base64, before it",
          "[8].data: is not a JPEG, PNG or WebP picture",
        ]),
      )
      expect(lines).toHaveLength(images.length)
    })

    it("writes nothing when the database refuses the last row", async () => {
      const container = getContainer()
      const file = {
        ...example(),
        products: [
          ...example().products,
          stem("refused-lily", "TEST-LILY", { images: [{ data: PNG }] }),
          stem("refused-rose", "TEST-ROSE", { images: [{ data: PNG }] }),
        ],
      }
      await send({
        ...file,
        products: file.products.slice(1, 2).map((one) => ({ ...one, title: { ru: "Старое", uz: "Eski" } })),
      })
      const before = await everything(getContainer())
      const pictures = storedPictures()
      const pg = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await pg.raw(`create function refuse() returns trigger language plpgsql as $$
        begin if new.translations::text like '%Atirgul%' then raise exception 'the disk is full'; end if; return new; end $$`)
      await pg.raw(
        `create trigger refuse before insert on translation for each row execute function refuse()`,
      )

      const { status, data } = await send(file)
      expect([status, JSON.stringify(data).includes("disk")]).toEqual([500, false])
      expect(await everything(getContainer())).toEqual(before)
      expect(storedPictures()).toEqual(pictures)

      await pg.raw(`drop trigger refuse on translation; drop function refuse`)
      expect((await send(file)).data.created).toBe(file.products.length - 1)
    })

    it("validates without writing for a dry run", async () => {
      const before = await everything(getContainer())
      const { status, data } = await send(example(), "?dry_run=true")
      const { categories, products } = example()
      expect([status, data]).toEqual([
        200,
        { created: categories.length + products.length, updated: 0, unchanged: 0, notes: [] },
      ])
      expect(await everything(getContainer())).toEqual(before)
      expect((await send({ products: [{}] }, "?dry_run=true")).data.code).toBe("catalog_invalid")
      expect((await send({}, "?dry_run=perhaps")).status).toBe(400)
    })

    it("allows only admin users, accepts 10 MB, and answers invalid JSON", async () => {
      expect((await send(example(), "", {})).status).toBe(401)
      const large = { products: [stem("rose", "TEST-ROSE", { images: [{ data: "A".repeat(9_000_000) }] })] }
      const message = "must have at most 5 MB"
      const { status, data } = await send(large)
      expect([status, data]).toMatchObject([
        400,
        { problems: [{ path: "products[0].images[0].data", handle: "rose", message }] },
      ])
      expect((await send({ products: "A".repeat(11_000_000) })).status).toBe(413)
      const headers = { ...admin, "content-type": "application/json" }
      expect((await send('{"products": [', "", headers)).status).toBe(400)
    })
  },
})
