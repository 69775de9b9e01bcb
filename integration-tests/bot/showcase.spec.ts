import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import sharp from "sharp"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { endFirstOffers } from "../../src/bot/messages/announcements/first-offers"
import { askMakers } from "../../src/bot/messages/showcase/ask"
import { dayOf } from "../../src/bot/ui/when"
import { TIME_ZONE } from "../../src/lib/shop"
import { assignmentWorkflows } from "../../src/workflows/assignment"
import { findBouquet, listBouquets } from "../../src/workflows/showcase/bouquets"
import { continueShowcase } from "../../src/workflows/showcase/continue"
import { takeApart, writeOff } from "../../src/workflows/showcase/end-bouquet"
import { makeBouquet, type NewBouquet } from "../../src/workflows/showcase/make-bouquet"
import { READY_NOW } from "../../src/workflows/showcase/product"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import { findStockItems } from "../../src/workflows/stock/find-items"
import { listStockItems } from "../../src/workflows/stock/list-items"
import { planItems } from "../../src/workflows/stock/reorder/plan"
import { personInTelegram } from "../../src/workflows/stock/person"
import { label, labelStart, price, saying } from "../support/labels"
import { withOptions } from "../support/limits"
import { expectAgreement } from "../support/stock-balances"
import { putIntoCart, tellsAll } from "./checkout-support"
import { botKnows, cartOf, comesIn, dataBehind, forgesOnScreen, tapsAtOnce } from "./shopper-support"
import { AZIZA, botSuite, DILNOZA, FLORISTS, JASUR, MADINA, MARINA } from "./support"
import { enters, eventually, labels, outboxIsEmpty, placeOrder, words, workshopOf } from "./workshop-support"

jest.setTimeout(240_000)

const RED = "Роза красная, 60 см"
const CREAM = "Роза кремовая, 70 см"
const TITLE = "Рассвет на витрине"

