import { Modules } from "@medusajs/framework/utils"
import followOrders from "../../src/jobs/follow-orders"
import repairAcceptances from "../../src/jobs/repair-acceptances"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type { Action } from "../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { configurePayme, newTransactionId, paymeClient } from "../payments/payme-support"
import { createAdmin } from "../support/admin"
import { label, pattern, price, saying } from "../support/labels"
import { billOf, orderEdits } from "../support/order-edits"
import { replacements } from "../support/replacements"
import { runTransition } from "../support/workshop-view"
import { ordersByPayme, ordersOf } from "./checkout-support"
import { productByHandle, words } from "./shopper-support"
import { remindStaff } from "../../src/bot/messages/reminders"
import { ADMINS, AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, FLORISTS, MADINA } from "./support"
import { enters, labels, leavesShop, outboxIsEmpty, placeOrder, takesCash } from "./workshop-support"

jest.setTimeout(240_000)
configurePayme()

botSuite("an order that is edited in Medusa's admin", ({ telegram, container, api }) => {
  const within = 60_000
  const anyTime = { within, anyTime: true }
  let admin: Awaited<ReturnType<typeof createAdmin>>
  const edits = orderEdits(api, () => admin)
  beforeEach(async () => {
    admin = await createAdmin(container())
  })

  const people = async () => {
    const [aziza, dilnoza, bobur] = [AZIZA, DILNOZA, BOBUR].map((id) => telegram().person(id))
    await Promise.all([enters(dilnoza), enters(bobur)])
    return { aziza, dilnoza, bobur }
  }
  /** An order of one bouquet for 260 000 and delivery for 20 000, to be paid with Payme. */
  const byPayme = async () => {
    const everyone = await people()
    const card = await ordersByPayme(container(), everyone.aziza)
    const [{ id: orderId }] = await ordersOf(container())
    const [line] = (await billOf(container(), orderId)).lines
    return { ...everyone, card, orderId, line }
  }
  const payme = paymeClient(api)
  const pay = async (soums: number) => {
    const id = newTransactionId()
    const charge = { amount: soums * 100, account: { order_id: "1" } }
    const begun = await payme("CreateTransaction", { id, time: Date.now(), ...charge })
    return begun.error ?? (await payme("PerformTransaction", { id })).result
  }

  it("shows the new contents to florists and couriers, and asks for another photo", async () => {
    const { aziza, dilnoza, bobur } = await people()
    await enters(aziza)
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })
    const [line] = (await billOf(container(), order.orderId)).lines
    await edits.changeLine(order.orderId, line.id, { quantity: 2 })
    await dilnoza.sees(pattern`${order.title}[^\n]* × 2(?:\n|$)`, { in: FLORISTS, ...anyTime })
    await aziza.sees(saying("notices.changed", { number: order.number }), anyTime)

    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"))
    const { variants } = await productByHandle(container(), "pink-cloud")
    await edits.addLine(order.orderId, variants[0].id)
    const changed = await dilnoza.sees(saying("workshop.order_changed", { number: order.number }), anyTime)
    expect(words(changed)).toContain("Розовое облако")
    await dilnoza.sees(/Розовое облако/, { in: FLORISTS, ...anyTime })
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.taps(saying("workshop.without_photo"))
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS, within })
    await bobur.sees(saying("workshop.work_taken"))

    await edits.changeLine(order.orderId, line.id, { quantity: 1 })
    await bobur.sees(saying("workshop.bouquet_remade"), anyTime)
    await bobur.sees(saying("workshop.courier_card_changed"), { in: COURIERS, ...anyTime })
    await dilnoza.sees(saying("workshop.remake_bouquet"), anyTime)
    await aziza.sees(saying("notices.changed_again"), anyTime)
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.taps(saying("workshop.without_photo"))
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS, within })
    const { total } = await billOf(container(), order.orderId)
    await bobur.sees(saying("workshop.collect", { amount: price(total) }), anyTime)
    await leavesShop(bobur)
    await takesCash(bobur)
    await aziza.sees(saying("notices.delivered"), { within })
    expect(await billOf(container(), order.orderId)).toMatchObject({ paid: total, pending: 0 })
  })

  it("tells a florist who accepts during the edit that the order is being changed", async () => {
    const { aziza, dilnoza } = await people()
    await enters(aziza)
    const order = await placeOrder(container(), AZIZA)
    await edits.begin(order.orderId)
    const answer = await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    expect(answer).toMatchObject({
      show_alert: true,
      text: expect.stringMatching(
        saying("workshop.being_changed", {
          number: order.number,
          change: new RegExp(`${label("workshop.change_edit")}, .*`),
        }),
      ),
    })
    const remindIn = (minutes: number) => remindStaff(container(), new Date(Date.now() + minutes * 60_000))
    const begun = Date.now()
    for (const minutes of [5, 11, 30, 61]) {
      await remindIn(minutes)
      await remindIn(minutes)
    }
    await outboxIsEmpty(container())
    const reminder = saying("reminders.open_change", { number: order.number })
    const sent = (await telegram().calls({ chat_id: ADMINS })).filter(
      ({ at, method, params }) =>
        at >= begun && method === "sendMessage" && reminder.test(String(params.text)),
    )
    expect(sent).toHaveLength(2)
    expect(String(sent[0].params.text)).toContain(label("workshop.change_edit"))
    await edits.cancel(order.orderId)
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"))
  })

  it("gives florists and couriers another card for an exchange, whose difference the shopper pays online", async () => {
    const { aziza, dilnoza, bobur, orderId, line } = await byPayme()
    expect(await pay(280_000)).toMatchObject({ state: 2 })
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, within })
    const [{ id: assignmentId }] = await container()
      .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      .listAssignments({ order_id: orderId })
    const does = async (person: number, ...actions: Action[]) => {
      for (const action of actions) {
        const by = { type: "staff", telegram_id: String(person) } as const
        await runTransition(container(), assignmentId, { action, by })
      }
    }
    await does(DILNOZA, "accept", "mark_ready")
    await does(BOBUR, "take_delivery", "pick_up", "deliver")
    await aziza.sees(saying("notices.delivered"), anyTime)

    await replacements(api, () => admin).exchange(orderId, {
      back: [{ id: line.id, quantity: 1 }],
      out: [{ variant_id: line.variant_id, quantity: 2 }],
    })
    const offered = await dilnoza.sees(saying("workshop.replacement"), { in: FLORISTS, ...anyTime })
    expect(words(offered).match(/Розовое облако[^\n]*/g)).toEqual([expect.stringMatching(/ × 2$/)])
    await dilnoza.sees(saying("workshop.card_replaced", { number: 1 }), { in: FLORISTS, ...anyTime })
    await aziza.sees(saying("notices.changed_replaced"), anyTime)
    await telegram()
      .person(MADINA)
      .sees(saying("notices.admin_changed_replaced"), { in: ADMINS, ...anyTime })

    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"))
    await does(DILNOZA, "mark_ready")
    const collect = saying("workshop.collect", { amount: price(260_000) })
    await bobur.sees(collect, { in: COURIERS, ...anyTime })
    const card = await aziza.sees(saying("payment.difference_online"), anyTime)
    const [, query] = String(card.buttons?.[0][0].url).split("paycom.uz/")
    expect(Buffer.from(query, "base64").toString()).toContain("a=26000000")
    expect(await pay(260_000)).toMatchObject({ state: 2 })
    await aziza.sees(saying("payment.card_paid", { total: price(540_000) }), anyTime)
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS, within })
    const work = await bobur.sees(saying("workshop.work_taken"), anyTime)
    expect(words(work)).not.toMatch(collect)
    expect(words(work)).toMatch(pattern`${saying("workshop.take_back")}\n[^\n]*Розовое облако`)
    await does(BOBUR, "pick_up", "deliver")
    expect(await billOf(container(), orderId)).toMatchObject({ paid: 540_000, refunded: 0, pending: 0 })

    const { exchange, post } = replacements(api, () => admin)
    const sent = (await billOf(container(), orderId)).lines.find(({ id }) => id !== line.id)
    await exchange(orderId, {
      back: [{ id: sent?.id ?? "", quantity: 1 }],
      out: [{ variant_id: line.variant_id, quantity: 1 }],
    })
    await followOrders(container())
    await does(DILNOZA, "accept")
    const { data } = await api.get(`/admin/exchanges?order_id=${orderId}&order=-created_at`, admin.options)
    expect((await post(`/admin/exchanges/${data.exchanges[0].id}/cancel`)).status).toBe(200)
    await followOrders(container())
    await dilnoza.sees(saying("workshop.replacement_canceled", { number: 1 }), anyTime)
    await aziza.sees(saying("notices.replacement_canceled", { number: 1 }), anyTime)
    await dilnoza.sees(saying("workshop.card_delivered", { number: 1 }), { in: FLORISTS, ...anyTime })
  })

  it("tells the owner once, with the cause, that an accepted order cannot be fulfilled", async () => {
    const { aziza, dilnoza } = await people()
    await enters(aziza)
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"))
    await edits.begin(order.orderId)
    const inventory = container().resolve(Modules.INVENTORY)
    const levels = await inventory.listInventoryLevels({}, { take: null })
    await inventory.updateInventoryLevels(
      levels.map(({ inventory_item_id, location_id }) => ({
        inventory_item_id,
        location_id,
        stocked_quantity: 0,
      })),
    )
    await edits.cancel(order.orderId)
    const workshop = container().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const [{ id }] = await workshop.listAssignments({ order_id: order.orderId })
    await workshop.updateAssignments({ id, accepted_at: new Date(Date.now() - 120_000) })
    await repairAcceptances(container())
    await repairAcceptances(container())
    const stuck = saying("notices.admin_not_accepted", {
      number: order.number,
      problem: label("notices.problem_out_of_stock"),
    })
    await telegram()
      .person(MADINA)
      .sees(stuck, { in: ADMINS, ...anyTime })
  })

  it("takes the new amount of an order that was edited before it was paid", async () => {
    const { aziza, card, orderId, line, dilnoza } = await byPayme()
    await edits.changeLine(orderId, line.id, { quantity: 2 })
    const renewed = await aziza.sees(saying("payment.card", { total: price(540_000) }), anyTime)
    expect(renewed.message_id).toBe(card.message_id)
    const [button] = renewed.buttons?.flat() ?? []
    const [, query] = String(button.url).split("paycom.uz/")
    expect(Buffer.from(query, "base64").toString()).toContain("a=54000000")
    expect(await pay(280_000)).toMatchObject({ code: -31_001 })
    expect(await pay(540_000)).toMatchObject({ state: 2 })
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, within })
    await aziza.sees(saying("payment.card_paid", { total: price(540_000) }), anyTime)
    expect(await billOf(container(), orderId)).toMatchObject({ paid: 540_000, pending: 0 })
  })

  it("takes the price of another zone that the shopper chose, and owes the difference after the way back", async () => {
    const { aziza, card, orderId } = await byPayme()
    const moves = async (zone: RegExp) => {
      await aziza.sends("/status")
      await aziza.taps(saying("change.open"))
      await aziza.taps(saying("checkout.edit_address"))
      await aziza.sees(saying("change.ask_address"))
      await aziza.sends("ул. Навои 12, кв. 5")
      await aziza.taps(zone)
    }
    await moves(/^2$/)
    await aziza.sees(saying("change.dearer_unpaid", { amount: price(10_000), total: price(290_000) }))
    await aziza.taps(saying("change.agree"))
    const renewed = await aziza.sees(saying("payment.card", { total: price(290_000) }), anyTime)
    expect(renewed.message_id).toBe(card.message_id)
    expect(await pay(280_000)).toMatchObject({ code: -31_001 })
    expect(await pay(290_000)).toMatchObject({ state: 2 })
    await aziza.sees(saying("payment.card_paid", { total: price(290_000) }), anyTime)

    await moves(/^1$/)
    await aziza.sees(saying("change.cheaper_paid", { amount: price(10_000) }))
    await aziza.taps(saying("change.agree"))
    await aziza.sees(saying("orders.owed", { amount: price(10_000) }))
    expect(await billOf(container(), orderId)).toMatchObject({ total: 280_000, paid: 290_000 })

    await moves(/^3$/)
    await aziza.sees(saying("change.dearer_paid", { amount: price(40_000) }))
    await aziza.taps(saying("change.agree"))
    const order = await aziza.sees(saying("change.done"))
    const [, query] = String(order.buttons?.[0][0].url).split("paycom.uz/")
    expect(Buffer.from(query, "base64").toString()).toContain("a=3000000")
  })

  it("captures the payment of an unpaid order whose edited total has a fraction of a soum", async () => {
    const { aziza, orderId, line, dilnoza } = await byPayme()
    await edits.changeLine(orderId, line.id, { quantity: 1, unit_price: 260_500.4 })
    await aziza.sees(saying("payment.card", { total: price(280_500) }), anyTime)
    await edits.changeLine(orderId, line.id, { quantity: 1, unit_price: 270_000.5 })
    await aziza.sees(saying("payment.card", { total: price(290_001) }), anyTime)
    expect(await pay(290_001)).toMatchObject({ state: 2 })
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, within })
    await aziza.sees(saying("payment.card_paid", { total: price(290_001) }), anyTime)
    expect(await billOf(container(), orderId)).toMatchObject({ paid: 290_001 })
  })

  it("collects the difference of a paid order that was edited up", async () => {
    const { aziza, dilnoza, bobur, orderId, line } = await byPayme()
    expect(await pay(280_000)).toMatchObject({ state: 2 })
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, within })
    await aziza.sees(saying("payment.card_paid", { number: 1 }), anyTime)
    await edits.changeLine(orderId, line.id, { quantity: 2 })
    await aziza.sees(saying("notices.changed_due_more", { amount: price(260_000) }), anyTime)
    await aziza.sees(saying("payment.card_partly", { paid: price(280_000), amount: price(260_000) }), anyTime)
    await aziza.taps(saying("notices.order"))
    await aziza.sees(saying("orders.due", { paid: price(280_000), amount: price(260_000) }))

    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.taps(saying("workshop.without_photo"))
    const offer = await bobur.sees(saying("workshop.courier_card_free"), { in: COURIERS, within })
    expect(words(offer)).toMatch(saying("workshop.collect", { amount: price(260_000) }))
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
    await leavesShop(bobur)
    await takesCash(bobur)
    await aziza.sees(saying("notices.delivered"), { within })
    expect(await billOf(container(), orderId)).toMatchObject({ paid: 540_000, pending: 0 })
  })

  it("lets the shopper pay the difference online, and the courier collects nothing", async () => {
    const { aziza, dilnoza, bobur, orderId, line } = await byPayme()
    expect(await pay(280_000)).toMatchObject({ state: 2 })
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, within })
    await edits.changeLine(orderId, line.id, { quantity: 2 })
    const card = await aziza.sees(saying("payment.difference_online"), anyTime)
    const [[link], [other]] = card.buttons ?? []
    const [, query] = String(link.url).split("paycom.uz/")
    expect(Buffer.from(query, "base64").toString()).toContain("a=26000000")
    expect(String(other.text)).toMatch(saying("payment.another_method"))
    await aziza.sees(saying("notices.changed_due_more", { amount: price(260_000) }), anyTime)
    await aziza.taps(saying("notices.order"))
    const screen = await aziza.sees(saying("orders.due", { paid: price(280_000), amount: price(260_000) }))
    expect(screen.buttons?.flat().map(({ url }) => url)).toContain(link.url)

    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.taps(saying("workshop.without_photo"))
    const offer = await bobur.sees(saying("workshop.courier_card_free"), { in: COURIERS, within })
    expect(words(offer)).toMatch(saying("workshop.collect", { amount: price(260_000) }))
    expect(await pay(280_000)).toMatchObject({ code: -31_001 })
    expect(await pay(260_000)).toMatchObject({ state: 2 })
    await aziza.sees(saying("payment.card_paid", { total: price(540_000) }), anyTime)
    expect(await pay(260_000)).toMatchObject({ code: -31_052 })
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
    const work = await bobur.sees(saying("workshop.work_taken"), anyTime)
    expect(words(work)).not.toMatch(saying("workshop.collect", { amount: price(260_000) }))
    await leavesShop(bobur)
    await bobur.taps(saying("workshop.do_deliver"))
    await aziza.sees(saying("notices.delivered"), { within })
    expect(await billOf(container(), orderId)).toMatchObject({ paid: 540_000, refunded: 0, pending: 0 })
  })

  it("shows what the shop gives back for a paid order that was edited down", async () => {
    const { aziza, dilnoza, orderId, line } = await byPayme()
    expect(await pay(280_000)).toMatchObject({ state: 2 })
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, within })
    await edits.changeLine(orderId, line.id, { quantity: 1, unit_price: 200_000 })
    await aziza.sees(saying("notices.changed_owed", { amount: price(60_000) }), anyTime)
    await telegram()
      .person(MADINA)
      .sees(saying("notices.admin_changed_owed", { amount: price(60_000) }), { in: ADMINS, ...anyTime })
    await aziza.sees(saying("payment.card_owed", { total: price(220_000), amount: price(60_000) }), anyTime)
    await aziza.taps(saying("notices.order"))
    await aziza.sees(saying("orders.owed", { amount: price(60_000) }))
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    const work = await dilnoza.sees(saying("workshop.work_accepted"))
    expect(words(work)).toMatch(saying("workshop.paid_owed", { amount: price(60_000) }))
    expect(labels(work).length).toBeGreaterThan(0)

    const { status, data } = await api.post(`/admin/orders/${orderId}/balance/pay-back`, {}, admin.options)
    expect([status, data.balance.owed]).toEqual([200, 0])
    await aziza.sees(saying("notices.paid_back", { amount: price(60_000) }), anyTime)
    expect(await billOf(container(), orderId)).toMatchObject({ paid: 280_000, refunded: 60_000, pending: 0 })
    await edits.changeLine(orderId, line.id, { quantity: 1, unit_price: 270_000 })
    await aziza.sees(saying("payment.card_partly", { amount: price(70_000) }), anyTime)
  })
})
