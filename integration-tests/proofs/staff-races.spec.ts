import type { PressResult } from "../../packages/sandbox/telegram/control-types"
import { COURIERS, FLORISTS } from "../bot/support"
import { eventually } from "../support/eventually"
import { ShopProcesses } from "../support/shop-processes"
import { COURIER_CROWD, crowdedSandbox, FLORIST_CROWD, takeOnCrowd } from "./crowd"
import { Ledger } from "./ledger"
import { bouquet, WebShopper } from "./shopping"
import { topologies } from "./topologies"
import { pattern, saying } from "../support/labels"

jest.setTimeout(600_000)

describe.each(topologies())("many staff members and $name", ({ modes, options }) => {
  let shop: ShopProcesses
  let ledger: Ledger

  beforeAll(async () => {
    shop = await ShopProcesses.open({ ...options, sandbox: crowdedSandbox() })
    await shop.start(...modes)
    ledger = await Ledger.open(shop)
    await takeOnCrowd(shop)
  })

  afterAll(() => shop?.end())

  /** Many people tap the same button in parallel, also after the card has lost the button. */
  async function tapTogether(ids: number[], label: RegExp, data: string, chat: number) {
    const telegram = shop.telegram()
    const people = ids.map((id) => telegram.person(id))
    const message_id = await eventually(async () => {
      const card = (await people[0].messages({ in: chat })).findLast(({ buttons = [] }) =>
        buttons.flat().some(({ text }) => label.test(text)),
      )
      return card?.message_id ?? Promise.reject(new Error(`The button ${label} is missing.`))
    }, 120_000)
    return Promise.all(people.map((person) => person.forges(data, { in: chat, message_id })))
  }

  const wonBy = (answers: PressResult[]) =>
    answers.filter(({ text = "" }) =>
      pattern`${saying("workshop.done_accept")}|${saying("workshop.done_take_delivery")}`.test(text),
    )
  const lostBy = (answers: PressResult[]) =>
    answers.filter(({ text = "" }) => saying("workshop.taken_by").test(text))

  async function historyOf(orderId: string, action: string): Promise<number> {
    const rows = await shop.rows(
      `select t.id from workshop_transition t join workshop_assignment a on a.id = t.assignment_id
       where a.order_id = $1 and t.action = $2`,
      orderId,
      action,
    )
    return rows.length
  }

  it("assigns an order to one florist of fifty, then to one courier of fifty", async () => {
    const web = await WebShopper.comes(shop)
    await web.adds((await bouquet(shop, "pink-cloud")).variantId)
    const order = await web.orders()
    if (!("orderId" in order)) {
      throw new Error(`The order was refused: ${JSON.stringify(order)}`)
    }
    const { orderId } = order

    const [{ id: assignmentId }] = await eventually(async () => {
      const found = await shop.rows<{ id: string }>(
        "select id from workshop_assignment where order_id = $1",
        orderId,
      )
      expect(found).toHaveLength(1)
      return found
    })

    const florists = await tapTogether(
      FLORIST_CROWD,
      saying("workshop.do_accept"),
      `action:accept:${assignmentId}`,
      FLORISTS,
    )
    expect([wonBy(florists).length, lostBy(florists).length]).toEqual([1, 49])
    expect(await historyOf(orderId, "accept")).toBe(1)
    expect(await shop.rows("select id from order_fulfillment where order_id = $1", orderId)).toHaveLength(1)
    expect(await ledger.faults()).toEqual([])

    const [{ telegram_id }] = await shop.rows<{ telegram_id: string }>(
      `select m.telegram_id from workshop_assignment a join workshop_staff_member m on m.id = a.florist_id
       where a.order_id = $1`,
      orderId,
    )
    const winner = shop.telegram().person(Number(telegram_id))
    await winner.taps(saying("workshop.do_mark_ready"))
    await winner.taps(saying("workshop.without_photo"))

    const taken = `action:take_delivery:${assignmentId}`
    const couriers = await tapTogether(COURIER_CROWD, saying("workshop.do_take_delivery"), taken, COURIERS)
    expect([wonBy(couriers).length, lostBy(couriers).length]).toEqual([1, 49])
    expect(await historyOf(orderId, "take_delivery")).toBe(1)
    await eventually(async () => {
      const unreported = await shop.rows("select id from workshop_transition where announced_at is null")
      expect(unreported).toEqual([])
    })
    expect(await ledger.faults()).toEqual([])
    expect(shop.errors()).toEqual([])
  })
})