botSuite("the showcase", ({ telegram: connect, container, api }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, jasur, dilnoza, marina, madina] = [AZIZA, JASUR, DILNOZA, MARINA, MADINA].map((id) =>
      telegram.person(id),
    )
    return { telegram, aziza, jasur, dilnoza, marina, madina }
  }
  const ledger = () => ledgerOf(container())
  const knex = () => container().resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const itemOf = async (sku: string) =>
    (await findStockItems(container(), { words: [sku.toLowerCase()], take: 1 }))[0]
  const stocked = async (sku: string) => Number((await itemOf(sku)).stocked)
  const person = (id = MARINA) => personInTelegram(container(), String(id))
  const statusOf = async (id: string) => (await findBouquet(container(), { id }))?.status
  const picture = () =>
    sharp({ create: { width: 320, height: 240, channels: 3, background: "pink" } })
      .jpeg()
      .toBuffer()

  /** Replaces the seeded flowers, whose cost nobody knows. */
  const receives = async (sku: string, quantity: number, unit_cost: number) => {
    const { id: inventory_item_id, location_id, stocked: seeded } = await itemOf(sku)
    const place = { inventory_item_id, location_id: location_id ?? "" }
    const system = { actor_type: "system", actor_id: null, channel: "job" } as const
    await ledger().record({ ...system, kind: "loss" }, [{ ...place, quantity: -Number(seeded) }])
    await ledger().record({ ...system, kind: "incoming" }, [{ ...place, quantity, lot: { unit_cost } }])
  }
  let made = 0
  const makes = async (stems: Record<string, number>, more: Partial<NewBouquet> = {}, by = MARINA) => {
    const parts = await Promise.all(
      Object.entries(stems).map(async ([sku, quantity]) => ({
        inventory_item_id: (await itemOf(sku)).id,
        quantity,
      })),
    )
    const number = (made += 1)
    const title = { ru: `Букет ${number}`, uz: `Guldasta ${number}` }
    return makeBouquet(container(), await person(by), {
      ...{ key: `test-${number}`, title, price: 150_000, parts },
      ...more,
    })
  }
  const valueOf = async (inventory_item_id: string) => {
    const lots = await ledger().listLots({ inventory_item_id, all: false, take: 9, skip: 0 })
    return lots.reduce((sum, lot) => sum + Number(lot.value_left), 0)
  }
  const movesOf = async (document: string) =>
    (await ledger().listOfDocument(document)).map(
      ({ kind, quantity, value }) => `${kind} ${quantity} ${value}`,
    )
  const documentOf = async (id: string, step: "made" | "ended") => {
    const [found] = await ledger().listStockDocuments({ key: `showcase:${id}:${step}` })
    return found
  }
  /** What the Store API lists in the category of the showcase. */
  const inStoreApi = async () => {
    const [category] = await container().resolve(Modules.PRODUCT).listProductCategories({ handle: READY_NOW })
    const [key] = await container().resolve(Modules.API_KEY).listApiKeys({ type: "publishable" })
    const { data } = await api.get(`/store/products?category_id=${category.id}&fields=id,title`, {
      headers: { "x-publishable-api-key": key.token },
    })
    return (data.products as { title: string }[]).map(({ title }) => title)
  }
  afterEach(() => expectAgreement(container()))

  it("is made by taps, bought by one of two shoppers, and its order comes to its maker first", async () => {
    const { telegram, aziza, jasur, dilnoza, marina, madina } = play()
    await Promise.all([enters(marina), enters(dilnoza), enters(madina)])
    await Promise.all([comesIn(aziza), comesIn(jasur)])
    await receives("ROSE-RED-60", 100, 700_033)
    const [red, cream] = [await stocked("ROSE-RED-60"), await stocked("ROSE-CREAM-70")]

    await marina.sends("/stock")
    await marina.taps(saying("showcase.make"))
    await marina.sends("без фото")
    await marina.sees(saying("common.not_an_answer"))
    await marina.sendsPhoto(await picture())
    await marina.sees(saying("showcase.item_ask"))
    await marina.sends(RED)
    await marina.taps(RED)
    await marina.sees(saying("showcase.quantity_ask"))
    await marina.sends("100000")
    await marina.sees(saying("showcase.quantity_most"))
    await marina.taps(/^5$/)
    await marina.sees(saying("showcase.price_proposed"))
    await marina.sends("кремовая")
    await marina.taps(CREAM)
    await marina.taps(/^3$/)
    const proposed = words(await marina.sees(saying("showcase.line", { name: CREAM, count: 3 })))
    expect(proposed).not.toMatch(saying("showcase.cost"))
    await marina.taps("+")
    await marina.sees(saying("showcase.line", { name: RED, count: 6 }))
    await marina.taps(label("showcase.part_price"))
    await marina.sends("дорого")
    await marina.sees(saying("showcase.price_wrong"))
    await marina.sends("180 000")
    await marina.sees(saying("showcase.price_set", { price: price(180_000) }))
    await marina.taps(label("showcase.part_title"))
    await marina.sends(TITLE)
    const ready = await marina.sees(new RegExp(TITLE))
    const record = await dataBehind(telegram, saying("showcase.record"))
    await tapsAtOnce(marina, record, ready.message_id, 3)
    await marina.sees(saying("showcase.made", { title: TITLE, price: price(180_000) }))
    expect(await forgesOnScreen(marina, record)).toMatchObject({ text: label("stock.recorded_already") })

    const [bouquet, ...others] = await listBouquets(container(), { take: 5 })
    expect([bouquet.status, others]).toEqual(["offered", []])
    expect([await stocked("ROSE-RED-60"), await stocked("ROSE-CREAM-70")]).toEqual([red - 6, cream - 3])
    const { id: document } = await documentOf(bouquet.id, "made")
    const taken = (await ledger().listOfDocument(document)).filter(({ quantity }) => Number(quantity) < 0)
    expect(taken.every(({ kind }) => kind === "assembly")).toBe(true)
    expect(await valueOf(bouquet.inventory_item_id)).toBe(
      -taken.reduce((sum, one) => sum + Number(one.value), 0),
    )
    expect(await inStoreApi()).toEqual([TITLE])

    // Two shoppers open it by the section's button, and want it at the same moment.
    await botKnows(container(), (products) => products.some(({ id }) => id === bouquet.product_id))
    const taps: [SandboxPerson, string, number][] = []
    for (const shopper of [aziza, jasur]) {
      await shopper.sends("/catalog")
      await shopper.taps(/^Готово сейчас/)
      await shopper.taps(/^1$/)
      const card = await shopper.sees(new RegExp(TITLE))
      taps.push([shopper, await dataBehind(telegram, saying("catalog.add_to_cart")), card.message_id])
    }
    const opened = await dataBehind(telegram, /^1$/)
    await Promise.all(taps.map(([shopper, data, message_id]) => shopper.forges(data, { message_id })))
    const carts = await Promise.all([AZIZA, JASUR].map((id) => cartOf(container(), id)))
    const won = carts.findIndex((cart) => cart?.items.length)
    expect(carts.filter((cart) => cart?.items.length)).toHaveLength(1)
    const [buyer, other] = won === 0 ? [aziza, jasur] : [jasur, aziza]
    await buyer.sends("/cart")
    await buyer.taps(saying("cart.checkout"))
    await tellsAll(buyer)
    await buyer.taps(saying("checkout.pay_pp_system_default"))
    await buyer.sees(saying("checkout.placed"))

    // It disappears, and the old buttons show what is similar.
    const sold = Date.now()
    await eventually(async () => (await statusOf(bouquet.id)) === "sold")
    await botKnows(container(), (products) => !products.some(({ id }) => id === bouquet.product_id))
    expect(await inStoreApi()).toEqual([])
    expect(Date.now() - sold).toBeLessThan(5000)
    for (const data of [taps[0][1], opened]) {
      expect(await forgesOnScreen(other, data)).toMatchObject({ text: label("catalog.product_gone") })
      await other.sees(saying("catalog.product_gone"), { anyTime: true })
      expect((await other.buttons()).length).toBeGreaterThan(2)
    }

    // Only the maker is asked, and nobody else can accept.
    const offer = await marina.sees(saying("showcase.offered_first"), { anyTime: true })
    expect(labels(offer)).toContain(label("workshop.do_accept"))
    expect(words(offer)).not.toContain("Навои")
    await outboxIsEmpty(container())
    expect(await marina.messages({ in: FLORISTS })).toEqual([])
    const [assignment] = await workshopOf(container()).listAssignments({})
    const accept = `action:accept:${assignment.id}`
    expect(await forgesOnScreen(dilnoza, accept)).toMatchObject({ text: label("errors.offered_first") })
    await dilnoza.sends("/work")
    expect((await dilnoza.buttons()).join()).not.toContain(String(assignment.display_id))
    await marina.taps(saying("workshop.do_accept"))
    await eventually(
      async () => (await workshopOf(container()).retrieveAssignment(assignment.id)).status === "accepted",
    )
    expect(await stocked(`ready-${bouquet.id.slice(-12)}`)).toBe(0)
    expect(await ledger().costOfOrder(assignment.order_id)).toMatchObject({ is_estimated: true })
    await continueShowcase(container(), new Date())
    expect(await statusOf(bouquet.id)).toBe("sold")
    await outboxIsEmpty(container())
  })

  it("goes to all florists after the maker's time or refusal, and returns to the showcase with a canceled order", async () => {
    const { aziza, marina } = play()
    await Promise.all([enters(marina), enters(aziza)])
    const workshop = workshopOf(container())
    const [late, refused, canceled] = [
      await makes({ "ROSE-RED-60": 3 }),
      await makes({ "ROSE-RED-60": 3 }),
      await makes({ "ROSE-RED-60": 3 }),
    ]
    // Its stems are demand, and nobody orders a bouquet.
    const { id: red } = await itemOf("ROSE-RED-60")
    const hour = 3_600_000
    const periods = [{ begins: new Date(Date.now() - hour), ends: new Date(Date.now() + hour) }]
    const sold = await ledger().listSold({ items: [red], periods, since: dayOf(), timeZone: TIME_ZONE })
    expect(sold.flatMap(({ days }) => days.map(([, pieces]) => pieces))).toEqual([9])
    const planned = (await planItems(container())).map(({ inventory_item_id }) => inventory_item_id)
    expect([planned.includes(red), planned.includes(late.inventory_item_id)]).toEqual([true, false])
    const inChannel = async (number: number) =>
      (await marina.messages({ in: FLORISTS })).filter((message) =>
        saying("workshop.card_offered", { number }).test(words(message)),
      ).length
    const order = async (variantId: string) => {
      const placed = await placeOrder(container(), AZIZA, { variantId })
      await eventually(async () => {
        await outboxIsEmpty(container())
        return (
          (await workshop.listTransitions({ assignment_id: placed.assignmentId, announced_at: null }))
            .length === 0
        )
      })
      expect(await inChannel(placed.number)).toBe(0)
      return placed
    }

    const first = await order(late.variant_id)
    await endFirstOffers(container(), new Date())
    expect(await inChannel(first.number)).toBe(0)
    await workshop.updateAssignments({ id: first.assignmentId, first_until: new Date(Date.now() - 1000) })
    await Promise.all([1, 2].map(() => endFirstOffers(container(), new Date())))
    await outboxIsEmpty(container())
    expect(await inChannel(first.number)).toBe(1)
    expect(await workshop.retrieveAssignment(first.assignmentId)).toMatchObject({ first_florist_id: null })

    const second = await order(refused.variant_id)
    await assignmentWorkflows.decline(container()).run({
      input: { assignment_id: second.assignmentId, actor: { type: "staff", telegram_id: String(MARINA) } },
    })
    await eventually(async () => (await inChannel(second.number)) === 1)

    const third = await order(canceled.variant_id)
    await eventually(async () => (await statusOf(canceled.id)) === "sold")
    await assignmentWorkflows.cancel(container()).run({
      input: { assignment_id: third.assignmentId, actor: { type: "system" }, reason: "test" },
    })
    await continueShowcase(container(), new Date())
    expect(await statusOf(canceled.id)).toBe("offered")
    await botKnows(container(), (products) => products.some(({ id }) => id === canceled.product_id))
  })

  it("is marked down, taken apart, written off and taken back, and no value is lost", async () => {
    const { telegram, marina, aziza } = play()
    await Promise.all([enters(marina), enters(aziza)])
    await receives("ROSE-RED-60", 100, 700_033)
    await receives("ROSE-CREAM-70", 20, 900_001)
    const opens = async (title: string) => {
      await marina.sends("/stock")
      await marina.taps(labelStart("showcase.open"))
      await marina.taps(new RegExp(`^${title} · `))
      return marina.sees(saying("showcase.status_offered"))
    }
    const red = await stocked("ROSE-RED-60")
    const bouquet = await makes({ "ROSE-RED-60": 7, "ROSE-CREAM-70": 2 }, { title: { ru: TITLE, uz: TITLE } })
    const value = await valueOf(bouquet.inventory_item_id)

    await opens(TITLE)
    await marina.taps(saying("showcase.mark_down"))
    await marina.taps(price(120_000))
    await marina.sees(saying("showcase.price_set", { price: price(120_000) }))
    await botKnows(container(), (products) =>
      products.some((one) => one.id === bouquet.product_id && one.price === 120_000),
    )

    // In a shopper's cart it stays as it is.
    const old = await dataBehind(telegram, saying("showcase.take_apart"))
    const handle = `ready-${bouquet.id.slice(-12).toLowerCase()}`
    await putIntoCart(container(), AZIZA, { handle })
    const own = await person()
    await expect(takeApart(container(), own, { id: bouquet.id, lost: [] })).rejects.toMatchObject({
      code: "bouquet_reserved",
    })
    expect(await statusOf(bouquet.id)).toBe("offered")
    await knex().raw("update cart_hold set expires_at = now() - interval '1 minute'")

    // One of seven roses is broken.
    await opens(TITLE)
    await marina.taps(saying("showcase.take_apart"))
    await marina.sees(saying("showcase.apart_all"))
    await marina.taps("−")
    await marina.sees(saying("showcase.apart_some"))
    await marina.taps(saying("showcase.apart_do"))
    await marina.taps(label("stock.broken_reason"))
    await marina.sees(saying("showcase.status_taken_apart"))
    expect(await stocked("ROSE-RED-60")).toBe(red - 1)
    const ended = await ledger().listOfDocument((await documentOf(bouquet.id, "ended")).id)
    const sum = (kind: string) =>
      ended.filter((one) => one.kind === kind).reduce((total, one) => total + Number(one.value), 0)
    expect(ended.map(({ kind, quantity }) => `${kind} ${quantity}`).sort()).toEqual([
      "disassembly -1",
      "disassembly 2",
      "disassembly 7",
      "loss -1",
    ])
    expect([sum("disassembly"), sum("loss") < 0]).toEqual([0, true])
    expect(ended.find(({ kind }) => kind === "loss")).toMatchObject({ reason: "broken" })
    expect(value).toBeGreaterThan(-sum("loss"))
    expect(await valueOf(bouquet.inventory_item_id)).toBe(0)
    await botKnows(container(), (products) => !products.some(({ id }) => id === bouquet.product_id))
    await forgesOnScreen(marina, old)
    await marina.sees(saying("showcase.status_taken_apart"), { anyTime: true })

    const lost = await makes({ "ROSE-RED-60": 4 }, { title: { ru: "Второй", uz: "Ikkinchi" } })
    const worth = await valueOf(lost.inventory_item_id)
    await opens("Второй")
    await marina.taps(saying("showcase.write_off"))
    await marina.taps(label("stock.wilted_reason"))
    await marina.sees(saying("showcase.status_written_off"))
    expect(await movesOf((await documentOf(lost.id, "ended")).id)).toEqual([`loss -1 -${worth}`])
    await withOptions(container(), { stockApprovalPieces: 3 }, async () => {
      const large = await makes({ "ROSE-RED-60": 4 })
      const attempt = writeOff(container(), own, { id: large.id, reason: "wilted" })
      await expect(attempt).rejects.toMatchObject({ code: "large_loss" })
      await takeApart(container(), own, { id: large.id, lost: [] })
    })

    // Undo soon after, by a recipe of the catalogue.
    const before = await stocked("ROSE-RED-60")
    await marina.sends("/stock")
    await marina.taps(saying("showcase.make"))
    await marina.taps(saying("showcase.photo_none"))
    await marina.taps(saying("showcase.by_recipe"))
    await marina.sends("алая заря")
    await marina.taps(/^Алая заря|^Алый рассвет/)
    await marina.taps(/./)
    await marina.sees(saying("showcase.price_proposed"))
    await withOptions(container(), { undoSeconds: 60 }, async () => {
      await marina.taps(saying("showcase.record"))
      await marina.sees(saying("showcase.made"))
      expect(await stocked("ROSE-RED-60")).toBeLessThan(before)
      await marina.taps(saying("stock.undo"))
      await marina.sees(saying("showcase.status_taken_apart"))
    })
    expect(await stocked("ROSE-RED-60")).toBe(before)
  })

  it("asks its maker once, and not at night", async () => {
    const { marina, aziza, telegram } = play()
    await Promise.all([enters(marina, "uz"), enters(aziza)])
    const bouquet = await makes({ "ROSE-RED-60": 3 }, { title: { ru: TITLE, uz: TITLE } })
    const day = new Date(bouquet.ask_at ?? 0)
    const at = (hour: string) => new Date(`${day.toISOString().slice(0, 10)}T${hour}:00+05:00`)
    const later = (hour: string) => new Date(at(hour).getTime() + 24 * 3_600_000)
    const asked = async () =>
      (await marina.messages()).filter(({ text }) => text?.match(saying("showcase.question", {}, "uz")))
        .length
    await askMakers(container(), new Date())
    await withOptions(container(), { quietHours: "22:00-08:00" }, () =>
      askMakers(container(), later("23:30")),
    )
    await outboxIsEmpty(container())
    expect(await asked()).toBe(0)
    await Promise.all([1, 2].map(() => askMakers(container(), later("10:30"))))
    await askMakers(container(), later("12:30"))
    await marina.sees(saying("showcase.question", {}, "uz"), { anyTime: true })
    await outboxIsEmpty(container())
    expect(await asked()).toBe(1)
    const keep = await dataBehind(telegram, saying("showcase.keep", {}, "uz"))
    expect(await forgesOnScreen(marina, keep)).toMatchObject({ text: label("showcase.kept", {}, "uz") })
    await placeOrder(container(), AZIZA, { variantId: bouquet.variant_id })
    await eventually(async () => (await statusOf(bouquet.id)) === "sold")
    await forgesOnScreen(marina, await dataBehind(telegram, saying("showcase.write_off", {}, "uz")))
    await marina.sees(saying("showcase.status_sold", {}, "uz"), { anyTime: true })
  })

  it("takes only free stems, also when two florists want the last ones, and survives a kill as a whole", async () => {
    const { marina, aziza } = play()
    await Promise.all([enters(marina), enters(aziza)])
    const { id: red } = await itemOf("ROSE-RED-60")
    await placeOrder(container(), AZIZA, { handle: "scarlet-dawn" })
    const free = async () =>
      Number((await listStockItems(container(), { ids: [red], take: 1, skip: 0 }))[0].free)
    const left = await free()
    await expect(makes({ "ROSE-RED-60": left + 1 })).rejects.toMatchObject({ code: "stems_missing" })
    expect(await listBouquets(container(), { take: 5 })).toEqual([])
    const results = await Promise.allSettled([
      makes({ "ROSE-RED-60": left - 1 }),
      makes({ "ROSE-RED-60": 2 }, { key: "other" }, DILNOZA),
    ])
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    expect(await free()).toBeGreaterThanOrEqual(0)

    // A connection dies while the stems are taken: nothing is taken. Then while the product is written: the stems are taken once.
    const pieces = await stocked("ROSE-WHITE-60")
    const { id: white } = await itemOf("ROSE-WHITE-60")
    const killed = async (lock: string, values: string[], query: string) => {
      await knex().transaction(async (holder) => {
        await holder.raw(lock, values)
        const outcome = makes({ "ROSE-WHITE-60": 2 }, { key: `killed ${query}` }).catch(() => "killed")
        await eventually(async () => {
          const { rows } = await knex().raw<{ rows: unknown[] }>(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and query ilike ? and wait_event_type = 'Lock'`,
            [`%${query}%`],
          )
          return rows.length === 1
        })
        expect(await outcome).toBe("killed")
      })
      return findBouquet(container(), { key: `killed ${query}` })
    }
    const half = await killed(
      "select id from stock_lot where inventory_item_id = ? for update",
      [white],
      "stock_level_change",
    )
    expect([half?.status, await stocked("ROSE-WHITE-60")]).toEqual(["making", pieces])
    const other = await killed("lock table product_variant in exclusive mode", [], 'into "product_variant"')
    expect([other?.status, await stocked("ROSE-WHITE-60")]).toEqual(["making", pieces - 2])
    await expectAgreement(container())
    await continueShowcase(container(), new Date())
    expect(await statusOf(half?.id ?? "")).toBe("making")
    await continueShowcase(container(), new Date(Date.now() + 120_000))
    expect([await statusOf(half?.id ?? ""), await statusOf(other?.id ?? "")]).toEqual(["offered", "offered"])
    expect(await stocked("ROSE-WHITE-60")).toBe(pieces - 4)
    expect((await inStoreApi()).length).toBe(3)
  })
})
