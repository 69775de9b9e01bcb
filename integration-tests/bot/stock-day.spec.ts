import sharp from "sharp"
import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { listBouquets } from "../../src/workflows/showcase/bouquets"
import { ledgerOf } from "../../src/workflows/stock/change-stock"
import { findStockItems } from "../../src/workflows/stock/find-items"
import { label, labelStart, pattern, saying } from "../support/labels"
import { expectAgreement } from "../support/stock-balances"
import { tellsAll } from "./checkout-support"
import { botKnows, comesIn } from "./shopper-support"
import { AZIZA, botSuite, DILNOZA, FLORISTS, JASUR, MADINA, MARINA } from "./support"
import { enters, eventually, placeOrder, words, workshopOf } from "./workshop-support"

jest.setTimeout(240_000)

const RED = "Роза красная, 60 см"
const TITLE = "Вечерняя роза"

botSuite("a shop's day of stock", ({ telegram: connect, container }) => {
  it("receives, sells, shows a bouquet and sells it, gives back, writes off, approves and counts: each stem is explained", async () => {
    const telegram = connect()
    const [aziza, jasur, dilnoza, marina, madina] = [AZIZA, JASUR, DILNOZA, MARINA, MADINA].map((id) =>
      telegram.person(id),
    )
    await Promise.all([enters(aziza), enters(dilnoza), enters(marina), enters(madina), comesIn(jasur)])
    const ledger = ledgerOf(container())
    const rose = async () => (await findStockItems(container(), { words: ["rose-red-60"], take: 1 }))[0]
    const { id: item, stocked } = await rose()
    let expected = Number(stocked)
    const hasStock = async (change: number) => {
      expected += change
      await eventually(async () => Number((await rose()).stocked) === expected)
    }
    const opens = async (person: SandboxPerson, part: Parameters<typeof labelStart>[0]) => {
      await person.sends("/stock")
      await person.taps(labelStart(part))
    }
    const chooses = async (person: SandboxPerson) => {
      await person.sends(RED)
      await person.taps(pattern`^${RED}`)
    }
    const records = (person: SandboxPerson) => person.taps(saying("stock.record"))

    // Morning: the flowers come.
    await opens(marina, "stock.incoming")
    await chooses(marina)
    await marina.sees(saying("stock.quantity"))
    await marina.sends("80")
    await marina.sees(saying("stock.cost"))
    await marina.sends("7 000")
    await marina.taps(label("common.days", { days: 5 }))
    await marina.sees(saying("stock.line", { name: RED, count: 80 }))
    await records(marina)
    await marina.sees(saying("stock.recorded_incoming"))
    await hasStock(80)

    // An order is accepted, and then canceled: its roses come back.
    const order = await placeOrder(container(), AZIZA, { handle: "scarlet-dawn" })
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"))
    const [sale] = await ledger.listMovements(
      { order_id: order.orderId, inventory_item_id: item },
      { take: 1 },
    )
    const sold = -Number(sale.quantity)
    expect(sold).toBeGreaterThan(0)
    await hasStock(-sold)
    await madina.sends("/work")
    await madina.taps(new RegExp(`№${order.number} `))
    await madina.taps(saying("workshop.do_cancel"))
    await madina.sends("Покупательница передумала")
    await dilnoza.sees(saying("workshop.work_canceled", { number: order.number }))
    await hasStock(sold)

    // A bouquet for passers-by, sold by its button in the section "Ready now".
    await opens(marina, "showcase.make")
    await marina.sendsPhoto(
      await sharp({ create: { width: 320, height: 240, channels: 3, background: "pink" } })
        .jpeg()
        .toBuffer(),
    )
    await chooses(marina)
    await marina.taps(/^5$/)
    await marina.taps(label("showcase.part_title"))
    await marina.sends(TITLE)
    await marina.taps(saying("showcase.record"))
    await marina.sees(saying("showcase.made", { title: TITLE }))
    await hasStock(-5)
    const [bouquet] = await listBouquets(container(), { take: 1 })
    await botKnows(container(), (products) => products.some(({ id }) => id === bouquet.product_id))
    await jasur.sends("/catalog")
    await jasur.taps(/^Готово сейчас/)
    await jasur.taps(/^1$/)
    await jasur.sees(new RegExp(TITLE))
    await jasur.taps(saying("catalog.add_to_cart"))
    await jasur.sends("/cart")
    await jasur.taps(saying("cart.checkout"))
    await tellsAll(jasur)
    await jasur.taps(saying("checkout.pay_pp_system_default"))
    await jasur.sees(saying("checkout.placed"))
    await marina.sees(saying("showcase.offered_first"), { anyTime: true })
    await marina.taps(saying("workshop.do_accept"))
    await eventually(async () =>
      (await workshopOf(container()).listAssignments({})).some(({ status }) => status === "accepted"),
    )

    // A large loss waits for the owner, and goes through with her button.
    await opens(marina, "stock.loss")
    await chooses(marina)
    await marina.sends("60")
    await marina.taps(label("stock.broken_reason"))
    await records(marina)
    await marina.sees(saying("stock.asked"))
    await hasStock(0)
    await madina.sees(saying("stock.request_loss"))
    await madina.taps(label("stock.approve"))
    await marina.sees(saying("stock.told_approved"))
    await hasStock(-60)

    // Evening: two roses are missing in the count.
    await opens(marina, "counts.menu")
    await marina.taps(label("counts.all"))
    await marina.sees(saying("counts.hint"))
    await marina.sends(RED)
    await marina.taps(pattern`^${RED}`)
    await marina.sees(saying("counts.item", { name: RED }))
    await marina.sends(String(expected - 2))
    await marina.sees(saying("counts.saved_different", { name: RED, change: "−2" }))
    await opens(marina, "counts.menu")
    await marina.taps(label("counts.close"))
    await marina.taps(label("counts.close_yes"))
    await marina.sees(saying("counts.closed"), { anyTime: true })
    await hasStock(-2)

    // The ledger explains every stem: why, who, and for which order or document.
    const movements = await ledger.listMovements({ inventory_item_id: item }, { take: 50 })
    const told = movements
      .reverse()
      .map(({ kind, quantity, actor_id, order_id, document_id, is_explained }) =>
        [kind, quantity, actor_id, order_id ? "order" : document_id ? "document" : "", is_explained].join(
          " ",
        ),
      )
    expect(told).toEqual([
      expect.stringMatching(/^(opening|incoming|correction) /),
      `incoming 80 ${MARINA} document true`,
      `sale -${sold} ${DILNOZA} order true`,
      expect.stringMatching(pattern`^(sale|return) ${sold} ${MADINA} order true$`),
      `assembly -5 ${MARINA} document true`,
      `loss -60 ${MARINA} document true`,
      `correction -2 ${MARINA} document true`,
    ])
    const ofBouquet = await ledger.listMovements(
      { inventory_item_id: bouquet.inventory_item_id },
      { take: 9 },
    )
    expect(ofBouquet.reverse().map(({ kind, quantity }) => `${kind} ${quantity}`)).toEqual([
      "assembly 1",
      "sale -1",
    ])
    expect((await ledger.listUnexplained({ take: 9 })).movements).toEqual([])
    expect(Number(movements.at(-1)?.stock_after)).toBe(expected)
    await expectAgreement(container())
    expect(words(await marina.screen())).toContain(label("counts.closed"))
  })
})
