import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { Api, InputFile } from "grammy"
import type { SandboxClient } from "../../packages/sandbox/telegram/client"
import { announceLow } from "../../src/bot/messages/stock/low"
import { dayOf } from "../../src/bot/ui/when"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import { findStockItems } from "../../src/workflows/stock/find-items"
import { label, labelStart, pattern, price, saying } from "../support/labels"
import { AZIZA, BOBUR, MADINA, MARINA } from "./support"
import { dataBehind, forgesOnScreen } from "./shopper-support"
import { enters, outboxIsEmpty, words } from "./workshop-support"

const RED = "Роза красная, 60 см"
const CREAM = "Роза кремовая, 70 см"

/** Tests of what is low, the shopping list and new suppliers, in the stock menu. */
export function reorderTests({
  telegram: connect,
  container,
}: {
  telegram: () => SandboxClient
  container: () => MedusaContainer
}): void {
  const ledger = () => ledgerOf(container())
  const itemOf = async (sku: string) => {
    const [{ id, location_id, stocked }] = await findStockItems(container(), {
      words: [sku.toLowerCase()],
      take: 1,
    })
    return { id, location: location_id ?? "", stocked: Number(stocked) }
  }
  const changes = async (sku: string, pieces: number) => {
    const { id, location } = await itemOf(sku)
    await container().resolve(Modules.INVENTORY).adjustInventory(id, location, pieces)
  }
  const reorder = async (
    sku: string,
    level: number,
    more: { quantity?: number; supplier_id?: string } = {},
  ) => {
    const { id } = await itemOf(sku)
    const unset = { quantity: null, supplier_id: null, lead_days: null }
    await ledger().setReorder({ inventory_item_id: id, level, ...unset, ...more })
  }
  const announces = async () => {
    await announceLow(container(), new Date())
    await outboxIsEmpty(container())
  }
  /** The files that `act` makes the bot send, as the library reads them. */
  const filesOf = async (act: () => Promise<unknown>) => {
    const sent = jest.spyOn(Api.prototype, "sendDocument")
    try {
      await act()
      const { default: read } = await import("read-excel-file/node")
      return await Promise.all(
        sent.mock.calls.map(async ([, file]) => {
          if (!(file instanceof InputFile)) throw new Error("The bot sent no new file.")
          return { name: file.filename, sheets: await read(Buffer.from((await file.toRaw()) as Uint8Array)) }
        }),
      )
    } finally {
      sent.mockRestore()
    }
  }

  it("tells the owner once of each crossing, with the shopping list of each supplier and its file", async () => {
    const telegram = connect()
    const [madina, marina] = [telegram.person(MADINA), telegram.person(MARINA)]
    await Promise.all([enters(madina), enters(marina)])
    const supplier = await ledger().createSuppliers({ name: "Розовая долина", phone: "+998901234567" })
    const [red, cream] = [await itemOf("ROSE-RED-60"), await itemOf("ROSE-CREAM-70")]
    await reorder("ROSE-RED-60", red.stocked - 10, { quantity: 120, supplier_id: supplier.id })
    await reorder("ROSE-CREAM-70", cream.stocked - 10, { quantity: 40 })
    const told = async () =>
      (await madina.messages()).filter(({ text }) => text?.startsWith(label("stock.low_told"))).length
    await announces()
    expect(await told()).toBe(0)

    await changes("ROSE-RED-60", -10)
    await Promise.all([1, 2].map(() => announceLow(container(), new Date())))
    await announces()
    const text = words(await madina.sees(saying("stock.low_told"), { anyTime: true }))
    for (const part of [
      label("stock.low_told_item", { name: RED, free: red.stocked - 10 }),
      label("stock.shopping_supplier", { name: supplier.name }),
      label("stock.shopping_phone", { phone: "+998 90 123 45 67" }),
      label("stock.shopping_item", { name: RED, count: 120 }),
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toContain(CREAM)
    expect((await marina.messages()).some(({ text }) => text?.includes(label("stock.low_told")))).toBe(false)

    // Lower still is no new crossing; above and below again is one, together with another item.
    await changes("ROSE-RED-60", -5)
    await announces()
    expect(await told()).toBe(1)
    await changes("ROSE-RED-60", 6)
    await changes("ROSE-RED-60", -6)
    await changes("ROSE-CREAM-70", -15)
    await announces()
    await announces()
    expect(await told()).toBe(2)
    const second = words(
      (await madina.messages()).findLast(({ text }) => text?.startsWith(label("stock.low_told"))),
    )
    expect(second).toContain(label("stock.shopping_item", { name: RED, count: 120 }))
    expect(second).toContain(label("stock.low_told_item", { name: CREAM, free: cream.stocked - 15 }))
    expect(second).toContain(label("stock.shopping_supplier", { name: label("stock.no_supplier") }))

    const files = await filesOf(() => madina.taps(label("stock.shopping_file")))
    expect(files).toMatchObject([{ name: `guldasta-${dayOf()}.xlsx` }])
    const [all, own, none] = files[0].sheets.map(({ data }) => data.slice(1).map((row) => row.slice(0, 5)))
    const [redRow, creamRow] = [
      [RED, "ROSE-RED-60", 120, red.stocked - 15, red.stocked - 10],
      [CREAM, "ROSE-CREAM-70", 40, cream.stocked - 15, cream.stocked - 10],
    ]
    expect([own, none]).toEqual([[redRow], [creamRow]])
    expect(all).toEqual([
      ["Розовая долина", "+998901234567", ...redRow.slice(0, 3)],
      [label("stock.no_supplier"), null, ...creamRow.slice(0, 3)],
    ])
    await madina.taps(label("stock.shopping"))
    await madina.taps(label("stock.shopping_button", { name: supplier.name, count: 1 }))
    expect(words(await madina.sees(saying("stock.shopping_title")))).not.toContain(CREAM)
    const [ofOne] = await filesOf(() => madina.taps(label("stock.shopping_file")))
    expect(ofOne.sheets.map(({ sheet }) => sheet)).toEqual(["Розовая долина"])
  })

  it("lists what is low by pages, and a tap receives it; florists see no costs", async () => {
    const telegram = connect()
    const people = [MADINA, MARINA, AZIZA, BOBUR].map((id) => telegram.person(id))
    const [madina, marina, aziza, bobur] = people
    await Promise.all(people.map((person) => enters(person)))
    const opensLow = async (person: typeof madina) => {
      await person.sends("/stock")
      await person.taps(label("stock.low"))
    }
    await opensLow(marina)
    await marina.sees(saying("stock.low_none"))

    const knex = container().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = await knex.raw<{ rows: { sku: string; stocked: number }[] }>(
      `select item.sku, level.stocked_quantity::int as stocked from inventory_item item
       join inventory_level level on level.inventory_item_id = item.id where item.sku is not null order by item.sku limit 9`,
    )
    for (const { sku, stocked } of rows) {
      await reorder(sku, stocked * 10)
    }
    const red = await itemOf("ROSE-RED-60")
    const line = {
      inventory_item_id: red.id,
      location_id: red.location,
      quantity: 1,
      lot: { unit_cost: 650_000 },
    }
    await ledger().record({ kind: "incoming", actor_type: "system", actor_id: null, channel: "job" }, [line])
    // The one that lacks most comes first.
    await reorder("ROSE-RED-60", 1_000_000, { quantity: 77 })
    const values = { number: 1, name: RED, free: red.stocked + 1, level: "1 000 000", proposed: 77 }
    for (const [person, hasCost] of [
      [marina, false],
      [madina, true],
    ] as const) {
      await opensLow(person)
      const text = words(await person.sees(saying("stock.low_title")))
      expect(text).toContain(label("stock.low_item", values))
      expect(text.includes(label("stock.low_cost", { cost: price(6500) }))).toBe(hasCost)
    }
    await marina.taps(label("common.next"))
    await marina.sees(/9\. /)
    await marina.taps(label("common.next"))
    await marina.taps(pattern`^${label("stock.low_button", { number: 1, name: RED })}`)
    await marina.sees(saying("stock.quantity", { name: RED }))

    // Nobody else opens these screens, and forged pages change nothing.
    for (const data of ["stlow:0", "stshop", "stshopof:none:0", "stxlsx:all"]) {
      expect(await forgesOnScreen(aziza, data)).toMatchObject({ text: label("errors.not_staff") })
      expect(await forgesOnScreen(bobur, data)).toMatchObject({ text: label("owner.not_yours") })
    }
    for (const data of ["stlow:-5", "stlow:1e9", "stlow:x", "stshopof:stsup_none:9", "stshopof:none:99"]) {
      await forgesOnScreen(marina, data)
    }
    expect(await forgesOnScreen(marina, "stxlsx:stsup_none")).toMatchObject({
      text: label("stock.shopping_none"),
    })
  })

  it("adds a supplier by its name while a receipt is written, and refuses a second one kindly", async () => {
    const telegram = connect()
    const [marina, madina] = [telegram.person(MARINA), telegram.person(MADINA)]
    await Promise.all([enters(marina), enters(madina)])
    const writesReceipt = async (person: typeof marina) => {
      await person.sends("/stock")
      await person.taps(labelStart("stock.incoming"))
      await person.sends(RED)
      await person.taps(RED)
      await person.taps(/^25$/)
      await person.taps(label("stock.cost_unknown"))
      await person.taps(label("stock.days_none"))
      await person.taps(label("stock.part_supplier"))
    }
    await writesReceipt(marina)
    await marina.sees(saying("stock.suppliers_none"))
    await marina.sends("Роза Бухара, 123 45 67")
    await marina.sees(saying("errors.invalid_phone"))
    await marina.sends("Роза   Бухара, +998 (90) 123-45-67")
    await marina.sees(saying("stock.supplier_added", { name: "Роза Бухара" }))
    const [supplier] = await ledger().listSuppliers({})
    expect(supplier).toMatchObject({ name: "Роза Бухара", phone: "+998901234567" })
    await marina.taps(saying("stock.record"))
    await marina.sees(saying("stock.recorded_incoming"))
    expect(await ledger().listStockDocuments({ kind: "incoming" })).toMatchObject([
      { supplier_id: supplier.id },
    ])

    await writesReceipt(madina)
    await madina.sends("роза бухара")
    await madina.sees(saying("errors.supplier_exists"))
    const known = await dataBehind(telegram, /^Роза Бухара$/)
    expect(known).toContain(supplier.id)
    await madina.sends("н".repeat(101))
    await madina.sees(saying("errors.invalid_supplier_name"))
    await madina.sendsContact()
    await madina.sees(saying("common.not_an_answer"))
    await madina.taps("Роза Бухара")
    expect(words(await madina.sees(saying("stock.title_incoming")))).toContain(
      label("stock.from_supplier", { name: "Роза Бухара" }),
    )
    expect(await ledger().listSuppliers({})).toHaveLength(1)
  })
}
