import type { MedusaContainer } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { AxiosResponse } from "axios"
import { addDays, dateAt, weekdayOf } from "../../src/modules/delivery/zoned-time"
import { TIME_ZONE } from "../../src/lib/shop"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import { withOptions } from "../support/limits"
import { placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"

type Role = "owner" | "manager" | "florist" | "accountant"

/** What these tests need of their suite: the shop, and calls of /admin/stock-… as a role. */
type Suite = {
  container: () => MedusaContainer
  shop: () => WorkshopFixture
  get: (role: Role, path: string, config?: object) => Promise<AxiosResponse>
  post: (role: Role, path: string, body?: unknown) => Promise<AxiosResponse>
  remove: (role: Role, path: string) => Promise<AxiosResponse>
}

/** Tests of reorder levels, the shopping list and the suppliers. */
export function reorderTests({ container, shop, get, post, remove }: Suite): void {
  const knex = () => container().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const today = () => dateAt(new Date(), TIME_ZONE)
  const rose = () => shop().flowers.rose
  const ledger = () => ledgerOf(container())
  const set = (body: object, role: Role = "manager", item = rose()) =>
    post(role, `items/${item}/reorder`, body)
  const list = async (query = "") => (await get("florist", `shopping-list?${query}`)).data
  const stocks = (quantity: number, item = rose()) =>
    knex().raw("update inventory_level set stocked_quantity = ? where inventory_item_id = ?", [
      quantity,
      item,
    ])
  const reserves = (quantity: number, item = rose()) =>
    knex().raw("update inventory_level set reserved_quantity = ? where inventory_item_id = ?", [
      quantity,
      item,
    ])
  const isLow = async (item = rose()) => (await ledger().listReorders([item]))[0].low_since !== null

  /** Writes a sale of some days ago as the ledger's trigger would. */
  const sold = (pieces: number, daysAgo: number, item = rose()) =>
    knex().raw(
      `insert into stock_movement (id, inventory_item_id, location_id, kind, quantity, stock_after, value, is_known, actor_type, channel, created_at)
       values ('stmov_test' || nextval('stock_movement_number'), ?, ?, 'sale', ?, 0, 0, true, 'system', 'database', ?::timestamptz)`,
      [item, shop().locationId, -pieces, `${addDays(today(), -daysAgo)}T12:00:00+05:00`],
    )

  it("sets when an item is ordered again, and says what to order", async () => {
    const supplier = await post("owner", "suppliers", { name: "Quito Roses", lead_days: 4 })
    const { id: supplier_id } = supplier.data.stock_supplier
    const first = await set({ level: 30, quantity: 50, supplier_id })
    expect([first.status, first.data.stock_reorder]).toMatchObject([
      200,
      {
        ...{ level: 30, quantity: 50, supplier_name: "Quito Roses", lead_days: 4, own_lead_days: null },
        ...{ title: "rose", stocked: 100, free: 100, is_low: false, proposed: 0, low_since: null },
      },
    ])
    // A value that is left out stays.
    expect((await set({ lead_days: 1 }, "owner")).data.stock_reorder).toMatchObject({
      ...{ level: 30, lead_days: 1, own_lead_days: 1, until: addDays(today(), 3) },
    })
    expect((await set({ lead_days: null })).data.stock_reorder).toMatchObject({ lead_days: 4, level: 30 })
    await stocks(30)
    const read = await get("accountant", `items/${rose()}/reorder`)
    expect(read.data.stock_reorder).toMatchObject({
      ...{ is_low: true, free: 30, proposed: 50, low_since: expect.any(String), has_settings: true },
    })
    // A level that the free pieces have crossed already counts as a crossing.
    await set({ level: 20 })
    expect(await isLow()).toBe(false)
    await set({ level: 40 })
    expect(await isLow()).toBe(true)
    await set({ level: null })
    expect(await isLow()).toBe(false)
  })

  it("lets only owner and manager set it, and refuses bad input", async () => {
    for (const role of ["florist", "accountant"] as const) {
      expect(await set({ level: 3 }, role)).toMatchObject({ status: 403, data: { code: "not_allowed" } })
      expect(await post(role, "suppliers", { name: "Rose" })).toMatchObject({ status: 403 })
      expect(await remove(role, "suppliers/stsup_1")).toMatchObject({ status: 403 })
      for (const path of ["shopping-list", "shopping-list/export", `items/${rose()}/reorder`]) {
        expect([path, (await get(role, path)).status]).toEqual([path, 200])
      }
    }
    const bad: [object, number, string | undefined][] = [
      [{ level: -1 }, 400, undefined],
      [{ level: 1.5 }, 400, undefined],
      [{ quantity: 0 }, 400, undefined],
      [{ lead_days: 61 }, 400, undefined],
      [{ level: "ten" }, 400, undefined],
      [{ surprise: 1 }, 400, undefined],
      [{ supplier_id: "stsup_none" }, 404, "supplier_not_found"],
    ]
    for (const [body, status, code] of bad) {
      const answer = await set(body)
      expect([body, answer.status, answer.data.code]).toEqual([body, status, code])
    }
    for (const verb of [
      () => get("owner", "items/iitem_none/reorder"),
      () => set({ level: 1 }, "owner", "iitem_none"),
    ]) {
      expect(await verb()).toMatchObject({ status: 404, data: { code: "item_not_found" } })
    }
    for (const query of ["limit=101", "offset=-1", "surprise=1"]) {
      expect([query, (await get("owner", `shopping-list?${query}`)).status]).toEqual([query, 400])
    }
    expect((await get("owner", "shopping-list/export?language=fr")).status).toBe(400)
  })

  it("records each crossing once, by any change of the free stock, and a notice takes it once", async () => {
    await set({ level: 50 })
    const untold = async () => (await ledger().takeUntold()).map(({ items }) => items)
    expect([await isLow(), await untold()]).toEqual([false, []])
    // Reserved pieces are not free.
    await reserves(50)
    const { low_since: first } = (await ledger().listReorders([rose()]))[0]
    expect(first).not.toBeNull()
    await stocks(60)
    expect((await ledger().listReorders([rose()]))[0].low_since).toEqual(first)

    // Two processes at once take it into one notice.
    const taken = await Promise.all([ledger().takeUntold(), ledger().takeUntold()])
    const notices = new Set(taken.flat().map(({ notice_id }) => notice_id))
    expect(notices.size).toBe(1)
    const [notice] = notices
    expect(await untold()).toEqual([[rose()]])
    await ledger().markTold(notice)
    expect(await untold()).toEqual([])
    await stocks(55)
    expect(await untold()).toEqual([])

    // Above and below again is another crossing, also between two runs of the job.
    await stocks(101)
    await stocks(100)
    const again = await ledger().takeUntold()
    expect(again.map(({ items }) => items)).toEqual([[rose()]])
    expect(again[0].notice_id).not.toBe(notice)

    // What no trigger saw, such as a restored table, is found by the job.
    await knex().transaction(async (transaction) => {
      await transaction.raw("set local session_replication_role = replica")
      await transaction.raw("update inventory_level set stocked_quantity = 500 where inventory_item_id = ?", [
        rose(),
      ])
    })
    expect(await isLow()).toBe(true)
    await ledger().followLevels()
    expect(await isLow()).toBe(false)
  })

  it("proposes what forecast and open orders need beyond the free stock, with a holiday", async () => {
    await set({ level: 5, quantity: 10, lead_days: 0 })
    await stocks(0)
    // The ledger is old enough. Each weekday of the last four weeks sold 8 pieces, tomorrow's sold 16.
    await sold(1, 60)
    const tomorrow = addDays(today(), 1)
    for (let daysAgo = 1; daysAgo <= 28; daysAgo += 1) {
      const isLike = weekdayOf(addDays(today(), -daysAgo)) === weekdayOf(tomorrow)
      await sold(isLike ? 16 : 8, daysAgo)
    }
    await sold(1000, 35)
    await sold(3, 0)
    const item = async () => (await list()).stock_shopping_list[0] as Record<string, unknown>
    // The rest of today, tomorrow, and the day after.
    const means = [1, 2, 3, 4, 5, 6, 7].map((day) => (day === weekdayOf(tomorrow) ? 16 : 8))
    expect(await item()).toMatchObject({
      ...{
        title: "rose",
        sold_by_weekday: means,
        forecast: 5 + 16 + 8,
        open_orders: 0,
        need: 29,
        proposed: 29,
      },
    })
    await withOptions(
      container(),
      { stockHolidays: [`${tomorrow.slice(5)}=3`], stockCoverDays: 2 },
      async () => {
        expect(await item()).toMatchObject({ forecast: 5 + 48, until: tomorrow, proposed: 53 })
      },
    )
    const lastYear = `${Number(tomorrow.slice(0, 4)) - 1}${tomorrow.slice(4)}`
    await withOptions(container(), { stockHolidays: [`${tomorrow}=last-year`] }, async () => {
      // The ledger does not know the last year.
      expect(await item()).toMatchObject({ forecast: 29 })
      await sold(1, 800)
      await sold(70, Math.round((Date.parse(today()) - Date.parse(lastYear)) / 86_400_000))
      expect(await item()).toMatchObject({ forecast: 5 + 70 + 8 })
    })
    await stocks(25)
    expect(await item()).toMatchObject({ free: 25, need: 29, proposed: 10 })
    await stocks(29)
    expect((await list()).stock_shopping_list).toEqual([])
  })

  it("counts open orders on the day of their delivery", async () => {
    const { orderId } = await placeWorkshopOrder(container(), shop())
    const deliveredOn = (day: string | null) =>
      knex().raw("update delivery set date = ? where order_id = ?", [day, orderId])
    const read = async () =>
      (await get("owner", `items/${rose()}/reorder`)).data.stock_reorder as Record<string, number>
    const { reserved } = await read()
    expect(reserved).toBe(45)
    await deliveredOn(addDays(today(), 1))
    expect(await read()).toMatchObject({
      open_orders: 45,
      need: 45,
      kept_for_later: 0,
      free: 55,
      proposed: 0,
    })
    await deliveredOn(addDays(today(), 30))
    expect(await read()).toMatchObject({ open_orders: 0, need: 0, kept_for_later: 45, free: 55 })
    // What a later order lacks is ordered when its day comes.
    await stocks(0)
    expect(await read()).toMatchObject({ free: -45, proposed: 0 })
    await deliveredOn(addDays(today(), -2))
    expect(await read()).toMatchObject({ open_orders: 45, proposed: 45 })
  })

  it("gives the shopping list by supplier, and as XLSX with the same figures", async () => {
    const { ribbon } = shop().flowers
    const named = async (name: string) =>
      (await post("owner", "suppliers", { name, phone: "90 123 45 67" })).data.stock_supplier
    const { id: supplier_id } = await named("=Роза/Бухара")
    await set({ level: 100, quantity: 70, supplier_id })
    await set({ level: 20, quantity: 7 }, "owner", ribbon)
    const { stock_shopping_list: items, suppliers, count } = await list()
    expect([items, count]).toMatchObject([
      [
        { title: "rose", supplier_name: "=Роза/Бухара", proposed: 70, free: 100, level: 100 },
        { title: "ribbon", supplier_id: null, proposed: 7 },
      ],
      2,
    ])
    expect(suppliers).toEqual([
      { supplier_id, name: "=Роза/Бухара", phone: "+998901234567", items: 1, pieces: 70 },
      { supplier_id: null, name: null, phone: null, items: 1, pieces: 7 },
    ])
    const titles = async (query: string) =>
      ((await list(query)).stock_shopping_list as { title: string }[]).map(({ title }) => title)
    expect(await titles("supplier_id=none")).toEqual(["ribbon"])
    expect(await titles(`supplier_id=${supplier_id}`)).toEqual(["rose"])
    expect(await titles("limit=1&offset=1")).toEqual(["ribbon"])

    const sheetsOf = async (query: string) => {
      const file = await get("accountant", `shopping-list/export?${query}`, { responseType: "arraybuffer" })
      const { default: read } = await import("read-excel-file/node")
      return read(Buffer.from(file.data))
    }
    const sheets = await sheetsOf("language=ru")
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["Всё", "=Роза Бухара", "Без поставщика"])
    const until = addDays(today(), 2)
    expect(sheets[0].data.slice(1)).toEqual([
      ["=Роза/Бухара", "+998901234567", "rose", "rose", 70, 100, 100, 0, 0, until],
      ["Без поставщика", null, "ribbon", "ribbon", 7, 20, 20, 0, 0, until],
    ])
    expect(sheets[1].data[1]).toEqual(["rose", "rose", 70, 100, 100, 0, 0, until])
    expect((await sheetsOf("supplier_id=none")).map(({ sheet }) => sheet)).toEqual(["No supplier"])
  })

  it("keeps suppliers with one name each, and deletes only those that are not in use", async () => {
    const create = (name: string, more: object = {}) => post("manager", "suppliers", { name, ...more })
    const { status, data } = await create("  Розовая   долина ", {
      phone: "8 (998) 90-123-45-67",
      lead_days: 2,
    })
    expect([status, data.stock_supplier]).toMatchObject([
      201,
      { name: "Розовая долина", phone: "+998901234567", lead_days: 2, note: null },
    ])
    const { id } = data.stock_supplier
    expect(await create("РОЗОВАЯ ДОЛИНА")).toMatchObject({ status: 400, data: { code: "supplier_exists" } })
    expect(await create("Rose", { phone: "12" })).toMatchObject({
      status: 400,
      data: { code: "invalid_phone" },
    })
    const both = await Promise.all([create("Gul bozori"), create("gul BOZORI")])
    expect(both.map((one) => one.status).sort()).toEqual([201, 400])
    const other = both.find((one) => one.status === 201)?.data.stock_supplier ?? { id: "" }
    const change = (body: object) => post("owner", `suppliers/${id}`, body)
    expect(await change({ name: "Gul Bozori" })).toMatchObject({ data: { code: "supplier_exists" } })
    expect(await change({ name: "розовая долина", phone: null })).toMatchObject({
      ...{ status: 200, data: { stock_supplier: { name: "розовая долина", phone: null, lead_days: 2 } } },
    })

    await set({ supplier_id: id })
    expect(await remove("owner", `suppliers/${id}`)).toMatchObject({
      status: 400,
      data: { code: "supplier_in_use" },
    })
    await set({ supplier_id: null })
    expect(await remove("owner", `suppliers/${id}`)).toMatchObject({ status: 200, data: { deleted: true } })
    expect(await remove("owner", `suppliers/${id}`)).toMatchObject({ status: 404 })
    // Its name is free again.
    expect((await create("Розовая долина")).status).toBe(201)
    const lines = [{ inventory_item_id: rose(), location_id: shop().locationId, quantity: 1 }]
    await post("owner", "documents", { kind: "incoming", supplier_id: other.id, lines })
    expect(await remove("owner", `suppliers/${other.id}`)).toMatchObject({
      data: { code: "supplier_in_use" },
    })
  })
}
