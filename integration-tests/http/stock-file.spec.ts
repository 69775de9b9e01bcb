import { Modules } from "@medusajs/framework/utils"
import type { AxiosRequestConfig } from "axios"
import { unzipSync, zipSync } from "fflate"
import { readCsv } from "../../src/lib/read-csv"
import { readXlsx } from "../../src/lib/read-xlsx"
import { xlsxOf, type SheetCell } from "../../src/lib/xlsx"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import { forgetAdminRoles } from "../../src/workflows/staff/admin-role"
import { createAdmin } from "../support/admin"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff } from "../support/workshop-view"

const LOGINS = ["owner", "manager", "florist", "accountant", "courier"] as const
type Login = (typeof LOGINS)[number]

/** A text in windows-1251: ASCII and the Russian letters. */
const inWindows1251 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((letter) => {
      const code = letter.charCodeAt(0)
      return code < 128 ? code : code - 0x410 + 0xc0
    }),
  )

const xlsx = (...[titles, ...rows]: SheetCell[][]) =>
  xlsxOf([{ name: "Stock", columns: titles.map((title) => ({ title: String(title), width: 10 })), rows }])

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: WorkshopFixture
    const logins = {} as Record<Login, AxiosRequestConfig>

    beforeAll(async () => {
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
      for (const role of LOGINS) {
        logins[role] = (await createAdmin(getContainer(), `${role}@file.uz`, role)).options
      }
      await getContainer()
        .resolve(Modules.INVENTORY)
        .updateInventoryItems([
          { id: shop.flowers.rose, sku: "ROSE-60" },
          { id: shop.flowers.ribbon, sku: "RIBBON" },
        ])
    })
    afterEach(forgetAdminRoles)

    const send = (login: Login, file: string | Buffer, query = "") => {
      const { headers, ...options } = logins[login]
      return api.post(`/admin/stock-import${query}`, Buffer.from(file), {
        ...options,
        headers: { ...headers, "content-type": "application/octet-stream" },
        maxBodyLength: Infinity,
      })
    }
    const check = (login: Login, file: string | Buffer) => send(login, file, "?dry_run=true")
    const stock = async (item: string) =>
      Number(
        (await getContainer().resolve(Modules.INVENTORY).listInventoryLevels({ inventory_item_id: item }))[0]
          .stocked_quantity,
      )
    const ledger = () => ledgerOf(getContainer())

    it("shows what a file of Excel changes, and records its receipt as one document", async () => {
      const { rose, ribbon } = shop.flowers
      const supplier = await ledger().createSuppliers({ name: "Розовая долина" })
      const file = inWindows1251(
        [
          "Накладная 17;;;;",
          "Артикул;Название;Приход;Цена закупки;Поставщик;Годен до",
          'rose-60;;"1 000";"7 000,50";розовая долина;05.01.2030',
          ";Ribbon;5;;;",
          "rose-60;;10;8000;;2030-01-06",
          "RIBBON;;;;;",
        ].join("\r\n"),
      )
      const { status, data } = await check("florist", file)
      expect([status, data.kind, data.changed, data.problems]).toEqual([200, "incoming", 3, 0])
      expect(data.lines).toMatchObject([
        {
          ...{ line: 3, item_title: "rose", location_name: "Bukhara", stock_now: 100, stock_after: 1100 },
          ...{ unit_cost: 700_050, supplier_name: "розовая долина", wilts_on: "2030-01-05", problem: null },
        },
        { item_title: "ribbon", stock_now: 20, stock_after: 25, unit_cost: null },
        { stock_now: 1100, stock_after: 1110, unit_cost: 800_000, wilts_on: "2030-01-06" },
        { quantity: 0, problem: null },
      ])
      expect([await stock(rose), await stock(ribbon)]).toEqual([100, 20])
      const sent = await Promise.all([1, 2].map(() => send("florist", file, "?key=note-17")))
      expect(sent.map((one) => one.status)).toEqual([200, 200])
      expect(new Set(sent.map((one) => one.data.stock_document.id)).size).toBe(1)
      expect([await stock(rose), await stock(ribbon)]).toEqual([1110, 25])
      const lots = await ledger().listLots({ inventory_item_id: rose, all: true, take: 2, skip: 0 })
      expect(lots).toMatchObject([
        { quantity: "10", unit_cost: "800000", wilts_on: "2030-01-06", supplier_id: null },
        { quantity: "1000", unit_cost: "700050", supplier_id: supplier.id },
      ])
      expect(sent[0].data.stock_document).toMatchObject({ kind: "incoming", reason: "import", lines: 3 })
    })

    it("sets or changes the stock by a correction of an XLSX file, a large one after an approval", async () => {
      const { rose, ribbon } = shop.flowers
      const small = await xlsx(["SKU", "Stock"], ["ROSE-60", 97], ["RIBBON", 20])
      const checked = await check("florist", small)
      expect(checked.data).toMatchObject({ kind: "correction", changed: 1, problems: 0 })
      const done = await send("florist", small)
      expect([done.status, await stock(rose), await stock(ribbon)]).toEqual([200, 97, 20])
      expect(done.data.stock_document.movements).toMatchObject([{ quantity: -3, kind: "correction" }])
      // The stock is as the file says: nothing to record.
      const again = await send("florist", small)
      expect([again.status, again.data.changed, again.data.stock_document]).toEqual([200, 0, undefined])

      const large = await xlsx(["Item", "Change"], ["rose", -60], ["ribbon", 2])
      const asked = await send("manager", large, "?key=a")
      const repeated = await send("manager", large, "?key=a")
      expect([asked.status, repeated.status]).toEqual([202, 202])
      const { id } = asked.data.stock_request
      expect([repeated.data.stock_request.id, await stock(rose)]).toEqual([id, 97])
      const own = await api.post(`/admin/stock-requests/${id}/approve`, {}, logins.manager)
      expect([own.status, own.data.code]).toEqual([403, "own_request"])
      await api.post(`/admin/stock-requests/${id}/approve`, {}, logins.owner)
      expect([await stock(rose), await stock(ribbon)]).toEqual([37, 22])
    })

    it("names the problem of each line, and records nothing of such a file", async () => {
      const { rose } = shop.flowers
      const titles = "sku;location;received;cost;supplier;fresh until"
      const bad: [string, string][] = [
        [";;1;;;", "item_missing"],
        ["TULIP;;1;;;", "item_not_found"],
        ["ROSE-60;Tashkent;1;;;", "location_not_found"],
        ["ROSE-60;;many;;;", "pieces_invalid"],
        ["ROSE-60;;1,5;;;", "pieces_invalid"],
        ["ROSE-60;;-1;;;", "pieces_negative"],
        ["ROSE-60;;1000000;;;", "pieces_too_many"],
        ["ROSE-60;;1;cheap;;", "cost_invalid"],
        ["ROSE-60;;1;-5;;", "cost_invalid"],
        ["ROSE-60;;1;;;31.02.2030", "day_invalid"],
        ["ROSE-60;;1;;Nobody;", "supplier_not_found"],
      ]
      const file = ["\uFEFF" + titles, ...bad.map(([line]) => line), "ROSE-60;Bukhara;1;;;"].join("\n")
      const { data } = await check("florist", file)
      expect(data.lines.map(({ problem }: { problem: { code: string } | null }) => problem?.code)).toEqual([
        ...bad.map(([, code]) => code),
        undefined,
      ])
      const refused = await send("florist", file)
      expect([refused.status, refused.data.code, refused.data.problems.length]).toEqual([
        400,
        "stock_file_invalid",
        bad.length,
      ])
      const corrections = await check(
        "florist",
        "sku\tchange\tcost\nROSE-60\t-101\t\nRIBBON\t-1\t5\nRIBBON\t1\t\nROSE-60\t\t\n",
      )
      expect(
        corrections.data.lines.map(({ problem }: { problem: { code: string } | null }) => problem?.code),
      ).toEqual(["stock_too_low", "lot_not_received", "line_repeated", "line_repeated"])
      const bombed = await bomb()
      expect(bombed.length).toBeLessThan(100_000)
      const whole: [string | Buffer, number, string][] = [
        ["", 400, "stock_file_columns"],
        ["sku;colour\nROSE-60;red", 400, "stock_file_columns"],
        ["sku;stock;received\nROSE-60;1;1", 400, "stock_file_effect"],
        [`sku,stock\n${"ROSE-60,1\n".repeat(2001)}`, 400, "stock_file_too_long"],
        [Buffer.from("PK\u0003\u0004 no archive"), 400, "stock_file_unreadable"],
        [bombed, 400, "stock_file_unreadable"],
        ["x".repeat(2 * 1024 * 1024 + 1), 413, "file_too_large"],
      ]
      for (const [content, status, code] of whole) {
        const answer = await check("florist", content)
        expect([code, answer.status, answer.data.code]).toEqual([code, status, code])
      }
      expect((await send("florist", file, "?dry_run=maybe")).status).toBe(400)
      for (const login of ["accountant", "courier"] as const) {
        const answer = await send(login, file)
        expect([login, answer.status, answer.data.code]).toEqual([login, 403, "not_allowed"])
      }
      expect([await stock(rose), (await ledger().listStockDocuments({})).length]).toEqual([100, 0])
    })

    it("exports the stock, and reads its own files again", async () => {
      const { rose, ribbon } = shop.flowers
      await ledger().record({ kind: "incoming", actor_type: "system", actor_id: null, channel: "job" }, [
        { inventory_item_id: rose, location_id: shop.locationId, quantity: 20, lot: { unit_cost: 700_050 } },
      ])
      await getContainer()
        .resolve(Modules.INVENTORY)
        .updateInventoryItems([{ id: ribbon, title: "=cmd|'/c calc'!A0" }])
      const get = (login: Login, format: string) =>
        api.get(`/admin/stock-export?format=${format}`, { ...logins[login], responseType: "arraybuffer" })
      const csv = Buffer.from((await get("manager", "csv")).data as ArrayBuffer)
      const [titles, ...lines] = (await readCsv(csv)).map(({ cells }) => cells)
      expect(titles.slice(-2)).toEqual(["last_receipt", "average_cost"])
      const line = lines.find(([sku]) => sku === "ROSE-60")
      expect(line).toEqual([
        "ROSE-60",
        "rose",
        "Bukhara",
        "120",
        "0",
        "0",
        "120",
        "0",
        "0",
        expect.any(String),
        "7000.50",
      ])
      expect(lines.find(([sku]) => sku === "RIBBON")?.[1]).toBe("'=cmd|'/c calc'!A0")
      const hidden = await readCsv(Buffer.from((await get("florist", "csv")).data as ArrayBuffer))
      expect(hidden[0].cells).toEqual(titles.slice(0, -1))
      const sheet = Buffer.from((await get("accountant", "xlsx")).data as ArrayBuffer)
      const rows = await readXlsx(sheet)
      expect(rows[0].cells).toEqual(titles)
      expect(rows.find(({ cells }) => cells[0] === "ROSE-60")?.cells.slice(3, 7)).toEqual([
        "120",
        "0",
        "0",
        "120",
      ])
      expect((await get("courier", "csv")).status).toBe(403)
      expect((await get("owner", "pdf")).status).toBe(400)
      for (const file of [csv, sheet]) {
        const { data } = await check("florist", file)
        expect([data.kind, data.changed, data.problems, data.lines.length]).toEqual(["correction", 0, 0, 2])
      }
    })
  },
})

/** A valid XLSX file of some kilobytes whose sheet has more than 4 MB when it is decompressed. */
async function bomb(): Promise<Buffer> {
  const files = unzipSync(await xlsx(["sku", "stock"], ["ROSE-60", 1]))
  const sheet = Object.keys(files).find((name) => name.endsWith("sheet1.xml")) ?? ""
  const padded = Buffer.concat([files[sheet], Buffer.alloc(4.1 * 1024 * 1024, " ")])
  return Buffer.from(zipSync({ ...files, [sheet]: padded }, { level: 6 }))
}
