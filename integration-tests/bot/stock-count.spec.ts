import { Modules } from "@medusajs/framework/utils"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import type { Language } from "../../src/lib/shop"
import { withStockCause } from "../../src/modules/stock-ledger/stock-cause"
import { openCounts } from "../../src/workflows/stock-count/count-of"
import { readCount } from "../../src/workflows/stock-count/read-count"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import { findStockItems } from "../../src/workflows/stock/find-items"
import { label, labelStart, pattern, price, saying } from "../support/labels"
import { withOptions } from "../support/limits"
import { AZIZA, BOBUR, botSuite, MADINA, MARINA } from "./support"
import { dataBehind, forgesOnScreen, tapsAtOnce } from "./shopper-support"
import { enters, outboxIsEmpty, words } from "./workshop-support"

jest.setTimeout(240_000)

const RED = "Роза красная, 60 см"
const CREAM = "Роза кремовая, 70 см"

botSuite("counting the stock", ({ telegram: connect, container }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, marina, bobur, madina] = [AZIZA, MARINA, BOBUR, MADINA].map((id) => telegram.person(id))
    return { telegram, aziza, marina, bobur, madina }
  }
  const itemOf = async (sku: string) =>
    (await findStockItems(container(), { words: [sku.toLowerCase()], take: 1 }))[0]
  const stocked = async (sku: string) => Number((await itemOf(sku)).stocked)
  const corrections = () => ledgerOf(container()).listStockDocuments({ kind: "correction" })
  const counted = async () => {
    const [{ id }] = await openCounts(container())
    return readCount(container(), id)
  }
  const changes = async (sku: string, pieces: number) => {
    const { id, location_id } = await itemOf(sku)
    await withStockCause({ kind: "sale", order_id: "order_1" }, () =>
      container()
        .resolve(Modules.INVENTORY)
        .adjustInventory(id, location_id ?? "", pieces),
    )
  }
  const opens = async (person: SandboxPerson, language: Language = "ru") => {
    await person.sends("/stock")
    await person.taps(label("counts.menu", {}, language))
  }
  /** Finds an item by its name. The bot asks for its pieces. */
  const looksFor = async (person: SandboxPerson, name: string) => {
    await person.sends(name)
    await person.taps(pattern`^${name}`)
    await person.sees(saying("counts.item", { name }))
  }

  it("is done by several people at once, and corrects the stock when it is closed", async () => {
    const { telegram, marina, madina } = play()
    await Promise.all([enters(marina), enters(madina)])
    const { id: red, location_id } = await itemOf("ROSE-RED-60")
    await ledgerOf(container()).record(
      { kind: "incoming", actor_type: "system", actor_id: null, channel: "job" },
      [{ inventory_item_id: red, location_id: location_id ?? "", quantity: 10, lot: { unit_cost: 700_000 } }],
    )
    const [book, cream] = [await stocked("ROSE-RED-60"), await stocked("ROSE-CREAM-70")]
    await opens(marina)
    await marina.taps(label("counts.all"))
    await marina.sees(saying("counts.hint"))
    expect(await marina.buttons()).not.toContain(label("counts.close"))
    await opens(madina)
    await madina.sees(saying("counts.hint"))

    await looksFor(marina, RED)
    for (const wrong of ["-5", "9999999"]) {
      await marina.sends(wrong)
    }
    await marina.sees(saying("counts.wrong"))
    await marina.sends(String(book - 12))
    await marina.sees(saying("counts.saved_different", { name: RED, count: book - 12, change: "−12" }))
    // After it is saved, the bot asks for the next item.
    await marina.sees(saying("counts.ask_pieces"))
    await changes("ROSE-RED-60", -3)

    // The owner finds more in another place: the buttons add, and a repeated tap adds once.
    await looksFor(madina, RED)
    await madina.sees(saying("counts.replaces"))
    await madina.taps(label("counts.to_add"))
    const adding = await madina.sees(saying("counts.adds"))
    const ten = await dataBehind(telegram, /^10$/)
    await tapsAtOnce(madina, ten, adding.message_id, 3)
    await madina.sees(saying("counts.saved_different", { name: RED, count: book - 2, change: "−2" }))
    await looksFor(madina, CREAM)
    await madina.taps(label("counts.as_in_books", { count: cream }))
    await madina.sees(saying("counts.saved", { name: CREAM, count: cream }))
    await madina.taps(label("counts.skip"))
    await madina.sees(saying("counts.ask_pieces"))
    const { items, not_counted } = await counted()
    expect(items).toMatchObject([{ difference: "-2", entries: [{}, { adds: true }] }, { difference: "0" }])
    expect(not_counted).toBeGreaterThan(1)

    const worth = label("stock.worth", { amount: `−${price(14_000)}` })
    for (const [person, seesWorth] of [
      [marina, false],
      [madina, true],
    ] as const) {
      await opens(person)
      const sums = words(await person.sees(saying("counts.differ", { count: 1, more: 0, less: 2 })))
      expect(sums).toContain(label("counts.not_counted", { count: not_counted }))
      expect(sums.includes(worth)).toBe(seesWorth)
      await person.taps(label("counts.differences"))
      const line = { name: RED, counted: book - 2, book, change: "−2" }
      const list = words(await person.sees(saying("counts.difference", line)))
      expect(list.includes(price(14_000))).toBe(seesWorth)
      await person.taps(label("common.back"))
    }
    await marina.taps(label("counts.close"))
    const question = await marina.sees(saying("counts.close_ask"))
    const close = await dataBehind(telegram, saying("counts.close_yes"))
    await tapsAtOnce(marina, close, question.message_id, 3)
    await marina.sees(saying("counts.closed"), { anyTime: true })
    expect(await corrections()).toMatchObject([{ reason: "count", actor_id: String(MARINA) }])
    expect([await stocked("ROSE-RED-60"), await stocked("ROSE-CREAM-70")]).toEqual([book - 5, cream])
    expect(await forgesOnScreen(madina, close)).toMatchObject({ text: label("counts.ended") })
    expect(await corrections()).toHaveLength(1)
  })

  it("asks a second person about a large difference, and names an item that would fall below zero", () =>
    withOptions(container(), { stockApprovalPieces: 5 }, async () => {
      const { marina, madina } = play()
      await Promise.all([enters(marina, "uz"), enters(madina)])
      const book = await stocked("ROSE-RED-60")
      await opens(marina, "uz")
      await marina.taps(label("counts.all", {}, "uz"))
      await marina.sends("qizil atirgul")
      await marina.taps(/^Qizil atirgul, 60 sm/)
      await marina.sees(saying("counts.ask_pieces", {}, "uz"))
      await marina.taps(/^0$/)
      await marina.sees(saying("counts.saved_different", {}, "uz"))
      await changes("ROSE-RED-60", -1)
      const closes = async () => {
        await opens(marina, "uz")
        await marina.taps(label("counts.close", {}, "uz"))
        await marina.taps(label("counts.close_yes", {}, "uz"))
      }
      await withOptions(container(), { stockApprovalPieces: 0, stockApprovalValue: 0 }, async () => {
        await closes()
        await marina.sees(saying("errors.count_too_low", { name: "Qizil atirgul, 60 sm" }, "uz"))
      })
      await marina.sends("qizil atirgul")
      await marina.taps(/^Qizil atirgul, 60 sm/)
      await marina.sends(String(book - 11))
      await marina.sees(saying("counts.saved_different", { change: "−10" }, "uz"))
      await closes()
      await marina.sees(saying("counts.waiting", {}, "uz"))
      await outboxIsEmpty(container())
      expect(await stocked("ROSE-RED-60")).toBe(book - 1)
      await opens(marina, "uz")
      await marina.sees(saying("counts.waiting", {}, "uz"))
      expect(await marina.buttons()).not.toContain(label("counts.cancel", {}, "uz"))
      await madina.sees(saying("stock.request_correction"), { anyTime: true })
      await opens(madina)
      await madina.taps(label("counts.decide"))
      await madina.taps(labelStart("stock.request_button_correction"))
      await madina.taps(label("stock.approve"))
      await madina.sees(saying("stock.request_approved"), { anyTime: true })
      expect(await stocked("ROSE-RED-60")).toBe(book - 11)
      expect(await openCounts(container())).toEqual([])
    }))

  it("counts a category, cancels, and refuses strangers and stale buttons", async () => {
    const { telegram, aziza, marina, bobur } = play()
    await Promise.all([enters(aziza), enters(marina), enters(bobur)])
    const before = await stocked("ROSE-RED-60")
    await opens(marina)
    const begin = await dataBehind(telegram, saying("counts.all"))
    const [, category = ""] = (await marina.buttons()).filter((one) => one !== label("common.back"))
    await marina.taps(category)
    await marina.sees(saying("counts.title_category", { category }))
    await forgesOnScreen(marina, begin)
    await marina.sees(saying("errors.count_open"))
    await marina.taps(labelStart("counts.next"))
    await marina.sees(saying("counts.ask_pieces"))
    const set = await dataBehind(telegram, /^25$/)
    for (const data of ["cnt", begin, set, set.replace(/^cntset:(\w+).*/, "cntclosed:$1")]) {
      expect(await forgesOnScreen(aziza, data)).toMatchObject({ text: label("errors.not_staff") })
      expect(await forgesOnScreen(bobur, data)).toMatchObject({ text: label("owner.not_yours") })
    }
    await forgesOnScreen(marina, set.replace(":25:", ":-7:"))
    await marina.sees(saying("errors.invalid_quantity"))
    await marina.taps(label("counts.cancel"))
    await marina.taps(label("counts.cancel_yes"))
    await marina.sees(saying("counts.what"))
    expect(await forgesOnScreen(marina, set)).toMatchObject({ text: label("counts.ended") })
    expect([await stocked("ROSE-RED-60"), await corrections()]).toEqual([before, []])
  })
})
