import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { announceRequests } from "../../src/bot/messages/stock/requests"
import { catalogOf } from "../../src/bot/catalog/cache"
import { openProduct } from "../../src/bot/features/catalog/buttons"
import { announceWilting } from "../../src/bot/messages/stock/wilting"
import { dayOf, plusDays } from "../../src/bot/ui/when"
import type { Language } from "../../src/lib/shop"
import { telegramActor } from "../../src/modules/stock-ledger/stock-cause"
import { assignmentWorkflows } from "../../src/workflows/assignment"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import { followOffers } from "../../src/workflows/stock/offers"
import { findStockItems } from "../../src/workflows/stock/find-items"
import { label, labelStart, pattern, price, saying, type LabelValues } from "../support/labels"
import { withOptions } from "../support/limits"
import { AZIZA, BOBUR, botSuite, DILNOZA, FLORISTS, JASUR, MADINA, MARINA } from "./support"
import { botKnows, comesIn, dataBehind, forgesOnScreen, productByHandle, tapsAtOnce } from "./shopper-support"
import { reorderTests } from "./stock-reorder-tests"
import { enters, eventually, outboxIsEmpty, PHOTO, placeOrder, words, workshopOf } from "./workshop-support"

jest.setTimeout(240_000)

const RED = "Роза красная, 60 см"
const CREAM = "Роза кремовая, 70 см"

