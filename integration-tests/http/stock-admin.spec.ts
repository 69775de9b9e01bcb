import { AsyncLocalStorage } from "node:async_hooks"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Client } from "@medusajs/framework/pg"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { AxiosRequestConfig } from "axios"
import { TIME_ZONE } from "../../src/lib/shop"
import { addDays, dateAt } from "../../src/modules/delivery/zoned-time"
import { listMovements } from "../../src/workflows/stock/list-movements"
import { forgetAdminRoles } from "../../src/workflows/staff/admin-role"
import { createAdmin } from "../support/admin"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, runTransition, staff } from "../support/workshop-view"
import { reorderTests } from "./stock-reorder-tests"

const ROLES = ["owner", "manager", "florist", "accountant"] as const
type Role = (typeof ROLES)[number] | "manager2"

/** Names of the fields with money. */
const MONEY = /"(value|value_left|unit_cost|average_cost|worth)":/

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: WorkshopFixture
    const logins = {} as Record<Role, AxiosRequestConfig>
    let florist: string

    beforeAll(async () => {
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
      for (const name of [...ROLES, "manager2"] as const) {
        const role = name === "manager2" ? "manager" : name
        const { user, options } = await createAdmin(getContainer(), `${name}@stock.uz`, role)
        logins[name] = options
        florist = name === "florist" ? user.id : florist
      }
    })
    afterEach(forgetAdminRoles)

    const get = (role: Role, path: string, config: object = {}) =>
      api.get(`/admin/stock-${path}`, { ...logins[role], ...config })
    const post = (role: Role, path: string, body: unknown = {}) =>
      api.post(`/admin/stock-${path}`, body, logins[role])
    const line = (quantity: number, more: object = {}) => ({
      ...{ inventory_item_id: shop.flowers.rose, location_id: shop.locationId, quantity },
      ...more,
    })
    const receive = (role: Role, quantity: number, more: object = {}) =>
      post(role, "documents", { kind: "incoming", lines: [line(quantity, { unit_cost: 700_000, ...more })] })
    const lose = (role: Role, quantity: number, more: object = {}) =>
      post(role, "documents", { kind: "loss", reason: "wilted", lines: [line(quantity)], ...more })
    const stock = async (item = shop.flowers.rose) =>
      Number(
        (await getContainer().resolve(Modules.INVENTORY).listInventoryLevels({ inventory_item_id: item }))[0]
          .stocked_quantity,
      )
    const knex = () => getContainer().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const adjust = (item: string, quantity: number) =>
      knex().raw("update inventory_level set stocked_quantity = ? where inventory_item_id = ?", [
        quantity,
        item,
      ])

    it("records documents, lists them with names, and takes one back", async () => {
      const supplier = await post("manager", "suppliers", { name: "Samarkand Roses", phone: "+998901112233" })
      expect([supplier.status, supplier.data.stock_supplier.name]).toEqual([201, "Samarkand Roses"])
      const { id: supplier_id } = supplier.data.stock_supplier
      const { status, data } = await post("florist", "documents", {
        ...{ kind: "incoming", supplier_id, note: "Note 17" },
        lines: [
          line(30, { unit_cost: 700_000, wilts_on: "2030-01-05" }),
          line(2, { inventory_item_id: shop.flowers.ribbon }),
        ],
      })
      expect([status, data.short]).toEqual([201, []])
      const { id, movements, ...document } = data.stock_document
      expect(document).toMatchObject({
        ...{ kind: "incoming", supplier_name: "Samarkand Roses", actor_id: florist, channel: "admin" },
        ...{ actor_name: "Login of florist", lines: 2, pieces: 32, is_taken_back: false },
        item_titles: ["rose", "ribbon"],
      })
      expect(movements).toMatchObject([
        { item_title: "rose", location_name: "Bukhara", quantity: 30, stock_after: 130, kind: "incoming" },
        { item_title: "ribbon", quantity: 2 },
      ])
      const lots = (await get("owner", `lots?inventory_item_id=${shop.flowers.rose}&all=true`)).data
        .stock_lots
      expect(lots).toMatchObject([
        { supplier_name: "Samarkand Roses", unit_cost: 700_000, value: 21_000_000, wilts_on: "2030-01-05" },
        { document_id: null },
      ])
      expect((await get("owner", "lots/wilting?day=2030-01-05")).data.stock_lots).toMatchObject([
        { item_title: "rose", quantity_left: 30, value_left: 21_000_000 },
      ])
      expect((await get("owner", "lots/wilting?day=2030-01-04")).data.stock_lots).toEqual([])

      const kept = await api.delete(`/admin/stock-suppliers/${supplier_id}`, logins.manager)
      expect([kept.status, kept.data.code]).toEqual([400, "supplier_in_use"])
      const back = await post("florist", `documents/${id}/take-back`, { note: "Wrong note" })
      expect([back.status, back.data.stock_document.kind]).toEqual([200, "countermovement"])
      expect(await stock()).toBe(100)
      expect((await get("manager", `documents/${id}`)).data.stock_document).toMatchObject({
        ...{ is_taken_back: true, supplier_name: "Samarkand Roses", value: 21_000_000 },
      })
      const again = await post("manager", `documents/${id}/take-back`)
      expect([again.status, again.data.code]).toEqual([400, "already_countered"])
      const listed = (await get("manager", "documents?limit=1")).data
      expect([listed.has_more, listed.stock_documents[0].kind]).toEqual([true, "countermovement"])
      const incoming = (await get("manager", "documents?kind=incoming")).data
      expect([incoming.has_more, incoming.stock_documents.length]).toEqual([false, 1])
    })

    it("leaves costs and values out for a florist, and shows them to an accountant", async () => {
      const { data } = await receive("florist", 5)
      await lose("florist", 70)
      const paths = [
        "movements",
        "documents",
        `documents/${data.stock_document.id}`,
        "requests",
        "items",
        `lots?inventory_item_id=${shop.flowers.rose}&all=true`,
        "lots/wilting?day=2040-01-01",
      ]
      await receive("florist", 5, { wilts_on: "2030-01-05" })
      for (const path of paths) {
        const [hidden, shown] = await Promise.all([get("florist", path), get("accountant", path)])
        expect([path, hidden.status, MONEY.test(JSON.stringify(hidden.data))]).toEqual([path, 200, false])
        expect([path, shown.status, MONEY.test(JSON.stringify(shown.data))]).toEqual([path, 200, true])
      }
      expect(MONEY.test(JSON.stringify(data))).toBe(false)
      const [item] = (await get("owner", "items?q=ros")).data.stock_items
      expect(item).toMatchObject({
        ...{ title: "rose", location_name: "Bukhara", stocked: 110, reserved: 0, held: 0, free: 110 },
        ...{ sold_7: 0, sold_30: 0, value: 7_000_000, average_cost: 700_000 },
      })
      expect(item.last_receipt_at).toEqual(expect.any(String))
    })

    it("refuses bad input with a clear code, and changes nothing", async () => {
      const incoming = (...lines: unknown[]) => ({ kind: "incoming", lines })
      const bad: [string, unknown, number, string | undefined][] = [
        ["documents", incoming(line(-1)), 400, "invalid_quantity"],
        ["documents", incoming(line(0)), 400, "invalid_quantity"],
        ["documents", incoming(line(1e12)), 400, "invalid_quantity"],
        ["documents", incoming({ ...line(1), quantity: "ten" }), 400, undefined],
        ["documents", incoming({ ...line(1), quantity: Number.NaN }), 400, undefined],
        ["documents", incoming(line(1, { unit_cost: -5 })), 400, "invalid_cost"],
        ["documents", incoming(line(1, { unit_cost: 1.5 })), 400, "invalid_cost"],
        ["documents", incoming(line(1, { wilts_on: "2026-02-30" })), 400, undefined],
        ["documents", incoming(), 400, "lines_missing"],
        ["documents", incoming(...Array.from({ length: 201 }, () => line(1))), 400, "too_many_lines"],
        ["documents", incoming(line(1, { inventory_item_id: "iitem_none" })), 404, "item_not_found"],
        ["documents", incoming(line(1, { location_id: "sloc_none" })), 404, "location_not_found"],
        ["documents", { ...incoming(line(1)), supplier_id: "stsup_none" }, 404, "supplier_not_found"],
        ["documents", { ...incoming(line(1)), note: "\u0000" }, 400, "invalid_value"],
        ["documents", { ...incoming(line(1)), note: "x".repeat(501) }, 400, undefined],
        ["documents", { ...incoming(line(1)), surprise: true }, 400, undefined],
        ["documents", { kind: "loss", lines: [line(1)] }, 400, "reason_required"],
        ["documents", { kind: "loss", reason: "wilted", lines: [line(-1)] }, 400, "invalid_quantity"],
        ["documents", { kind: "correction", lines: [line(2), line(-20.5)] }, 400, "invalid_body"],
        ["documents", { kind: "sale", lines: [line(1)] }, 400, undefined],
        ["documents/regrade", regrading({ to: shop.flowers.rose }), 400, "same_item"],
        ["documents/regrade", regrading({ quantity: -2 }), 400, "invalid_quantity"],
        ["documents/regrade", regrading({ quantity: 101 }), 400, "stock_too_low"],
        ["documents/stdoc_none/take-back", {}, 404, "document_not_found"],
        ["movements/stmov_none/explain", { kind: "correction" }, 404, "movement_not_found"],
        ["movements/stmov_none/explain", { kind: "loss" }, 400, "reason_required"],
        ["movements/stmov_none/explain", { kind: "sale" }, 400, undefined],
        ["requests/streq_none/approve", {}, 404, "request_not_found"],
        ["suppliers", { name: " " }, 400, undefined],
        ["suppliers/stsup_none", { name: "Rose" }, 404, "supplier_not_found"],
      ]
      for (const [path, body, status, code] of bad) {
        const answer = await post("owner", path, body)
        expect([path, body, answer.status, answer.data.code]).toEqual([path, body, status, code])
        expect(answer.data.message).toEqual(expect.any(String))
      }
      const large = await api.post(
        "/admin/stock-documents",
        { ...incoming(line(1)), note: "x".repeat(10 * 1024 * 1024) },
        { ...logins.owner, maxBodyLength: Infinity },
      )
      expect(large.status).toBe(413)
      for (const query of [
        "movements?limit=101",
        "movements?kind=theft",
        "movements?from=yesterday",
        "movements?unexplained=true&kind=loss",
        "documents?limit=x",
        "requests?status=maybe",
        "items?offset=-1",
        "lots",
        "lots/wilting?day=2026-13-01",
      ]) {
        expect([query, (await get("owner", query)).status]).toEqual([query, 400])
      }
      const unknown = await get("owner", "documents/stdoc_none")
      expect([unknown.status, unknown.data.code]).toEqual([404, "document_not_found"])
      expect([await stock(), await stock(shop.flowers.ribbon)]).toEqual([100, 20])
    })

    const regrading = (more: object) => ({
      ...{ from: shop.flowers.rose, to: shop.flowers.ribbon, location_id: shop.locationId, quantity: 2 },
      ...more,
    })

    it("lets only the roles of the stock write", async () => {
      const { id } = (await receive("manager", 5)).data.stock_document
      for (const [role, path] of [
        ["accountant", "documents"],
        ["accountant", "documents/regrade"],
        ["accountant", `documents/${id}/take-back`],
        ["florist", `documents/${id}/take-back`],
        ["florist", "requests/streq_1/approve"],
        ["florist", "movements/stmov_1/explain"],
        ["florist", "suppliers"],
      ] as const) {
        const { status, data } = await post(role, path)
        expect([role, path, status, data.code]).toEqual([role, path, 403, "not_allowed"])
      }
      expect(await stock()).toBe(105)
      const moved = await post("florist", "documents/regrade", regrading({ note: "50 cm" }))
      expect([moved.status, moved.data.stock_document.movements]).toMatchObject([
        201,
        [
          { kind: "regrading", quantity: -2 },
          { kind: "regrading", quantity: 2 },
        ],
      ])
    })

    it("records one document for a key that comes twice, also at once", async () => {
      const note = { kind: "incoming", key: "note-9", lines: [line(10, { unit_cost: 100 })] }
      const at = await Promise.all([post("florist", "documents", note), post("florist", "documents", note)])
      const late = await post("florist", "documents", note)
      const ids = [...at, late].map(({ status, data }) => [status, data.stock_document?.id])
      expect(new Set(ids.map(String)).size).toBe(1)
      expect(await stock()).toBe(110)
      // Another person's key is another key.
      expect((await post("manager", "documents", note)).status).toBe(201)
      expect(await stock()).toBe(120)

      const asked = await Promise.all([1, 2].map(() => lose("florist", 60, { key: "loss-1" })))
      expect(asked.map(({ status }) => status)).toEqual([202, 202])
      expect(new Set(asked.map(({ data }) => data.stock_request.id)).size).toBe(1)
      expect((await get("owner", "requests?status=pending")).data.stock_requests).toHaveLength(1)
    })

    it("makes, prices, takes apart and writes off bouquets of the showcase, for the roles of the stock", async () => {
      const bouquet = (more: object = {}) => ({
        ...{ title: "Dawn", title_uz: "Tong", price: 90_000, key: "dawn" },
        parts: [{ inventory_item_id: shop.flowers.rose, quantity: 7 }],
        ...more,
      })
      for (const [wrong, code] of [
        [{ parts: [] }, "lines_missing"],
        [{ parts: [{ inventory_item_id: shop.flowers.rose, quantity: -1 }] }, "invalid_parts"],
        [{ parts: [{ inventory_item_id: "iitem_none", quantity: 1 }] }, "item_not_found"],
        [{ parts: [{ inventory_item_id: shop.flowers.rose, quantity: 101 }] }, "stems_missing"],
        [{ price: 0.5 }, "invalid_price"],
        [{ title: " " }, "title_missing"],
        [{ title: "x".repeat(81) }, "text_too_long"],
      ] as const) {
        const { data } = await post("florist", "showcase", bouquet(wrong))
        expect([wrong, data.code]).toEqual([wrong, code])
      }
      const both = await Promise.all([1, 2].map(() => post("florist", "showcase", bouquet())))
      expect(both.map(({ status }) => status)).toEqual([201, 201])
      const [{ id }, again] = both.map(({ data }) => data.showcase_bouquet)
      expect([again.id, await stock()]).toEqual([id, 93])
      const { showcase_bouquets: listed } = (await get("accountant", "showcase?status=offered")).data
      expect(listed).toMatchObject([
        { id, title: "Dawn", title_uz: "Tong", actor_id: florist, parts: [{ quantity: 7 }] },
      ])

      for (const path of [
        "showcase",
        `showcase/${id}/price`,
        `showcase/${id}/take-apart`,
        `showcase/${id}/write-off`,
      ]) {
        const { status, data } = await post("accountant", path)
        expect([path, status, data.code]).toEqual([path, 403, "not_allowed"])
      }
      const priced = await post("manager", `showcase/${id}/price`, { price: 80_000 })
      expect(priced.data.showcase_bouquet).toMatchObject({ price: 80_000, status: "offered" })
      const rose = shop.flowers.rose
      for (const [body, code] of [
        [{ lost: [{ inventory_item_id: rose, quantity: 8 }], reason: "wilted" }, "stems_unknown"],
        [{ lost: [{ inventory_item_id: rose, quantity: 2 }], reason: "because" }, "reason_required"],
      ] as const) {
        expect((await post("manager", `showcase/${id}/take-apart`, body)).data.code).toBe(code)
      }
      const lost = [{ inventory_item_id: rose, quantity: 2 }]
      const apart = await post("manager", `showcase/${id}/take-apart`, { lost, reason: "wilted" })
      expect(apart.data.showcase_bouquet).toMatchObject({ status: "taken_apart", lost, reason: "wilted" })
      expect(await stock()).toBe(98)
      expect((await post("owner", `showcase/${id}/write-off`, { reason: "gift" })).data.code).toBe(
        "bouquet_ended",
      )

      const { data: second } = await post("owner", "showcase", bouquet({ key: "second" }))
      const off = await post("owner", `showcase/${second.showcase_bouquet.id}/write-off`, { reason: "gift" })
      expect(off.data.showcase_bouquet).toMatchObject({ status: "written_off", reason: "gift" })
      expect(await stock()).toBe(91)
      // A document of a bouquet is taken back by taking the bouquet apart.
      const { stock_documents: documents } = (await get("owner", "documents?kind=assembly")).data
      const back = await post("owner", `documents/${documents[0].id}/take-back`)
      expect([back.status, back.data.code]).toEqual([400, "not_counterable"])
      expect((await get("owner", "showcase/shbq_none")).status).toBe(404)
    })

    it("does not ask for a repeated loss whose next flowers cost more", async () => {
      await receive("florist", 100, { unit_cost: 9_000_000 })
      const first = await lose("florist", 50, { key: "loss-2" })
      await lose("florist", 50)
      expect([first.status, await stock()]).toEqual([201, 100])
      const again = await lose("florist", 50, { key: "loss-2" })
      expect([again.status, again.data.stock_document?.id]).toEqual([201, first.data.stock_document.id])
      expect(await stock()).toBe(100)
    })

    it("lets one of two other people approve a large loss, and never the one who asks", async () => {
      const { status, data } = await lose("manager", 60, { note: "The fridge failed" })
      const { id } = data.stock_request
      expect([status, data.stock_request]).toMatchObject([
        202,
        {
          status: "pending",
          pieces: 60,
          actor_name: "Login of manager",
          lines: [{ item_title: "rose", quantity: -60 }],
        },
      ])
      expect(await stock()).toBe(100)
      for (const verb of ["approve", "refuse"]) {
        const own = await post("manager", `requests/${id}/${verb}`)
        expect([own.status, own.data.code]).toEqual([403, "own_request"])
      }
      const both = await Promise.all([
        post("owner", `requests/${id}/approve`),
        post("manager2", `requests/${id}/approve`),
      ])
      expect(both.map((one) => one.data.code ?? one.data.stock_request.status).sort()).toEqual([
        "already_decided",
        "approved",
      ])
      expect(await stock()).toBe(40)
      const done = (await get("owner", "requests?status=approved")).data.stock_requests
      expect(done).toMatchObject([
        { id, decided_by_name: expect.any(String), document_id: expect.any(String) },
      ])

      const second = (await lose("florist", 51)).data.stock_request.id
      const tooMuch = await post("owner", `requests/${second}/approve`)
      expect([tooMuch.status, tooMuch.data.code, await stock()]).toEqual([400, "stock_too_low", 40])
      const refused = await post("owner", `requests/${second}/refuse`)
      expect([refused.status, refused.data.stock_request.status]).toEqual([200, "refused"])
      expect((await post("owner", `requests/${second}/approve`)).data.code).toBe("already_decided")
      expect(await stock()).toBe(40)
    })

    it("lists movements by filters and pages, with names and in a fixed number of statements", async () => {
      const { rose, ribbon } = shop.flowers
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop)
      await runTransition(getContainer(), assignmentId, { action: "accept", by: staff("florist") })
      const before = new Date()
      for (const quantity of [1, 2, 3]) {
        await receive("florist", quantity)
      }
      await lose("manager", 4)
      const list = async (query: string) => (await get("manager", `movements?${query}`)).data
      const quantities = ({ stock_movements: all }: { stock_movements: { quantity: number }[] }) =>
        all.map(({ quantity }) => quantity)
      expect(quantities(await list(`inventory_item_id=${rose}&from=${before.toISOString()}`))).toEqual([
        -4, 3, 2, 1,
      ])
      expect(quantities(await list(`until=${before.toISOString()}&kind=incoming`))).toEqual([])
      expect(quantities(await list(`from=2040-01-01T00:00:00%2B05:00`))).toEqual([])
      expect(quantities(await list(`kind=incoming&location_id=${shop.locationId}`))).toEqual([3, 2, 1])
      expect(quantities(await list(`actor_id=${florist}`))).toEqual([3, 2, 1])
      const sold = await list(`order_id=${orderId}&inventory_item_id=${ribbon}`)
      const number = (await getContainer().resolve(Modules.ORDER).retrieveOrder(orderId)).display_id
      expect(sold.stock_movements).toMatchObject([{ kind: "sale", display_id: number, order_id: orderId }])
      const first = await list("limit=2")
      const second = await list(`limit=2&before=${first.next_before}`)
      expect([quantities(first), quantities(second)]).toEqual([
        [-4, 3],
        [2, 1],
      ])
      const last = await list(`before=${second.stock_movements[1].id}`)
      expect(last.next_before).toBeNull()

      const counting = new AsyncLocalStorage<{ sent: number }>()
      const query: (...args: unknown[]) => unknown = Client.prototype.query
      const spy = jest.spyOn(Client.prototype, "query").mockImplementation(function (
        this: Client,
        ...args: unknown[]
      ) {
        const counter = counting.getStore()
        if (counter) {
          counter.sent++
        }
        return query.apply(this, args)
      })
      const statements = async (limit: number) => {
        const counter = { sent: 0 }
        await counting.run(counter, () => listMovements(getContainer(), { unexplained: false, limit }))
        return counter.sent
      }
      // The page of ten has sales, which the page of five lacks: one statement reads all orders.
      const [five, ten] = [await statements(5), await statements(10)]
      spy.mockRestore()
      expect(five).toBeGreaterThan(3)
      expect(ten).toBeLessThanOrEqual(five + 1)
    })

    it("lists what nobody has explained, and takes one explanation of several at once", async () => {
      const { rose, ribbon } = shop.flowers
      const known = (await get("owner", "movements?unexplained=true")).data.count
      await adjust(ribbon, 12)
      await adjust(rose, 90)
      const { stock_movements: open, count } = (await get("florist", "movements?unexplained=true&limit=1"))
        .data
      expect([count, open]).toMatchObject([
        known + 2,
        [{ item_title: "rose", quantity: -10, is_explained: false }],
      ])
      const next = (await get("florist", `movements?unexplained=true&limit=1&before=${open[0].id}`)).data
      expect(next.stock_movements).toMatchObject([{ item_title: "ribbon", quantity: -8, actor_name: null }])
      const explain = (role: Role) =>
        post(role, `movements/${open[0].id}/explain`, { kind: "loss", reason: "missing", note: "Counted" })
      const answers = await Promise.all([explain("owner"), explain("manager")])
      expect(answers.map(({ data }) => data.code ?? data.stock_movement.kind).sort()).toEqual([
        "already_explained",
        "loss",
      ])
      expect((await get("owner", "movements?unexplained=true")).data.count).toBe(known + 1)
      const losses = (await get("owner", "movements?kind=loss")).data.stock_movements
      expect(losses).toMatchObject([
        { id: open[0].id, reason: "missing", note: "Counted", is_explained: true },
      ])
      const corrections = (await get("owner", "movements?kind=correction")).data.stock_movements
      expect(corrections[0]).toMatchObject({ inventory_item_id: ribbon, quantity: -8 })
    })

    it("lists the movements of an order by its number, at a location", async () => {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop)
      await runTransition(getContainer(), assignmentId, { action: "accept", by: staff("florist") })
      const [{ display_id: number }] = (
        await getContainer()
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({ entity: "order", fields: ["display_id"], filters: { id: orderId } })
      ).data
      const found = await get("florist", `movements?order_number=${number}&location_id=${shop.locationId}`)
      expect(found.data.stock_movements.length).toBeGreaterThan(0)
      for (const movement of found.data.stock_movements) {
        expect(movement).toMatchObject({ order_id: orderId, display_id: number, kind: "sale" })
      }
      for (const other of ["order_number=999999", `order_number=${number}&location_id=sloc_none`]) {
        expect((await get("florist", `movements?${other}`)).data.stock_movements).toEqual([])
      }
      expect((await get("florist", "movements?order_number=x")).status).toBe(400)
    })

    it("shows the days of an item, to each role of the stock", async () => {
      const before = await stock()
      await receive("manager", 40)
      await lose("florist", 3)
      const today = dateAt(new Date(), TIME_ZONE)
      const { data } = await get("florist", `items/${shop.flowers.rose}/history?days=7`)
      expect(data.days).toHaveLength(7)
      expect(data.days.at(-1)).toMatchObject({ day: today, received: expect.any(Number), stock: before + 37 })
      expect(data.days.at(-1).lost).toBeGreaterThanOrEqual(3)
      // The stock before the ledger began is not known, and counts as the stock of its first day.
      expect(data.days[0]).toMatchObject({ day: addDays(today, -6), received: 0, sold: 0, lost: 0 })
      expect((await get("accountant", `items/${shop.flowers.rose}/history?days=367`)).status).toBe(400)
    })

    it("puts wilting flowers on offer for owners and managers only, and ends the offer", async () => {
      await receive("manager", 5, { wilts_on: "2030-01-05" })
      const { data } = await get("manager", `lots?inventory_item_id=${shop.flowers.rose}`)
      const lot_id = data.stock_lots.at(-1).id
      const start = (role: Role, more: object = {}) => post(role, "offers", { lot_id, ...more })
      expect((await start("florist")).status).toBe(403)
      expect((await start("accountant")).status).toBe(403)
      expect((await start("manager", { percent: 95 })).status).toBe(400)
      expect((await start("manager", { lot_id: "none" })).data.code).toBe("lot_not_found")
      const [first, second] = await Promise.all([start("manager", { percent: 33 }), start("owner")])
      expect([first.status, second.status]).toEqual([200, 200])
      expect(first.data.stock_offer.id).toBe(second.data.stock_offer.id)
      const pricing = getContainer().resolve(Modules.PRICING)
      const [list, ...others] = await pricing.listPriceLists({}, { relations: ["prices"] })
      expect(others).toEqual([])
      expect(list.id).toBe(first.data.stock_offer.price_list_id)
      const { percent } = first.data.stock_offer
      const usual = await pricing.listPrices({ currency_code: "uzs" }, { take: null })
      const reducedPrices = (list.prices ?? []).map(({ amount }) => Number(amount))
      expect(reducedPrices.length).toBeGreaterThan(0)
      for (const amount of reducedPrices) {
        expect(usual.map((one) => Math.round((Number(one.amount) * (100 - percent)) / 100))).toContain(amount)
      }
      const open = await get("florist", "offers?open=true")
      expect(open.data.stock_offers).toMatchObject([{ lot_id, ended_at: null }])
      const { id } = first.data.stock_offer
      expect((await api.delete(`/admin/stock-offers/${id}`, logins.florist)).status).toBe(403)
      expect((await api.delete(`/admin/stock-offers/${id}`, logins.owner)).status).toBe(200)
      expect((await api.delete(`/admin/stock-offers/${id}`, logins.owner)).status).toBe(200)
      expect((await api.delete("/admin/stock-offers/none", logins.owner)).status).toBe(404)
      expect(await pricing.listPriceLists()).toEqual([])
      expect((await get("manager", "offers?open=true")).data.stock_offers).toEqual([])
    })

    reorderTests({
      container: getContainer,
      shop: () => shop,
      get,
      post,
      remove: (role, path) => api.delete(`/admin/stock-${path}`, logins[role]),
    })
  },
})
