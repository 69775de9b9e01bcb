import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import path from "node:path"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { AxiosRequestConfig, AxiosResponse } from "axios"
import sharp from "sharp"
import { CORE_MODULE } from "../../src/modules/core"
import type CoreModuleService from "../../src/modules/core/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { deleteOldExports } from "../../src/workflows/files/delete-old-exports"
import { bindLogin, createAdmin } from "../support/admin"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { shopSuite } from "../support/shop-suite"
import { hireStaff, TELEGRAM_IDS } from "../support/workshop-view"

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let owner: AxiosRequestConfig
    let courier: AxiosRequestConfig
    let store: AxiosRequestConfig

    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      store = { headers: { "x-publishable-api-key": shop.publishable_key }, validateStatus: () => true }
      const members = await hireStaff(getContainer())
      const logins = [
        await createAdmin(getContainer()),
        await createAdmin(getContainer(), "bobur@example.uz", null),
      ]
      await bindLogin(getContainer(), members.owner, logins[0].user.id)
      await bindLogin(getContainer(), members.courier, logins[1].user.id)
      ;[owner, courier] = logins.map(({ options }) => options)
    })

    const upload = (name: string, content: Buffer, type = "image/png"): Promise<AxiosResponse> => {
      const form = new FormData()
      form.append("files", new Blob([new Uint8Array(content)], { type }), name)
      return api.post("/admin/uploads", form, { ...owner, maxBodyLength: Infinity })
    }
    const pathOf = (url: string) => url.replace(/^https?:\/\/[^/]+/, "")
    const bare = { validateStatus: () => true }
    const statusOf = ({ status }: AxiosResponse) => status

    describe("uploads", () => {
      it("refuse files that are no pictures, whatever their name and type say", async () => {
        const page = Buffer.from("<script>alert(document.cookie)</script>")
        for (const [name, content] of [
          ["page.html", page],
          ["page.png", page],
          ["drawing.svg", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
          ["head.png", Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), page])],
        ] as const) {
          const { status, data } = await upload(name, content)
          expect([name, status, data.code]).toEqual([name, 400, "not_a_picture"])
        }
      })

      it("refuse a picture with too many pixels at once, and a file that is too large", async () => {
        const huge = await sharp({
          create: { width: 16_380, height: 16_380, channels: 3, background: "#fff" },
          limitInputPixels: false,
        })
          .png({ compressionLevel: 1 })
          .toBuffer()
        const started = Date.now()
        const refused = await upload("huge.png", huge)
        expect([refused.status, refused.data.code]).toEqual([400, "picture_too_large"])
        expect(Date.now() - started).toBeLessThan(2000)

        const large = await upload("large.png", Buffer.alloc(33 * 1024 * 1024))
        expect([large.status, large.data.code]).toEqual([413, "body_too_large"])
      }, 60_000)

      it("are encoded again: without metadata and with the extension of the content", async () => {
        const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#c00" } })
          .withExif({ IFD0: { Copyright: "secret place" } })
          .jpeg()
          .toBuffer()
        const polyglot = Buffer.concat([photo, Buffer.from("<script>alert(1)</script>")])
        const { status, data } = await upload("photo.html", polyglot, "text/html")
        expect(status).toBe(200)
        const [{ url }] = data.files as { url: string }[]
        expect(url).toMatch(/\.jpg$/)
        const stored = await api.get(pathOf(url), { ...bare, responseType: "arraybuffer" })
        expect(stored.headers["content-type"]).toBe("image/jpeg")
        expect(Buffer.from(stored.data).includes("secret place")).toBe(false)
        expect(Buffer.from(stored.data).includes("<script>")).toBe(false)
      })
    })

    describe("answers", () => {
      it("have security headers, and older files that are no pictures are downloaded", async () => {
        mkdirSync("static", { recursive: true })
        writeFileSync(path.resolve("static", "old-page.html"), "<script>1</script>")
        const page = await api.get("/STATIC/old-page.html", bare)
        expect(page.headers).toMatchObject({
          "content-disposition": "attachment",
          "x-content-type-options": "nosniff",
          "content-security-policy": expect.stringContaining("sandbox"),
        })
        for (const address of [
          "/static/old-page.html",
          "/app",
          "/health",
          "/store/products",
          "/admin/users/%zz",
        ]) {
          const { headers } = await api.get(address, { ...bare, headers: { "x-forwarded-proto": "https" } })
          expect(headers).toMatchObject({
            "x-content-type-options": "nosniff",
            "content-security-policy": expect.stringContaining("frame-ancestors"),
            "referrer-policy": expect.any(String),
            "strict-transport-security": expect.stringContaining("max-age"),
          })
          expect(headers).not.toHaveProperty("x-powered-by")
        }
        expect((await api.get("/health", bare)).headers).not.toHaveProperty("strict-transport-security")
      })
    })

    describe("the audit trail", () => {
      const trail = async (search = "") => {
        const { status, data } = await api.get(`/admin/audit-log${search}`, owner)
        expect(status).toBe(200)
        return data as { audit_entries: Record<string, unknown>[]; next_cursor: string | null }
      }

      it("says who changed money or rights, with the record before and after", async () => {
        const { data: promotion } = await api.post(
          "/admin/promotions",
          {
            code: "ALL",
            type: "standard",
            status: "active",
            application_method: { type: "percentage", target_type: "order", value: 10, currency_code: "uzs" },
          },
          owner,
        )
        const { id } = promotion.promotion
        await api.post(`/admin/promotions/${id}`, { application_method: { value: 100 } }, owner)
        expect((await trail(`?subject_id=${id}`)).audit_entries).toEqual([
          expect.objectContaining({
            action: "update-promotion",
            actor_type: "user",
            actor_name: "aziza@example.uz",
            before: expect.objectContaining({ application_method: expect.objectContaining({ value: 10 }) }),
            after: expect.objectContaining({ application_method: expect.objectContaining({ value: 100 }) }),
          }),
          expect.objectContaining({ action: "create-promotion", before: null, subject_type: "promotion" }),
        ])

        const key = await api.post("/admin/api-keys", { title: "Till", type: "secret" }, owner)
        const { audit_entries: keys } = await trail("?subject_type=api_key")
        expect(keys).toHaveLength(1)
        expect(JSON.stringify(keys)).not.toContain(key.data.api_key.token)

        const [courierMember] = await getContainer()
          .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
          .listStaffMembers({ telegram_id: TELEGRAM_IDS.courier })
        await api.post(`/admin/staff/${courierMember.id}`, { role: "manager" }, owner)
        expect((await trail("?subject_type=staff_member")).audit_entries).toEqual([
          expect.objectContaining({
            action: "change-staff-member",
            before: expect.objectContaining({ role: "courier" }),
            after: expect.objectContaining({ role: "manager" }),
          }),
        ])
        const refused = await api.post(`/admin/promotions/${id}`, { status: "no such status" }, owner)
        expect(refused.status).toBe(400)
        expect((await trail(`?subject_id=${id}`)).audit_entries).toHaveLength(2)
      })

      it("records prices of products, batches and customer groups", async () => {
        const variant = (amount: number) => ({
          title: "M",
          options: { Size: "M" },
          prices: [{ amount, currency_code: "uzs" }],
        })
        const created = await api.post(
          "/admin/products",
          {
            title: "Lola",
            options: [{ title: "Size", values: ["M"] }],
            variants: [variant(100)],
          },
          owner,
        )
        expect(created.status).toBe(200)
        const { id, variants } = created.data.product
        const address = `/admin/products/${id}/variants/${variants[0].id}`
        const prices = [{ amount: 5, currency_code: "uzs" }]
        expect((await api.post(address, { prices }, owner)).status).toBe(200)
        const batch = { update: [{ id, title: "Gul" }] }
        expect((await api.post("/admin/products/batch", batch, owner)).status).toBe(200)
        const group = await api.post("/admin/customer-groups", { name: "Staff" }, owner)
        const priced = (amount: number) => ({
          variants: [expect.objectContaining({ prices: [expect.objectContaining({ amount })] })],
        })
        const { audit_entries: entries } = await trail("?limit=4")
        expect(entries).toEqual([
          expect.objectContaining({
            action: "create-customer-group",
            subject_id: group.data.customer_group.id,
          }),
          expect.objectContaining({
            action: "batch-product",
            before: expect.objectContaining({ title: "Lola" }),
            after: expect.objectContaining({ title: "Gul" }),
          }),
          expect.objectContaining({
            action: "variants-product",
            subject_id: id,
            before: expect.objectContaining(priced(100)),
            after: expect.objectContaining(priced(5)),
          }),
          expect.objectContaining({ action: "create-product", subject_id: id, before: null }),
        ])
      })

      it("is paged by a cursor, only the owner reads it, and nobody changes it", async () => {
        for (const code of ["A", "B", "C"]) {
          await api.post("/admin/campaigns", { name: code, campaign_identifier: code }, owner)
        }
        const first = await trail("?limit=2")
        expect(first.audit_entries.map(({ after }) => (after as { name: string }).name)).toEqual(["C", "B"])
        const second = await trail(`?limit=2&cursor=${first.next_cursor}`)
        expect(second.audit_entries.map(({ after }) => (after as { name: string }).name)).toEqual(["A"])
        expect(second.next_cursor).toBeNull()
        expect((await api.get("/admin/audit-log", courier)).status).toBe(403)
        expect((await api.get("/admin/audit-log", bare)).status).toBe(401)

        const core = getContainer().resolve<CoreModuleService>(CORE_MODULE)
        const id = String(first.audit_entries[0].id)
        await expect(core.updateAuditEntries({ id, action: "nothing" })).rejects.toThrow(
          /neither changed nor deleted/,
        )
        await expect(core.deleteAuditEntries(id)).rejects.toThrow(/neither changed nor deleted/)
        expect((await trail()).audit_entries).toHaveLength(3)

        const pg = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION)
        await pg.raw(`insert into core_audit_entry (id, actor_type, action, subject_type, created_at)
          values ('audit_01AAAAAAAAAAAAAAAAAAAAAAAA', 'system', 'old', 'payment', now() - interval '366 days')`)
        await core.forgetAuditEntries(365)
        expect((await trail()).audit_entries.map(({ action }) => action)).not.toContain("old")
        expect((await trail()).audit_entries).toHaveLength(3)
        await expect(core.forgetAuditEntries(0)).rejects.toThrow(/neither changed nor deleted/)
      })
    })

    describe("exports", () => {
      const privateFile = async () => {
        const [file] = await getContainer()
          .resolve(Modules.FILE)
          .createFiles([
            {
              filename: "orders.csv",
              mimeType: "text/csv",
              content: "name,phone\nAziza,+998901234567",
              access: "private",
            },
          ])
        return file
      }

      it("are outside of the public folder, behind a signed link for some roles", async () => {
        const file = await privateFile()
        expect(existsSync(path.resolve("static", file.id))).toBe(false)
        expect((await api.get(`/static/${file.id}`, bare)).status).toBe(404)
        expect((await api.get(pathOf(file.url), bare)).status).toBe(401)
        expect((await api.get(pathOf(file.url), courier)).status).toBe(403)
        const mine = await api.get(pathOf(file.url), owner)
        expect([mine.status, mine.data]).toEqual([200, "name,phone\nAziza,+998901234567"])
        expect(mine.headers["content-disposition"]).toContain("orders.csv")
        const forged = [
          pathOf(file.url).replace(/expires=\d+/, `expires=${Date.now() + 86_400_000}`),
          pathOf(file.url).replace(/signature=[^&]+/, "signature="),
          `/admin/private-files/${file.id}`,
        ]
        for (const link of forged) {
          const { status, data } = await api.get(link, owner)
          expect([link, status, data.code]).toEqual([link, 404, "link_expired"])
        }
        const read = await getContainer().resolve(Modules.FILE).retrieveFile(file.id)
        expect((await api.get(pathOf(read.url), owner)).status).toBe(200)
      })

      it("and CSV files for the import of products are private too", async () => {
        const { status, data } = await upload("products.csv", Buffer.from("<script>1</script>"), "text/csv")
        expect([status, data.files[0].id]).toEqual([200, expect.stringMatching(/^private-/)])
        expect(existsSync(path.resolve("static", data.files[0].id))).toBe(false)
        const read = await getContainer().resolve(Modules.FILE).getAsBuffer(data.files[0].id)
        expect(read.toString()).toBe("<script>1</script>")
      })

      it("are deleted after an hour", async () => {
        const file = await privateFile()
        const place = path.resolve("private-files", file.id)
        await deleteOldExports()
        expect(existsSync(place)).toBe(true)
        const old = new Date(Date.now() - 61 * 60_000)
        utimesSync(place, old, old)
        // Medusa's own file provider kept exports in the public folder.
        const former = path.resolve("static", "private-1-orders.csv")
        mkdirSync(path.dirname(former), { recursive: true })
        writeFileSync(former, "name,phone")
        utimesSync(former, old, old)
        await deleteOldExports()
        expect(readdirSync(path.resolve("private-files"))).not.toContain(file.id)
        expect(existsSync(former)).toBe(false)
        expect((await api.get(pathOf(file.url), owner)).status).toBe(404)
      })
    })

    describe("addresses of pictures", () => {
      let pictures: Server
      let asked = 0
      let redPicture: Buffer
      beforeAll(async () => {
        redPicture = await sharp({ create: { width: 10, height: 10, channels: 3, background: "#c00" } })
          .png()
          .toBuffer()
        pictures = createServer((request, response) => {
          asked += 1
          if (request.url === "/endless.png") {
            const more = setInterval(() => response.write(Buffer.alloc(1024 * 1024)), 1)
            response.on("close", () => clearInterval(more))
            return
          }
          response.end(request.url === "/red.png" ? redPicture : "no picture")
        })
        await new Promise<void>((resolve) => pictures.listen(0, resolve))
      })
      afterAll(() => {
        pictures.closeAllConnections()
        pictures.close()
      })

      it("of core's product routes go through the guard of the import", async () => {
        const { port } = pictures.address() as AddressInfo
        const create = (more: object) =>
          api.post(
            "/admin/products",
            { title: "Lola", options: [{ title: "Size", values: ["M"] }], ...more },
            owner,
          )
        for (const url of [
          `http://127.0.0.1:${port}/red.png`,
          "http://169.254.169.254/latest/meta-data",
          "file:///etc/passwd",
          `http://localhost:${port}/page.png`,
          `http://localhost:${port}/endless.png`,
        ]) {
          for (const body of [{ thumbnail: url }, { images: [{ url }] }]) {
            const { status, data } = await create(body)
            expect([url, status, data.code]).toEqual([url, 400, "picture_refused"])
            // Without the maximum size it would end after the time limit of a request.
            if (url.endsWith("/endless.png")) {
              expect(data.message).toContain("must have at most 5 MB")
            }
          }
        }
        const before = asked
        const good = await create({ thumbnail: `http://localhost:${port}/red.png` })
        expect(good.status).toBe(200)
        const { id, thumbnail } = good.data.product
        expect((await api.post(`/admin/products/${id}`, { thumbnail }, owner)).status).toBe(200)
        expect(asked - before).toBe(1)
        const changed = await api.post(
          `/admin/products/${id}`,
          { images: [{ url: `http://127.0.0.1:${port}/red.png` }] },
          owner,
        )
        expect(changed.status).toBe(400)
        const batch = await api.post(
          "/admin/products/batch",
          { update: [{ id, thumbnail: "http://10.0.0.1/" }] },
          owner,
        )
        expect(batch.status).toBe(400)

        // Another host has pictures under /static/ too, and the shop has only the files that it stored.
        const { data: stored } = await upload("red.png", redPicture)
        const foreign = `http://169.254.169.254/static/${stored.files[0].id}`
        for (const url of [foreign, stored.files[0].url.replace(/[^/]+$/, "missing.png")]) {
          const { status, data } = await create({ thumbnail: url })
          expect([url, status, data.code]).toEqual([url, 400, "picture_refused"])
        }
        const own = await create({ title: "Atirgul", thumbnail: stored.files[0].url })
        expect([own.status, own.data.message]).toEqual([200, undefined])
      }, 60_000)

      it("of core's import of products go through the same guard", async () => {
        const { port } = pictures.address() as AddressInfo
        const imports = async (column: string, url: string) => {
          const csv = `Product Handle,Product Title,${column},Variant Title,Variant Option 1 Name,Variant Option 1 Value\nnargis,Nargis,${url},M,Size,M\n`
          const { data } = await upload("products.csv", Buffer.from(csv), "text/csv")
          const body = {
            file_key: data.files[0].id,
            originalname: "products.csv",
            extension: "csv",
            size: csv.length,
            mime_type: "text/csv",
          }
          return api.post("/admin/products/imports", body, owner)
        }
        for (const [column, url] of [
          ["Product Thumbnail", `http://127.0.0.1:${port}/red.png`],
          ["Product Image 1", "http://169.254.169.254/latest/meta-data"],
          ["PRODUCT IMAGE 1 Url", "http://10.0.0.1/static/red.png"],
          ["Product Thumbnail", `http://localhost:${port}/page.png`],
        ]) {
          const { status, data } = await imports(column, url)
          expect([column, url, status, data.code]).toEqual([column, url, 400, "picture_refused"])
        }
        const older = await api.post("/admin/products/import", new FormData(), owner)
        expect([older.status, older.data.code]).toEqual([400, "use_imports"])
      })
    })

    it("of a stranger with ever new addresses do not fill the memory", async () => {
      const mark = "a-new-address-"
      const filled = new Map<Map<unknown, unknown>, number>()
      const remember = Map.prototype.set
      const set = jest.spyOn(Map.prototype, "set").mockImplementation(function (
        this: Map<unknown, unknown>,
        key: unknown,
        value: unknown,
      ) {
        if (typeof key === "string" && key.includes(mark)) {
          remember.call(filled, this, (filled.get(this) ?? 0) + key.length)
        }
        return remember.call(this, key, value)
      })
      try {
        for (let call = 0; call < 150; call++) {
          const path = `${mark}${call}-${"x".repeat(8_000)}`
          const statuses = await Promise.all([
            api.get(`/admin/${path}`, bare).then(statusOf),
            api.get(`/store/${path}`, store).then(statusOf),
          ])
          expect(statuses).toEqual([401, 404])
        }
      } finally {
        set.mockRestore()
      }
      expect(filled.size).toBeGreaterThan(0)
      expect(Math.max(...filled.values())).toBeLessThan(1_100_000)
    })

    describe("requests that no route can process are answered with 400, not 500:", () => {
      let place: { region_id: string; sales_channel_id: string }
      beforeAll(() => {
        place = { region_id: shop.region_id, sales_channel_id: shop.default_sales_channel_id }
      })
      const cart = async () => {
        const { data } = await api.post("/store/carts", place, store)
        return data.cart.id as string
      }

      it("broken escapes and NUL characters in addresses", async () => {
        for (const address of [
          "/store/carts/%zz",
          "/store/carts/%00",
          "/store/products/a%00b",
          "/store/products?handle=a%00b",
          "/store/delivery-slots?method=%00",
        ]) {
          expect([address, (await api.get(address, store)).status]).toEqual([address, 400])
        }
        for (const address of ["/admin/orders/%E0%A4%A", "/admin/orders/%00", "/admin/customers?q=a%00b"]) {
          expect([address, (await api.get(address, owner)).status]).toEqual([address, 400])
        }
      })

      it("counts and dates that are out of range", async () => {
        for (const search of [
          "limit=-1",
          "offset=-1",
          "limit=1e308",
          "offset=99999999999999999999",
          "limit[]=1",
        ]) {
          for (const [address, options] of [
            ["/store/products", store],
            ["/admin/orders", owner],
            ["/admin/assignments", owner],
          ] as const) {
            const { status } = await api.get(`${address}?${search}`, options)
            expect([address, search, status]).toEqual([address, search, 400])
          }
        }
        for (const address of [
          "/admin/orders?created_at[$gte]=%2B275760-09-13T00:00:00.000Z",
          "/admin/orders?created_at[$gte]=99999-01-01",
          "/admin/assignments?from=99999-01-01",
          "/admin/gateway-transactions?from=%2B012026-01-01T00:00:00Z",
        ]) {
          expect([address, (await api.get(address, owner)).status]).toEqual([address, 400])
        }
        const slots = await api.get("/store/delivery-slots?method=delivery&from=10000-01-01", store)
        expect(slots.status).toBe(400)
      })

      it("numbers that are too large, and values that cannot be stored", async () => {
        const id = await cart()
        const bodies: [string, unknown, AxiosRequestConfig][] = [
          [`/store/carts/${id}/line-items`, { variant_id: shop.ten.id, quantity: 1e308 }, store],
          [`/store/carts/${id}/line-items`, { variant_id: shop.ten.id, quantity: 1e15 }, store],
          [`/store/carts/${id}`, { email: "a\u0000@example.uz" }, store],
          [`/store/carts/${id}`, { metadata: { note: "a\u0000b" } }, store],
          [`/store/carts/${id}/delivery`, { latitude: 1e308, longitude: 1 }, store],
          ["/admin/customers", { email: "x@example.uz", first_name: "a\u0000b" }, owner],
          ["/admin/customers", { email: "y@example.uz", metadata: { a: "\u0000" } }, owner],
          [
            "/admin/campaigns",
            { name: "x", campaign_identifier: "x", starts_at: "+275760-09-13T00:00:00.000Z" },
            owner,
          ],
          ["/admin/closed-days", { date: "99999-01-01" }, owner],
        ]
        for (const [address, body, options] of bodies) {
          const { status } = await api.post(address, body, options)
          expect([address, body, status]).toEqual([address, body, 400])
        }
      })

      it("deeply nested JSON", async () => {
        const depth = 20_000
        const nested = `{"metadata":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`
        const json = { "content-type": "application/json" }
        const deep: [string, AxiosRequestConfig][] = [
          [`/store/carts/${await cart()}`, store],
          ["/admin/customers", owner],
        ]
        for (const [address, options] of deep) {
          const { status } = await api.post(address, nested.slice(0, 100_000 + 50_000), {
            ...options,
            headers: { ...options.headers, ...json },
          })
          expect([400, 413]).toContain(status)
          const shallow = `{"metadata":${'{"a":'.repeat(2000)}1${"}".repeat(2000)}}`
          const answer = await api.post(address, shallow, {
            ...options,
            headers: { ...options.headers, ...json },
          })
          expect([address, answer.status]).toEqual([address, 400])
        }
      })

      it("fractional quantities", async () => {
        const id = await cart()
        const line = { variant_id: shop.ten.id, quantity: 1.5 }
        expect((await api.post(`/store/carts/${id}/line-items`, line, store)).status).toBe(400)
        expect((await api.post("/store/carts", { ...place, items: [line] }, store)).status).toBe(400)
        const added = await api.post(`/store/carts/${id}/line-items`, { ...line, quantity: 1 }, store)
        expect(added.status).toBe(200)
        const [item] = added.data.cart.items
        const update = await api.post(`/store/carts/${id}/line-items/${item.id}`, { quantity: 0.5 }, store)
        expect(update.status).toBe(400)
        const { data: items } = await getContainer()
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({ entity: "inventory_item", fields: ["id", "location_levels.location_id"] })
        const [level] = items[0].location_levels ?? []
        const stock = await api.post(
          `/admin/inventory-items/${items[0].id}/location-levels/${level?.location_id}`,
          { stocked_quantity: 2.5 },
          owner,
        )
        expect(stock.status).toBe(400)
      })

      it("bodies that are too large get 413", async () => {
        const large = { metadata: { a: "x".repeat(200_000) } }
        expect((await api.post(`/store/carts/${await cart()}`, large, store)).status).toBe(413)
        expect((await api.post("/admin/customers", { ...large, email: "z@example.uz" }, owner)).status).toBe(
          413,
        )
        const compared = await api.post(
          "/admin/gateway-transactions/compare?provider_id=pp_payme_payme",
          Buffer.alloc(11 * 1024 * 1024),
          {
            ...owner,
            maxBodyLength: Infinity,
            headers: { ...owner.headers, "content-type": "text/csv" },
          },
        )
        expect(compared.status).toBe(413)
      })
    })
  },
})
