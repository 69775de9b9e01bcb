import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createProductCategoriesWorkflow } from "@medusajs/medusa/core-flows"
import type { AxiosRequestConfig } from "axios"
import { withStockCause } from "../../src/modules/stock-ledger/stock-cause"
import { closeCount } from "../../src/workflows/stock-count/close-count"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import type { StockPerson } from "../../src/workflows/stock/person"
import { forgetAdminRoles } from "../../src/workflows/staff/admin-role"
import { createAdmin } from "../support/admin"
import { eventually } from "../support/eventually"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff } from "../support/workshop-view"

const LOGINS = ["owner", "manager", "florist", "florist2", "accountant", "courier"] as const
type Login = (typeof LOGINS)[number]

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: WorkshopFixture
    const logins = {} as Record<Login, AxiosRequestConfig>

    beforeAll(async () => {
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
      for (const name of LOGINS) {
        const role = name === "florist2" ? "florist" : name
        logins[name] = (await createAdmin(getContainer(), `${name}@count.uz`, role)).options
      }
    })
    afterEach(forgetAdminRoles)

    const get = (login: Login, path: string) => api.get(`/admin/stock-counts${path}`, logins[login])
    const post = (login: Login, path: string, body: unknown = {}) =>
      api.post(`/admin/stock-counts${path}`, body, logins[login])
    const begin = async (login: Login = "manager", more: object = {}) => {
      const { status, data } = await post(login, "", { location_id: shop.locationId, ...more })
      expect([status, data.code]).toEqual([201, undefined])
      return data.stock_count.id as string
    }
    const counts = async (login: Login, id: string, item: string, quantity: number, more: object = {}) => {
      const { status, data } = await post(login, `/${id}/entries`, {
        ...{ inventory_item_id: item, quantity },
        ...more,
      })
      expect([status, data.code]).toEqual([200, undefined])
    }
    const read = async (login: Login, id: string) => (await get(login, `/${id}`)).data.stock_count
    const decide = (login: Login, id: string, verb: "approve" | "refuse") =>
      api.post(`/admin/stock-requests/${id}/${verb}`, {}, logins[login])
    const stock = async (item: string) =>
      Number(
        (await getContainer().resolve(Modules.INVENTORY).listInventoryLevels({ inventory_item_id: item }))[0]
          .stocked_quantity,
      )
    const sell = (item: string, pieces: number) =>
      withStockCause({ kind: "sale", order_id: "order_1" }, () =>
        getContainer().resolve(Modules.INVENTORY).adjustInventory(item, shop.locationId, -pieces),
      )
    const receive = (item: string, quantity: number, unit_cost: number) =>
      ledgerOf(getContainer()).record(
        { kind: "incoming", actor_type: "system", actor_id: null, channel: "job" },
        [{ inventory_item_id: item, location_id: shop.locationId, quantity, lot: { unit_cost } }],
      )
    const corrections = () => ledgerOf(getContainer()).listStockDocuments({ kind: "correction" })

    it("corrects what differs, and keeps what was sold while people counted", async () => {
      const { rose, ribbon } = shop.flowers
      await receive(rose, 10, 700_000)
      const id = await begin("florist", { note: "Friday" })
      expect(await read("florist", id)).toMatchObject({
        ...{ status: "open", location_name: "Bukhara", category_name: null, note: "Friday" },
        ...{ actor_name: "Login of florist", counted: 0, not_counted: 2, items: [] },
      })
      const left = await get("florist", `/${id}/uncounted?limit=1`)
      expect(left.data).toMatchObject({ has_more: true, items: [{ item_title: "ribbon", stocked: 20 }] })
      expect((await get("florist", `/${id}/uncounted?q=ros`)).data.items).toMatchObject([
        { inventory_item_id: rose, stocked: 110 },
      ])

      await sell(rose, 5)
      await counts("florist", id, rose, 100)
      await sell(rose, 30)
      await Promise.all([counts("florist", id, ribbon, 20), sell(rose, 1)])
      const [hidden, shown] = [await read("florist", id), await read("accountant", id)]
      expect(hidden).toMatchObject({ counted: 2, not_counted: 0 })
      expect(hidden.items).toMatchObject([
        { item_title: "ribbon", counted: 20, book: 20, difference: 0 },
        {
          item_title: "rose",
          counted: 100,
          book: 105,
          difference: -5,
          entries: [{ counted: 100, book: 105 }],
        },
      ])
      expect(JSON.stringify(hidden)).not.toContain('"value"')
      expect(shown.items[1].value).toBe(-5 * 700_000)

      const closed = await Promise.all([post("florist", `/${id}/close`), post("manager", `/${id}/close`)])
      expect(closed.map(({ status }) => status)).toEqual([200, 200])
      const [document] = await corrections()
      expect(closed.map(({ data }) => data.stock_document.id)).toEqual([document.id, document.id])
      expect([await stock(rose), await stock(ribbon)]).toEqual([69, 20])
      expect(await corrections()).toMatchObject([{ key: `count:${id}`, reason: "count", note: "Friday" }])
      expect(closed[0].data.stock_count).toMatchObject({ status: "closed", document_id: document.id })
      expect(closed[0].data.stock_document.movements).toMatchObject([{ quantity: -5, kind: "correction" }])
      const late = await post("florist", `/${id}/entries`, { inventory_item_id: rose, quantity: 1 })
      expect([late.status, late.data.code]).toEqual([400, "count_closed"])
      expect((await get("florist", "?status=closed")).data.stock_counts).toMatchObject([{ id, counted: 2 }])

      // Nothing differs: no document.
      const equal = await begin()
      await counts("florist", equal, ribbon, 20)
      const { data } = await post("florist", `/${equal}/close`)
      expect(data).toMatchObject({ stock_count: { status: "closed", document_id: null, not_counted: 1 } })
      expect([data.stock_document, await corrections()]).toEqual([undefined, [document]])
    })

    it("lets the latest number of an item win, unless it is added to what is counted", async () => {
      const { rose } = shop.flowers
      const id = await begin()
      const total = async () => {
        const { items } = await read("owner", id)
        const [{ counted, book, difference, entries }] = items
        return [counted, book, difference, entries.length]
      }
      await counts("florist", id, rose, 60)
      await counts("florist2", id, rose, 70)
      expect(await total()).toEqual([70, 100, -30, 1])
      // The flowers in the cold room: the sale before them is taken from those that were counted first.
      await sell(rose, 10)
      await counts("florist", id, rose, 25, { adds: true })
      expect(await total()).toEqual([95, 100, -5, 2])
      await counts("florist2", id, rose, 3, { adds: true, key: "again" })
      await counts("florist2", id, rose, 3, { adds: true, key: "again" })
      await counts("florist", id, rose, 1, { adds: true })
      expect(await total()).toEqual([99, 100, -1, 2])
      // A new number of one person replaces all that others have counted.
      await counts("florist", id, rose, 80)
      expect(await total()).toEqual([80, 90, -10, 1])
      await post("owner", `/${id}/close`)
      expect(await stock(rose)).toBe(80)
    })

    it("lets another person approve a large correction, and opens a refused count again", async () => {
      const { rose, ribbon } = shop.flowers
      const id = await begin("manager")
      await counts("manager", id, rose, 40)
      await counts("florist", id, ribbon, 25)
      const asked = await Promise.all([post("manager", `/${id}/close`), post("manager", `/${id}/close`)])
      expect(asked.map(({ status }) => status)).toEqual([202, 202])
      const [first, again] = asked.map(({ data }) => data.stock_request)
      expect(first).toMatchObject({ id: again.id, kind: "correction", pieces: 65, reason: "count" })
      expect([await stock(rose), (await read("owner", id)).status]).toEqual([100, "waiting"])
      for (const [path, body] of [
        ["/entries", { inventory_item_id: rose, quantity: 90 }],
        ["/cancel", {}],
      ] as const) {
        const { status, data } = await post("florist", `/${id}${path}`, body)
        expect([path, status, data.code]).toEqual([path, 400, "count_waiting"])
      }
      const own = await decide("manager", first.id, "approve")
      expect([own.status, own.data.code]).toEqual([403, "own_request"])
      expect((await decide("owner", first.id, "refuse")).status).toBe(200)
      expect(await read("owner", id)).toMatchObject({ status: "open", document_id: null, ended_at: null })

      const second = (await post("manager", `/${id}/close`)).data.stock_request
      expect([second.status, second.id === first.id]).toEqual(["pending", false])
      await sell(rose, 7)
      const approved = await decide("owner", second.id, "approve")
      expect([approved.status, await stock(rose), await stock(ribbon)]).toEqual([200, 33, 25])
      expect(await read("owner", id)).toMatchObject({
        ...{ status: "closed", document_id: approved.data.stock_document.id, request_id: second.id },
      })
      const repeated = await post("manager", `/${id}/close`)
      expect([repeated.status, repeated.data.stock_document.id]).toEqual([
        200,
        approved.data.stock_document.id,
      ])
    })

    it("refuses a correction below zero with the name of the item", async () => {
      const { rose, ribbon } = shop.flowers
      const id = await begin()
      await counts("florist", id, ribbon, 2)
      await counts("florist", id, rose, 99)
      await sell(ribbon, 10)
      const { status, data } = await post("florist", `/${id}/close`)
      expect([status, data.code]).toEqual([400, "count_too_low"])
      expect([data.item_title, data.message]).toEqual([
        "ribbon",
        expect.stringMatching(/pieces of ribbon than/),
      ])
      expect([await stock(rose), await stock(ribbon), await corrections()]).toEqual([100, 10, []])
      await counts("florist", id, ribbon, 9)
      expect((await post("florist", `/${id}/close`)).status).toBe(200)
      expect([await stock(rose), await stock(ribbon)]).toEqual([99, 9])
    })

    it("counts a category, one count of a location at a time, and cancels", async () => {
      const { rose, ribbon } = shop.flowers
      const begun = await Promise.all([1, 2].map(() => post("florist", "", { location_id: shop.locationId })))
      expect(begun.map(({ data }) => data.code ?? data.stock_count.status).sort()).toEqual([
        "count_open",
        "open",
      ])
      const id = begun.find(({ status }) => status === 201)?.data.stock_count.id
      await counts("florist", id, rose, 1)
      expect((await post("florist", `/${id}/cancel`)).data.stock_count.status).toBe("canceled")
      expect((await post("florist", `/${id}/cancel`)).status).toBe(200)
      for (const path of ["/close", "/entries"]) {
        const refused = await post("florist", `/${id}${path}`, { inventory_item_id: rose, quantity: 1 })
        expect([path, refused.status, refused.data.code]).toEqual([path, 400, "count_canceled"])
      }
      expect(await stock(rose)).toBe(100)

      // A category of the first product, as a subcategory of the one that is counted.
      const query = getContainer().resolve(ContainerRegistrationKeys.QUERY)
      const { data: variants } = await query.graph({
        entity: "variant",
        fields: ["product_id", "inventory_items.inventory_item_id"],
        filters: { id: shop.variantIds[0] },
      })
      const create = async (name: string, more: object = {}) =>
        (
          await createProductCategoriesWorkflow(getContainer()).run({
            input: { product_categories: [{ name, ...more }] },
          })
        ).result[0].id
      const parent = await create("Bouquets")
      const child = await create("Roses", { parent_category_id: parent })
      await getContainer()
        .resolve(Modules.PRODUCT)
        .updateProducts(variants[0].product_id ?? "", { category_ids: [child] })
      const other = await create("Gifts")
      const used = (variants[0] as unknown as { inventory_items: { inventory_item_id: string }[] })
        .inventory_items
      const whole = await begin("florist", { category_id: parent, key: "once" })
      expect(await begin("florist", { category_id: parent, key: "once" })).toBe(whole)
      expect(await read("florist", whole)).toMatchObject({
        category_name: "Bouquets",
        not_counted: used.length,
      })
      await counts("florist", whole, used[0].inventory_item_id, 3)
      await post("manager", `/${whole}/cancel`)
      const gifts = await begin("florist", { category_id: other })
      expect((await read("florist", gifts)).not_counted).toBe(0)
      const outside = await post("florist", `/${gifts}/entries`, { inventory_item_id: ribbon, quantity: 1 })
      expect([outside.status, outside.data.code]).toEqual([404, "item_not_in_count"])
    })

    it("refuses other roles and bad input", async () => {
      const { rose } = shop.flowers
      const id = await begin()
      const entry = { inventory_item_id: rose, quantity: 1 }
      for (const path of ["", `/${id}/entries`, `/${id}/close`, `/${id}/cancel`]) {
        for (const login of ["accountant", "courier"] as const) {
          const { status, data } = await post(login, path, entry)
          expect([login, path, status, data.code]).toEqual([login, path, 403, "not_allowed"])
        }
      }
      for (const path of ["", `/${id}`, `/${id}/uncounted`]) {
        const [allowed, refused] = [await get("accountant", path), await get("courier", path)]
        expect([path, allowed.status, refused.status]).toEqual([path, 200, 403])
      }
      const bad: [string, unknown, number, string | undefined][] = [
        ["", { location_id: "sloc_none" }, 404, "location_not_found"],
        ["", { location_id: shop.locationId, category_id: "pcat_none" }, 404, "category_not_found"],
        ["", { location_id: shop.locationId }, 400, "count_open"],
        ["", {}, 400, undefined],
        [`/${id}/entries`, { ...entry, quantity: -1 }, 400, "invalid_quantity"],
        [`/${id}/entries`, { ...entry, quantity: 1e7 }, 400, "invalid_quantity"],
        [`/${id}/entries`, { ...entry, quantity: 1.5 }, 400, "invalid_body"],
        [`/${id}/entries`, { ...entry, quantity: "many" }, 400, undefined],
        [`/${id}/entries`, { ...entry, inventory_item_id: "iitem_none" }, 404, "item_not_in_count"],
        [`/${id}/entries`, { ...entry, surprise: true }, 400, undefined],
        ["/stcnt_none/entries", entry, 404, "count_not_found"],
        ["/stcnt_none/close", {}, 404, "count_not_found"],
        ["/stcnt_none/cancel", {}, 404, "count_not_found"],
      ]
      for (const [path, body, status, code] of bad) {
        const answer = await post("owner", path, body)
        expect([path, body, answer.status, answer.data.code]).toEqual([path, body, status, code])
      }
      expect((await get("owner", "/stcnt_none")).data.code).toBe("count_not_found")
      expect((await get("owner", "?status=lost")).status).toBe(400)
      expect((await read("owner", id)).items).toEqual([])
    })

    it("closes nothing of a count whose connection is killed in the middle, and closes it afterwards", async () => {
      const { rose, ribbon } = shop.flowers
      const id = await begin()
      await counts("florist", id, rose, 90)
      await counts("florist", id, ribbon, 10)
      const person: StockPerson = {
        role: "owner",
        member_id: null,
        actor: { actor_type: "user", actor_id: "user_1", channel: "admin" },
      }
      const knex = getContainer().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
      await knex.transaction(async (holder) => {
        // The second line waits for this lock, after the first one is written.
        const [last] = [rose, ribbon].sort().slice(-1)
        await holder.raw("select id from stock_lot where inventory_item_id = ? for update", [last])
        const outcome = closeCount(getContainer(), person, id).catch(() => "killed")
        await eventually(async () => {
          const { rows } = await knex.raw<{ rows: unknown[] }>(`
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and query like '%stock_level_change%' and wait_event_type = 'Lock'`)
          expect(rows).toHaveLength(1)
        })
        expect(await outcome).toBe("killed")
      })
      expect([await stock(rose), await stock(ribbon), await corrections()]).toEqual([100, 20, []])
      expect((await read("owner", id)).status).toBe("open")
      const { document } = await closeCount(getContainer(), person, id)
      expect([document?.movements.length, await stock(rose), await stock(ribbon)]).toEqual([2, 90, 10])
    })
  },
})