botSuite("the stock menu", ({ telegram: connect, container }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, jasur, dilnoza, marina, bobur, madina] = [AZIZA, JASUR, DILNOZA, MARINA, BOBUR, MADINA].map(
      (id) => telegram.person(id),
    )
    return { telegram, aziza, jasur, dilnoza, marina, bobur, madina }
  }

  const ledger = () => ledgerOf(container())
  const itemOf = async (sku: string) => {
    const found = await findStockItems(container(), { words: [sku.toLowerCase()], take: 1 })
    return found[0]
  }
  const stocked = async (sku: string) => Number((await itemOf(sku)).stocked)
  const documents = (kind: string) => ledger().listStockDocuments({ kind: [kind as "loss"] })

  /** Opens the menu and one of its parts. */
  const opens = async (
    person: SandboxPerson,
    part: "incoming" | "loss" | "regrading" | "wilting" | "items",
    language: Language = "ru",
  ) => {
    await person.sends("/stock")
    await person.taps(labelStart(`stock.${part}`, {}, language))
  }
  const asks = (person: SandboxPerson, key: "quantity" | "cost" | "days", values: LabelValues = {}) =>
    person.sees(saying(`stock.${key}`, values))
  const records = (person: SandboxPerson, language: Language = "ru") =>
    person.taps(saying("stock.record", {}, language))

  /** What a florist receives without questions of the test: the lot's day and cost. */
  const receives = async (sku: string, pieces: number, lot: { unit_cost?: number; wilts_on?: string }) => {
    const { id, location_id } = await itemOf(sku)
    const line = { inventory_item_id: id, location_id: location_id ?? "", quantity: pieces, lot }
    return ledger().record({ ...telegramActor(String(MARINA)), kind: "incoming" }, [line])
  }

  it("receives, sells, writes off, takes back and regrades, and each change is in the ledger", () =>
    withOptions(container(), { undoSeconds: 60 }, tellStory))

  const tellStory = async () => {
    const { aziza, marina, madina, telegram } = play()
    await Promise.all([enters(aziza), enters(marina), enters(madina)])
    const supplier = await ledger().createSuppliers({ name: "Розовая долина" })
    const { id: red } = await itemOf("ROSE-RED-60")
    const before = await stocked("ROSE-RED-60")

    // The first line: by a part of the name, quantity and cost by hand.
    await opens(marina, "incoming")
    await marina.sends("крас роз")
    await marina.taps(RED)
    await asks(marina, "quantity", { name: RED })
    for (const wrong of ["пять", "0", "-5", "−5", "1e9", "🌹", "1".repeat(4000)]) {
      await marina.sends(wrong)
      await marina.sees(saying("stock.quantity_wrong"))
    }
    await marina.sends("1 00")
    await asks(marina, "cost", { name: RED, count: 100 })
    expect(await marina.buttons()).not.toContain(label("stock.cost_last_hidden"))
    await marina.sends("дорого")
    await marina.sees(saying("stock.cost_wrong"))
    await marina.sends("7 000 сум")
    await asks(marina, "days")
    await marina.taps(label("common.days", { days: 5 }))
    await marina.sees(saying("stock.line", { number: 1, name: RED, count: 100 }))

    // The next line: the note waits in the session meanwhile, and all is by buttons.
    await marina.sends("/menu")
    await marina.taps(label("stock.open"))
    await marina.sees(saying("stock.begun_hint"))
    await marina.taps(pattern`^${label("stock.incoming")} ✏️$`)
    await marina.sends("ROSE-CREAM")
    await marina.taps(CREAM)
    await marina.taps(/^25$/)
    await marina.taps(label("stock.cost_unknown"))
    await marina.taps(label("stock.days_none"))
    await marina.taps(label("stock.part_supplier"))
    await marina.taps("Розовая долина")
    await marina.sendsPhoto(PHOTO)
    const note = words(await marina.sees(saying("stock.photo_taken")))
    for (const part of [
      price(7000),
      label("common.days", { days: 5 }),
      label("stock.with_photo"),
      supplier.name,
    ]) {
      expect(note).toContain(part)
    }
    await marina.taps(label("stock.part_text"))
    await marina.sends("н".repeat(501))
    await marina.sees(saying("stock.text_wrong", { count: 500 }))
    await marina.sends("накладная 17")
    const ready = await marina.sees(saying("stock.with_text", { text: "накладная 17" }))
    const record = await dataBehind(telegram, saying("stock.record"))
    await tapsAtOnce(marina, record, ready.message_id, 3)
    await marina.sees(saying("stock.recorded_incoming"))
    expect(await forgesOnScreen(marina, record)).toMatchObject({ text: label("stock.recorded_already") })
    const received = await documents("incoming")
    expect(received).toMatchObject([
      { supplier_id: supplier.id, note: "накладная 17", actor_id: String(MARINA), channel: "telegram" },
    ])
    expect(received[0].photo_file_id).toBeTruthy()
    expect(await stocked("ROSE-RED-60")).toBe(before + 100)
    const [lot] = await ledger().listLots({ inventory_item_id: red, all: true, take: 1, skip: 0 })
    expect(lot).toMatchObject({
      quantity: "100",
      unit_cost: "700000",
      supplier_name: supplier.name,
      wilts_on: plusDays(dayOf(), 5),
    })

    // The last cost is a button: with the amount for the owner, without it for a florist.
    for (const [person, last] of [
      [marina, label("stock.cost_last_hidden")],
      [madina, label("stock.cost_last", { cost: price(7000) })],
    ] as const) {
      await opens(person, "incoming")
      await person.sends(RED)
      await person.taps(RED)
      await person.taps(/^10$/)
      await person.taps(pattern`^${last}$`)
      await person.taps(label("stock.days_none"))
    }
    expect(words(await madina.screen())).toContain(price(7000))
    expect(words(await marina.screen())).toContain(label("stock.cost_as_last"))
    await marina.taps(label("stock.delete"))
    await marina.taps(label("stock.delete_yes"))
    await marina.sees(saying("stock.title"))

    // A sale takes the oldest lot first.
    const order = await placeOrder(container(), AZIZA, { handle: "scarlet-dawn" })
    await assignmentWorkflows.accept(container()).run({
      input: { assignment_id: order.assignmentId, actor: { type: "staff", telegram_id: String(MARINA) } },
    })
    expect(await stocked("ROSE-RED-60")).toBe(before + 91)

    // A loss is taken back, corrected and recorded again.
    await opens(marina, "loss")
    await marina.sends(RED)
    await marina.taps(RED)
    await marina.sends(String(before + 92))
    await marina.sees(saying("stock.quantity_most"))
    await marina.taps(/^10$/)
    await marina.sends("просто так")
    await marina.sees(saying("stock.reason_by_button"))
    await marina.taps(label("stock.broken_reason"))
    await records(marina)
    await marina.sees(saying("stock.moved", { name: RED, change: "−10", count: before + 81 }))
    const undo = await dataBehind(telegram, saying("stock.undo"))
    expect(await forgesOnScreen(madina, undo)).toMatchObject({ text: label("errors.document_not_found") })
    await marina.taps(label("stock.undo"))
    await marina.sees(saying("stock.undone"))
    expect(await forgesOnScreen(marina, undo)).toMatchObject({ text: label("errors.already_countered") })
    expect(await stocked("ROSE-RED-60")).toBe(before + 91)
    await marina.taps(label("stock.correct"))
    await marina.taps(label("stock.part_reason"))
    await marina.taps(label("stock.wilted_reason"))
    await records(marina)
    await marina.sees(saying("stock.recorded_loss"))
    const late = await dataBehind(telegram, saying("stock.undo"))
    await withOptions(container(), { undoSeconds: 1 }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1100))
      expect(await forgesOnScreen(marina, late)).toMatchObject({ text: label("stock.undo_late") })
    })
    expect(await stocked("ROSE-RED-60")).toBe(before + 81)

    // A regrading, and its opposite.
    const cream = await stocked("ROSE-CREAM-70")
    await opens(marina, "regrading")
    await marina.sends(RED)
    await marina.taps(RED)
    await marina.taps(/^20$/)
    await marina.sends("кремовая")
    await marina.taps(CREAM)
    await records(marina)
    await marina.sees(saying("stock.recorded_regrading"))
    expect(await stocked("ROSE-CREAM-70")).toBe(cream + 20)
    const regraded = await dataBehind(telegram, saying("stock.undo"))
    const { message_id = 0 } = (await marina.screen()) ?? {}
    await tapsAtOnce(marina, regraded, message_id, 2)
    await marina.sees(saying("stock.undone"))
    expect([await stocked("ROSE-RED-60"), await stocked("ROSE-CREAM-70")]).toEqual([before + 81, cream])

    const moves = await ledger().listMovements({ inventory_item_id: red }, { take: 7 })
    expect(moves.reverse().map(({ kind, quantity }) => `${kind} ${quantity}`)).toEqual([
      "incoming 100",
      "sale -9",
      "loss -10",
      "loss 10",
      "loss -10",
      "regrading -20",
      "regrading 20",
    ])
    expect(moves.every(({ is_explained }) => is_explained)).toBe(true)
  }

  it("asks owners and managers about a large loss, and the first decision counts", async () => {
    const { jasur, marina, madina, telegram } = play()
    await Promise.all([enters(jasur, "uz"), enters(marina), enters(madina)])
    await workshopOf(container()).createStaffMembers({
      ...{ telegram_id: String(JASUR), role: "manager", name: "Jasur Toshev" },
    })
    const before = await stocked("ROSE-RED-60")
    const asks = async (person: SandboxPerson, pieces: number) => {
      await opens(person, "loss")
      await person.sends(RED)
      await person.taps(RED)
      await person.sends(String(pieces))
      await person.taps(label("stock.gift_reason"))
      await person.sendsPhoto(PHOTO)
      await person.sees(saying("stock.photo_taken"))
      await records(person)
      await person.sees(saying("stock.asked"))
    }
    const request = async () => (await ledger().listStockRequests({}, { order: { created_at: "DESC" } }))[0]

    await asks(marina, 60)
    const [ru, uz] = await Promise.all([
      madina.sees(saying("stock.request_loss")),
      jasur.sees(saying("stock.request_loss", {}, "uz")),
    ])
    expect(words(ru)).toContain(label("stock.asked_by", { name: "Marina Kim" }))
    expect(words(uz)).toContain("Qizil atirgul, 60 sm: −60")
    expect(ru.photo && uz.photo).toBeTruthy()
    expect(await stocked("ROSE-RED-60")).toBe(before)
    const { id } = await request()
    for (const status of ["approved", "refused", "pending"]) {
      expect(await forgesOnScreen(marina, `stdecide:${status}:${id}`)).not.toMatchObject({
        text: label("stock.approved_done"),
      })
    }
    expect(await request()).toMatchObject({ status: "pending" })

    // Two decide at once: the first one counts, and both messages show it.
    await Promise.all([madina.taps(label("stock.approve")), jasur.taps(label("stock.approve", {}, "uz"))])
    const { status, decided_by } = await request()
    const [decider] = await workshopOf(container()).listStaffMembers({ id: decided_by ?? "" })
    expect(status).toBe("approved")
    await madina.sees(saying("stock.request_approved", { name: decider.name }), { anyTime: true })
    await jasur.sees(saying("stock.request_approved", { name: decider.name }, "uz"), { anyTime: true })
    await marina.sees(saying("stock.told_approved", { name: decider.name }))
    expect(await stocked("ROSE-RED-60")).toBe(before - 60)
    await madina.sends("/stock")
    expect(await forgesOnScreen(madina, `stdecide:refused:${id}`)).toMatchObject({
      text: label("errors.already_decided"),
    })

    // The owner's own request is decided by the manager, from the menu.
    await asks(madina, 70)
    const own = (await request()).id
    expect(await forgesOnScreen(madina, `stdecide:approved:${own}`)).toMatchObject({
      text: label("errors.own_request"),
    })
    await jasur.sends("/stock")
    await jasur.taps(label("stock.requests", { count: 1 }, "uz"))
    await jasur.taps(saying("stock.request_button_loss", { count: 70 }, "uz"))
    const refuse = await dataBehind(telegram, saying("stock.refuse", {}, "uz"))
    expect(refuse).toBe(`stdecide:refused:${own}`)
    await forgesOnScreen(jasur, refuse)
    await jasur.sees(saying("stock.request_refused", { name: "Jasur Toshev" }, "uz"))
    await madina.sees(saying("stock.told_refused", { name: "Jasur Toshev" }), { anyTime: true })
    expect(await stocked("ROSE-RED-60")).toBe(before - 60)

    // What another process or the admin asked and decided is announced later, once.
    const { id: item, location_id } = await itemOf("ROSE-RED-60")
    const later = await ledger().ask({
      ...{ actor_type: "user", actor_id: "user_1", channel: "admin", member_id: null, kind: "correction" },
      lines: [{ inventory_item_id: item, location_id: location_id ?? "", quantity: -80 }],
    })
    await Promise.all([1, 2].map(() => announceRequests(container(), new Date())))
    await madina.sees(saying("stock.request_correction"), { anyTime: true })
    await ledger().decide(later.id, { status: "refused", by: decider.id })
    await announceRequests(container(), new Date())
    await outboxIsEmpty(container())
    const notices = (await madina.messages()).filter(({ text }) => text?.includes("−80"))
    expect(notices.map(({ buttons }) => buttons)).toEqual([undefined])

    // An only owner reads that nobody can approve.
    await workshopOf(container()).updateStaffMembers({
      ...{ selector: { telegram_id: String(JASUR) }, data: { active: false } },
    })
    await opens(madina, "loss")
    await madina.sends(RED)
    await madina.taps(RED)
    await madina.sends("90")
    await madina.taps(label("stock.gift_reason"))
    await records(madina)
    await madina.sees(saying("stock.asked_nobody"))
  })

  it("lists what wilts, writes it off with a tap, and tells the desk and the florists each morning", async () => {
    const { marina, madina } = play()
    await Promise.all([enters(marina), enters(madina)])
    const tomorrow = plusDays(dayOf(), 1)
    const nine = new Date(`${tomorrow}T09:01:00+05:00`)
    const listed = async () =>
      (await marina.messages({ in: FLORISTS })).filter(({ text }) => text?.includes(CREAM)).length
    await announceWilting(container(), nine)
    await outboxIsEmpty(container())
    expect(await listed()).toBe(0)
    await opens(marina, "wilting")
    await marina.sees(saying("stock.wilting_none"))

    await receives("ROSE-CREAM-70", 30, { wilts_on: dayOf() })
    await receives("ROSE-RED-60", 20, { wilts_on: tomorrow })
    await receives("ROSE-WHITE-60", 10, { wilts_on: plusDays(dayOf(), 2) })
    await receives("ROSE-PINK-50", 10, { wilts_on: plusDays(dayOf(), 3) })
    for (const time of ["08:59:00", "12:00:00"]) {
      await announceWilting(container(), new Date(`${tomorrow}T${time}+05:00`))
    }
    await outboxIsEmpty(container())
    expect(await listed()).toBe(0)
    await Promise.all([announceWilting(container(), nine), announceWilting(container(), nine)])
    await announceWilting(container(), nine)
    await outboxIsEmpty(container())
    expect(await listed()).toBe(1)
    const morning = words(await marina.sees(saying("stock.wilting_today"), { in: FLORISTS, anyTime: true }))
    expect(morning).toContain(label("stock.wilting_lot", { name: CREAM, count: 30 }))
    expect(morning).toContain(label("stock.wilting_lot", { name: RED, count: 20 }))
    expect(morning).toMatch(pattern`${saying("stock.wilting_tomorrow")}\n.*Роза белая`)
    expect(morning).not.toContain("Роза розовая")

    await opens(marina, "wilting")
    expect(words(await marina.sees(saying("stock.wilting_tomorrow")))).not.toContain("Роза белая")
    await marina.taps(saying("stock.wilting_button", { name: CREAM, count: 30 }))
    await marina.taps(label("stock.lot_throw_away"))
    const summary = words(await marina.sees(saying("stock.title_loss")))
    expect(summary).toContain(label("stock.wilted_reason"))
    const before = await stocked("ROSE-CREAM-70")
    await records(marina)
    await marina.sees(saying("stock.recorded_loss"))
    expect(await stocked("ROSE-CREAM-70")).toBe(before - 30)
    expect(await documents("loss")).toMatchObject([{ reason: "wilted" }])
    // The flowers of this lot are gone, and not those of the oldest one.
    await opens(marina, "wilting")
    expect(words(await marina.sees(saying("stock.wilting_tomorrow")))).not.toContain(CREAM)

    // A bouquet for the showcase takes its stems from the lot, and not from the oldest one.
    await marina.taps(saying("stock.wilting_button", { name: RED, count: 20 }))
    await marina.taps(label("stock.lot_bouquet"))
    await marina.taps(label("showcase.photo_none"))
    await marina.sees(saying("showcase.quantity_ask", { name: RED }))
    await marina.taps(/^5$/)
    await marina.taps(saying("showcase.record"))
    await marina.sees(saying("showcase.made"))
    await opens(marina, "wilting")
    await marina.sees(saying("stock.wilting_lot", { name: RED, count: 15 }))
  })

  it("lowers the prices of products with wilting flowers by a tap, until the flowers are gone", async () => {
    const { aziza, marina, madina, telegram } = play()
    await Promise.all([comesIn(aziza), enters(marina), enters(madina)])
    const stem = await productByHandle(container(), "rose-red-60")
    const [{ price: usual }] = stem.variants
    const bouquet = (await catalogOf(container())).products.find(({ id, variants }) =>
      variants.some(({ parts }) => id !== stem.id && parts.some((part) => part.sku === "ROSE-RED-60")),
    )
    await receives("ROSE-RED-60", 20, { wilts_on: dayOf() })
    await opens(marina, "wilting")
    await marina.taps(saying("stock.wilting_button", { name: RED, count: 20 }))
    expect(words(await marina.sees(saying("stock.lot_what")))).toContain(stem.title.ru)
    expect(await marina.buttons()).not.toContain(label("stock.offer_start", { percent: 20 }))

    await opens(madina, "wilting")
    await madina.taps(saying("stock.wilting_button", { name: RED, count: 20 }))
    const screen = await madina.sees(saying("stock.lot_what"))
    const offer = await dataBehind(telegram, saying("stock.offer_start", { percent: 20 }))
    expect(await forgesOnScreen(marina, offer)).toMatchObject({
      show_alert: true,
      text: label("errors.not_allowed"),
    })
    await tapsAtOnce(madina, offer, screen.message_id, 3)
    await madina.sees(saying("stock.offer_runs", { percent: 20 }))
    const pricing = container().resolve(Modules.PRICING)
    const lists = () => pricing.listPriceLists({}, { relations: ["prices"] })
    const [list, ...others] = await lists()
    expect(others).toEqual([])
    expect(list).toMatchObject({ type: "sale", status: "active", title: `${RED}: −20 %` })
    expect(new Date(list.ends_at ?? 0)).toEqual(new Date(`${plusDays(dayOf(), 1)}T00:00:00+05:00`))
    await botKnows(container(), (products) =>
      [stem.id, bouquet?.id].every((id) =>
        products.some((one) => one.id === id && one.variants.some(({ was }) => was !== undefined)),
      ),
    )
    await aziza.forges(openProduct.pack({ productId: stem.id }), {
      message_id: (await aziza.screen())?.message_id ?? 0,
    })
    const card = words(await aziza.sees(saying("catalog.price", { price: price(usual * 0.8) })))
    expect(card).toMatch(saying("catalog.price_was", { price: price(usual) }))

    // Nobody but the shop sells the last flowers of the lot: the job ends the offer.
    await followOffers(container(), new Date())
    expect(await lists()).toHaveLength(1)
    await marina.taps(label("stock.lot_throw_away"))
    await records(marina)
    await marina.sees(saying("stock.recorded_loss"))
    await Promise.all([followOffers(container(), new Date()), followOffers(container(), new Date())])
    expect(await lists()).toEqual([])
    await botKnows(container(), (products) =>
      products.every(({ variants }) => !variants.some(({ was }) => was)),
    )
    expect(await forgesOnScreen(madina, offer)).toMatchObject({ text: label("errors.lot_not_found") })
  })

  it("ends an offer by a tap or when its day is over, and makes the prices that a crash left out", async () => {
    const { madina } = play()
    await enters(madina)
    await receives("ROSE-RED-60", 20, { wilts_on: plusDays(dayOf(), 1) })
    await opens(madina, "wilting")
    await madina.taps(saying("stock.wilting_button", { name: RED, count: 20 }))
    const pricing = container().resolve(Modules.PRICING)
    const starts = async () => {
      await madina.taps(label("stock.offer_start", { percent: 20 }))
      await madina.sees(saying("stock.offer_runs", { percent: 20 }))
      return ledger().listStockOffers({ ended_at: null })
    }
    await starts()
    await madina.taps(label("stock.offer_end"))
    await madina.sees(saying("stock.lot_what"))
    expect(await pricing.listPriceLists()).toEqual([])

    // As after a crash between the offer and its prices.
    const [offer] = await starts()
    await pricing.deletePriceLists([offer.price_list_id])
    await followOffers(container(), new Date())
    expect(await pricing.listPriceLists()).toEqual([])
    await followOffers(container(), new Date(Date.now() + 61_000))
    expect(await pricing.listPriceLists()).toMatchObject([{ id: offer.price_list_id }])

    await followOffers(container(), new Date(`${plusDays(dayOf(), 1)}T23:59:59+05:00`))
    expect(await pricing.listPriceLists()).toHaveLength(1)
    await followOffers(container(), new Date(`${plusDays(dayOf(), 2)}T00:00:00+05:00`))
    expect(await pricing.listPriceLists()).toEqual([])
    expect(await ledger().listStockOffers({ ended_at: null })).toEqual([])
  })

  it("lets a person choose an item by its picture", async () => {
    const { marina } = play()
    await enters(marina)
    await receives("ROSE-RED-60", 5, {})
    await opens(marina, "incoming")
    await marina.taps(label("stock.pictures_show"))
    await eventually(async () => Boolean((await marina.screen())?.photo))
    const [first] = await marina.buttons()
    expect(first).toMatch(pattern`^1\. ${RED} · `)
    await marina.taps(first)
    await asks(marina, "quantity", { name: RED })
    await opens(marina, "items")
    await marina.taps(label("stock.pictures_hide"))
    await eventually(async () => (await marina.buttons()).includes(label("stock.pictures_show")))
    expect((await marina.screen())?.photo).toBeFalsy()
  })

  it("shows what is there, with costs only for those who may see them", async () => {
    const { marina, madina, dilnoza } = play()
    await Promise.all([enters(marina), enters(madina), enters(dilnoza, "uz")])
    await receives("ROSE-RED-60", 40, { unit_cost: 650_000, wilts_on: "2031-03-08" })
    const free = (await stocked("ROSE-RED-60")).toString()
    for (const [person, hasCost] of [
      [marina, false],
      [madina, true],
    ] as const) {
      await opens(person, "items")
      await person.sends("roza krasnaya")
      await person.taps(RED)
      const text = words(await person.sees(saying("stock.free", { count: free })))
      expect(text).toContain(label("stock.lot_until", { day: "8 марта" }))
      expect(text.includes(price(6500))).toBe(hasCost)
    }
    await marina.taps(label("stock.loss"))
    await asks(marina, "quantity", { name: RED })

    // In Uzbek, with the catalogue's names.
    const uz = { name: "Qizil atirgul, 60 sm" }
    await dilnoza.sends("/work")
    await dilnoza.taps(label("stock.open", {}, "uz"))
    await dilnoza.taps(label("stock.items", {}, "uz"))
    await dilnoza.sends("qizil atirgul")
    await dilnoza.taps(uz.name)
    await dilnoza.sees(saying("stock.held", { count: 0 }, "uz"))
    await dilnoza.taps(label("stock.incoming", {}, "uz"))
    await dilnoza.sees(saying("stock.quantity", uz, "uz"))
    await dilnoza.taps(/^100$/)
    await dilnoza.sees(saying("stock.cost", { ...uz, count: 100 }, "uz"))
    await dilnoza.taps(label("stock.cost_unknown", {}, "uz"))
    await dilnoza.sends("12,5")
    await dilnoza.sees(saying("stock.days_wrong", {}, "uz"))
    await dilnoza.sends("12")
    await dilnoza.sees(saying("stock.summary_hint_incoming", {}, "uz"))
    await records(dilnoza, "uz")
    await dilnoza.sees(saying("stock.recorded_incoming", {}, "uz"))
    const [lot] = await ledger().listLots({
      ...{ inventory_item_id: (await itemOf("ROSE-RED-60")).id, all: true, take: 1, skip: 0 },
    })
    expect(lot).toMatchObject({ quantity: "100", is_estimated: true, wilts_on: plusDays(dayOf(), 12) })
    await opens(dilnoza, "regrading", "uz")
    await dilnoza.sees(saying("stock.item_regrading", {}, "uz"))
    await opens(dilnoza, "wilting", "uz")
    await dilnoza.sees(saying("stock.wilting_none", {}, "uz"))
  })

  it("refuses strangers, and forged and stale buttons change nothing", async () => {
    const { aziza, marina, bobur, telegram } = play()
    await Promise.all([enters(aziza), enters(marina), enters(bobur)])
    const { id: red } = await itemOf("ROSE-RED-60")
    const before = await stocked("ROSE-RED-60")
    await opens(marina, "loss")
    await marina.sends(RED)
    await marina.sees(saying("stock.found"))
    const first = await dataBehind(telegram, new RegExp(RED))
    await marina.taps(RED)
    await asks(marina, "quantity", { name: RED })
    const keypad = await dataBehind(telegram, /^5$/)
    await marina.taps(/^25$/)
    await marina.sees(saying("stock.reason"))

    const version = keypad.split(":")[2]
    for (const data of [
      ...[
        "stock",
        "stnote:loss",
        `stwith:loss:${red}`,
        keypad,
        `strec:loss:${version}`,
        `stdel:loss:${version}`,
      ],
      ...[
        "stwilts",
        "stthrow:stlot_1",
        "stitems",
        `stitem:${red}`,
        "streqs",
        "streq:x",
        "stdecide:approved:x",
      ],
      ...["stundo:stdoc_1", `stask:loss:${version}:line`, `stback:loss:${version}`],
    ]) {
      expect(await forgesOnScreen(aziza, data)).toMatchObject({ text: label("errors.not_staff") })
      expect(await forgesOnScreen(bobur, data)).toMatchObject({ text: label("owner.not_yours") })
    }
    await bobur.sends("/stock")
    await bobur.sees(saying("owner.not_yours"))
    expect(await bobur.buttons()).not.toContain(label("stock.open"))

    const now = Number(version) + 1
    const stale = [
      keypad,
      first,
      `stset:loss:${version}:quantity:3`,
      `stset:loss:${version}:reason:gift`,
      `strec:loss:${version}`,
      "strec:x:1",
    ]
    const forged = [
      ...["quantity:7", "cost:5", "drop:0", "drop:99", "supplier:none", "reason:theft", "to:x", "x:y"],
    ].map((field) => `stset:loss:${now}:${field}`)
    for (const data of [...stale, ...forged, `stask:loss:${now}:supplier`, `strec:loss:${now}`]) {
      expect([data, await forgesOnScreen(marina, data)]).toMatchObject([
        data,
        { text: label("common.stale") },
      ])
    }
    await marina.sees(saying("stock.reason"), { anyTime: true })
    await forgesOnScreen(marina, "stnote:loss")
    await marina.taps(label("stock.other_reason"))
    await marina.sees(saying("stock.title_loss"))

    // Meanwhile the roses are gone: the note stays, and can be recorded when they are back.
    const { location_id } = await itemOf("ROSE-RED-60")
    const inventory = container().resolve(Modules.INVENTORY)
    await inventory.adjustInventory(red, location_id ?? "", -before + 10)
    await records(marina)
    await marina.sees(saying("errors.stock_too_low"))
    expect(await stocked("ROSE-RED-60")).toBe(10)
    await inventory.adjustInventory(red, location_id ?? "", 20)
    await records(marina)
    await marina.sees(saying("stock.moved", { name: RED, change: "−25", count: 5 }))
    await container()
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw("update inventory_item set deleted_at = now() where id = ?", [red])
    await forgesOnScreen(marina, `stwith:incoming:${red}`)
    await marina.sees(saying("errors.item_not_found"))
    await workshopOf(container()).updateStaffMembers({
      ...{ selector: { telegram_id: String(MARINA) }, data: { role: "courier" } },
    })
    await marina.sends("25")
    await marina.sees(saying("owner.not_yours"))
  })

  reorderTests({ telegram: connect, container })
})
