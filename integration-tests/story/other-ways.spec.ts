import { ADMINS, AZIZA, botSuite, COURIERS, DILNOZA, FLORISTS } from "../bot/support"
import { leavesShop, takesCash } from "../bot/workshop-support"
import { eventually, flowers, labels, Scene, textOf, ZILOLA } from "./play"
import { changesSince, statesOf, type OrderRecord, type Stock } from "./records"
import { label, pattern, price, saying } from "../support/labels"

jest.setTimeout(600_000)

/** Medusa's states of an order whose flowers are only reserved. */
const OFFERED = {
  order: "pending",
  payment: "authorized",
  fulfillment: "not_fulfilled",
  captured: 0,
  fulfillments: 0,
}

botSuite("the other transitions of an order", (shop) => {
  const begin = async (): Promise<{ scene: Scene; before: Stock }> => {
    const scene = await Scene.begin(shop)
    await Promise.all([scene.staffComesIn(), scene.comesIn(scene.aziza)])
    return { scene, before: await scene.records.stock() }
  }
  const changes = async ({ records }: Scene, before: Stock) => changesSince(before, await records.stock())
  const states = async ({ records }: Scene, { id }: OrderRecord) => statesOf(await records.order(id))
  const stateOf = async ({ records }: Scene, { id }: OrderRecord) => {
    const { assignment, delivery, transitions } = await records.assignment(id)
    return {
      status: assignment.status,
      slot: delivery.status,
      actions: transitions.map(({ action }) => action),
    }
  }

  it("gives an order back: all flowers return, another florist accepts it, and the first one no longer sees the recipient", async () => {
    const { scene, before } = await begin()
    const { dilnoza, marina, madina, aziza } = scene
    const words = scene.words()
    const order = await scene.orders()
    const first = await dilnoza.sees(words.offered, { in: FLORISTS })
    await dilnoza.taps(words.accept, { in: FLORISTS })
    const details = await dilnoza.sees(words.work)
    expect(textOf(details)).toContain(ZILOLA.name)
    const late = await marina.forges(
      `action:accept:${(await scene.records.assignment(order.id)).assignment.id}`,
      {
        in: FLORISTS,
        message_id: first.message_id,
      },
    )
    expect(late).toMatchObject({
      show_alert: true,
      text: expect.stringMatching(saying("workshop.taken_by", { name: "Dilnoza Rahimova" })),
    })
    expect(await changes(scene, before)).toEqual(flowers({ stocked: -1, reserved: 0 }))

    await dilnoza.taps(saying("workshop.do_give_back"))
    await dilnoza.taps(saying("workshop.gave_back_no_time"))
    await dilnoza.sees(saying("workshop.done_give_back"))
    const second = await marina.sees(words.offered, { in: FLORISTS })
    expect(second.message_id).toBeGreaterThan(first.message_id)
    await madina.sees(saying("notices.admin_given_back", { number: 1, name: "Dilnoza Rahimova" }), {
      in: ADMINS,
    })
    await scene.everythingIsSent()
    expect(textOf(await scene.asItIs(marina, first))).toMatch(saying("workshop.card_given_back"))
    const now = textOf(await scene.asItIs(dilnoza, details))
    for (const secret of [ZILOLA.name, ZILOLA.phoneAsWritten, words.address]) {
      expect(now).not.toContain(secret)
    }
    // Medusa's fulfillment status when all fulfillments are canceled.
    expect(await states(scene, order)).toEqual({ ...OFFERED, fulfillment: "canceled" })
    expect(await changes(scene, before)).toEqual(flowers({ stocked: 0, reserved: 1 }))

    await marina.taps(words.accept, { in: FLORISTS })
    expect(textOf(await marina.sees(words.work))).toContain(words.address)
    await scene.everythingIsSent()
    expect(await changes(scene, before)).toEqual(flowers({ stocked: -1, reserved: 0 }))
    expect(await stateOf(scene, order)).toEqual({
      status: "accepted",
      slot: "booked",
      actions: ["open", "accept", "give_back", "accept"],
    })
    expect(await states(scene, order)).toMatchObject({ fulfillment: "fulfilled", fulfillments: 1 })
    await aziza.seesNot(saying("notices.admin_given_back"), { anyTime: true, for: 0 })
  })

  it("lets the shopper cancel before a florist accepts", async () => {
    const { scene, before } = await begin()
    const { aziza, dilnoza, madina } = scene
    const words = scene.words()
    const order = await scene.orders()
    const card = await dilnoza.sees(words.offered, { in: FLORISTS })
    await aziza.taps(words.status)
    await aziza.taps(saying("orders.cancel"))
    await aziza.sees(saying("orders.ask_cancel", { number: 1 }))
    await aziza.taps(saying("orders.cancel_yes"))
    await aziza.sees(saying("orders.canceled"))
    await madina.sees(saying("notices.admin_canceled", { number: 1, name: /Aziza[^]*/ }), { in: ADMINS })
    const closed = await dilnoza.sees(saying("workshop.card_canceled", { number: 1 }), { in: FLORISTS })
    expect(closed.message_id).toBe(card.message_id)
    expect(labels(closed)).toEqual([])
    await scene.everythingIsSent()
    expect(await states(scene, order)).toEqual({ ...OFFERED, order: "canceled", payment: "canceled" })
    expect(await changes(scene, before)).toEqual({})
    expect(await stateOf(scene, order)).toEqual({
      status: "canceled",
      slot: "released",
      actions: ["open", "cancel"],
    })

    // The florist's old card is answered with "too late", and nothing changes.
    const { assignment } = await scene.records.assignment(order.id)
    const late = await dilnoza.forges(`action:accept:${assignment.id}`, {
      in: FLORISTS,
      message_id: card.message_id,
    })
    expect(late).toMatchObject({
      show_alert: true,
      text: expect.stringContaining(label("workshop.state_canceled")),
    })
    expect(await changes(scene, before)).toEqual({})
  })

  it("lets the owner cancel an accepted order with a reason that the shopper reads", async () => {
    const { scene, before } = await begin()
    const { aziza, dilnoza, madina } = scene
    const words = scene.words()
    const order = await scene.orders()
    await dilnoza.taps(words.accept, { in: FLORISTS })
    const details = await dilnoza.sees(words.work)
    expect(await changes(scene, before)).toEqual(flowers({ stocked: -1, reserved: 0 }))
    // The shopper has no cancel button for an accepted order.
    await aziza.taps(words.status)
    await aziza.sees(saying("orders.status_accepted"))
    expect((await aziza.buttons()).some((text) => saying("orders.cancel").test(text))).toBe(false)

    await madina.sends("/work")
    await madina.taps(/№1 /)
    await madina.sees(ZILOLA.name)
    await madina.taps(saying("workshop.do_cancel"))
    await madina.sees(saying("workshop.ask_reason_cancel", { number: 1 }))
    for (const kind of ["voice", "poll"] as const) {
      await madina.sendsAttachment(kind)
      await madina.sees(saying("workshop.ask_reason_again"))
    }
    await madina.sends("Розы не доехали из Самарканда")
    await madina.sees(saying("workshop.done_cancel", { number: 1 }))
    expect(textOf(await aziza.sees(saying("notices.canceled", { number: 1 })))).toContain(
      label("notices.reason", { reason: "Розы не доехали из Самарканда" }),
    )
    await dilnoza.sees(saying("workshop.work_canceled", { number: 1 }))
    await scene.everythingIsSent()
    expect(textOf(await scene.asItIs(dilnoza, details))).not.toContain(ZILOLA.name)
    expect(await states(scene, order)).toMatchObject({
      order: "canceled",
      payment: "canceled",
      fulfillments: 0,
    })
    expect(await changes(scene, before)).toEqual({})
    expect(await stateOf(scene, order)).toMatchObject({ status: "canceled", slot: "released" })
    const { transitions } = await scene.records.assignment(order.id)
    expect(transitions.at(-1)).toMatchObject({
      action: "cancel",
      from: "accepted",
      to: "canceled",
      reason: "Розы не доехали из Самарканда",
    })
  })

  it("retries a failed delivery and completes it", async () => {
    const { scene, before } = await begin()
    const { aziza, bobur, madina } = scene
    const words = scene.words()
    const order = await scene.orders()
    await scene.floristMakesIt()
    await scene.courierLeaves()
    await bobur.taps(saying("workshop.do_fail_delivery"))
    await bobur.sees(saying("workshop.ask_failure", { number: 1 }))
    await bobur.taps(saying("workshop.failure_nobody_home"))
    await bobur.sees(saying("workshop.done_fail_delivery"))
    expect(textOf(await aziza.sees(saying("notices.failed", { number: 1 })))).toContain(
      label("notices.reason", { reason: label("workshop.failure_nobody_home") }),
    )
    await madina.sees(
      pattern`${saying("notices.admin_failed", { number: 1, name: "Bobur Aliyev" })}[^]*${saying("workshop.failure_nobody_home")}[^]*${ZILOLA.phoneAsWritten}[^]*Aziza Karimova, \+998 90 123 45 01[^]*${saying("notices.admin_failed_asked")}`,
      { in: ADMINS },
    )
    await scene.everythingIsSent()
    expect(await states(scene, order)).toMatchObject({ order: "pending", payment: "captured", captured: 1 })
    expect(await changes(scene, before)).toEqual(flowers({ stocked: -1, reserved: 0 }))
    expect(await stateOf(scene, order)).toMatchObject({ status: "ready", slot: "booked" })

    // The giver chooses another time: the couriers get a new card, the owner the new time.
    await bobur.sees(saying("workshop.giver_decides"), { in: COURIERS })
    await aziza.taps(saying("failed.later"))
    await aziza.sees(words.askSlot)
    await aziza.taps(words.hours)
    await aziza.sees(saying("failed.done"))
    await madina.sees(saying("notices.admin_rearranged", { number: 1 }), { in: ADMINS })
    await bobur.sees(saying("workshop.giver_decided"), { in: COURIERS })
    expect((await scene.records.assignment(order.id)).delivery.status).toBe("booked")

    await bobur.taps(words.take, { in: COURIERS })
    await bobur.sees(words.fetch)
    await leavesShop(bobur)
    await aziza.sees(words.onTheWayNotice)
    await bobur.taps(words.deliver)
    await aziza.sees(words.thanks)
    await scene.everythingIsSent()
    expect(await states(scene, order)).toEqual({
      order: "completed",
      payment: "captured",
      fulfillment: "delivered",
      captured: 1,
      fulfillments: 1,
    })
    expect(await changes(scene, before)).toEqual(flowers({ stocked: -1, reserved: 0 }))
    expect((await stateOf(scene, order)).actions).toEqual([
      "open",
      "accept",
      "mark_ready",
      "approve_photo",
      "receive_cash",
      "take_delivery",
      "pick_up",
      "fail_delivery",
      "change_delivery",
      "take_delivery",
      "pick_up",
      "deliver",
    ])
  })

  it("brings a failed delivery to another address, then keeps it at the shop, where the giver picks it up", async () => {
    const { scene, before } = await begin()
    const { aziza, bobur, dilnoza, madina } = scene
    const words = scene.words()
    const order = await scene.orders()
    await scene.floristMakesIt()
    await scene.courierLeaves()
    const fails = async () => {
      await bobur.taps(saying("workshop.do_fail_delivery"))
      await bobur.taps(saying("workshop.failure_wrong_address"))
      await bobur.sees(saying("workshop.done_fail_delivery"))
    }
    await fails()
    await aziza.taps(saying("failed.address"))
    await aziza.sees(saying("failed.ask_address", { address: words.address }))
    await aziza.sends("ул")
    await aziza.sees(saying("errors.invalid_address"))
    await aziza.sends("ул. Мустакиллик 3")
    expect(textOf(await aziza.sees(saying("checkout.ask_zone")))).toContain(`+${price(10_000)}`)
    await aziza.taps(/^2$/)
    await aziza.sees(saying("change.dearer_gift_paid", { amount: price(10_000) }))
    await aziza.taps(saying("change.agree"))
    await aziza.sees(words.askSlot)
    expect((await scene.records.order(order.id)).total).toBe(280_000)
    await aziza.taps(words.hours)
    await aziza.sees(saying("failed.done"))
    expect((await scene.records.order(order.id)).total).toBe(290_000)
    await aziza.sees(saying("notices.changed_due_gift", { amount: price(10_000) }))
    await bobur.taps(words.take, { in: COURIERS })
    const details = await bobur.sees(words.fetch)
    expect(textOf(details)).toContain("ул. Мустакиллик 3")
    // The courier waits until the giver has paid the difference.
    expect(labels(details).some((one) => words.leave.test(one))).toBe(false)
    await scene.giverPays()
    // A courier has the order again, so that the buttons of the old notice change nothing.
    await aziza.taps(saying("failed.keep"))
    await aziza.sees(saying("failed.too_late"))
    await leavesShop(bobur)
    await fails()
    await aziza.taps(saying("failed.keep"))
    await aziza.sees(words.askSlotPickUp)
    await aziza.taps(words.hours)
    await aziza.sees(saying("failed.done_keep"))
    await madina.sees(saying("notices.admin_kept", { number: 1 }), { in: ADMINS })
    await bobur.sees(saying("workshop.courier_card_kept", { number: 1 }), { in: COURIERS })
    await dilnoza.taps(saying("workshop.do_hand_over"))
    await aziza.sees(saying("notices.handed_over", { number: 1 }))
    await scene.everythingIsSent()
    expect(await states(scene, order)).toEqual({
      order: "completed",
      payment: "captured",
      fulfillment: "delivered",
      captured: 2,
      fulfillments: 1,
    })
    expect(await changes(scene, before)).toEqual(flowers({ stocked: -1, reserved: 0 }))
  })

  it("cancels a failed delivery when the giver wants it, and says what to give back", async () => {
    const { scene } = await begin()
    const { aziza, bobur, madina } = scene
    const order = await scene.orders()
    await scene.floristMakesIt()
    await scene.courierLeaves()
    await bobur.taps(saying("workshop.do_fail_delivery"))
    await bobur.taps(saying("workshop.failure_refused"))
    await aziza.taps(saying("failed.give_up"))
    await aziza.taps(saying("failed.give_up_no"))
    await aziza.taps(saying("failed.give_up"))
    await aziza.taps(saying("failed.give_up_yes"))
    await aziza.sees(saying("failed.given_up"))
    await madina.sees(
      // The courier made the trip: the goods are given back, the delivery is not.
      pattern`${saying("notices.admin_given_up", { number: 1 })}[^]*${saying("notices.admin_changed_owed", { amount: /260.000.*/ })}`,
      { in: ADMINS },
    )
    expect(await stateOf(scene, order)).toMatchObject({ status: "returned" })
    expect(await states(scene, order)).toMatchObject({ order: "pending", captured: 1 })
  })

  it("returns an order that nobody accepted at the door", async () => {
    const { scene, before } = await begin()
    const { aziza, bobur, madina } = scene
    const order = await scene.orders()
    await scene.floristMakesIt()
    await scene.courierLeaves()
    await bobur.taps(saying("workshop.do_fail_delivery"))
    await bobur.taps(saying("workshop.failure_refused"))
    await aziza.sees(saying("notices.failed"))
    await madina.sends("/work")
    await madina.taps(/№1 /)
    await madina.taps(saying("workshop.do_return"))
    await madina.sees(saying("workshop.ask_reason_return", { number: 1 }))
    await madina.sends("Получатель переехала")
    await madina.sees(saying("workshop.done_return", { number: 1 }))
    expect(textOf(await aziza.sees(saying("notices.returned")))).toContain("Получатель переехала")
    await scene.everythingIsSent()
    // The giver paid, so that the order stays open and shows the amount to give back.
    expect(await states(scene, order)).toMatchObject({ order: "pending", captured: 1 })
    expect(await stateOf(scene, order)).toMatchObject({ status: "returned" })
    // The flowers are cut, so the stock stays reduced. Staff add sellable items themselves.
    expect(await changes(scene, before)).toEqual(flowers({ stocked: -1, reserved: 0 }))
  })

  it("hands over a pick-up at the counter, without a message to the couriers", async () => {
    const { scene, before } = await begin()
    const { aziza, dilnoza } = scene
    const words = scene.words()
    const order = await scene.ordersPickUp()
    expect(order).toMatchObject({
      total: 260_000,
      shipping_total: 0,
      shipping_methods: [{ name: expect.stringContaining("Самовывоз") }],
    })
    await dilnoza.taps(words.accept, { in: FLORISTS })
    await dilnoza.sees(words.work)
    await dilnoza.taps(words.ready)
    await dilnoza.taps(saying("workshop.without_photo"))
    expect(textOf(await aziza.sees(saying("notices.ready_pickup", { number: 1 })))).toContain("📍")
    expect(await states(scene, order)).toMatchObject({ payment: "authorized", captured: 0 })
    await takesCash(dilnoza, "do_hand_over")
    await aziza.sees(saying("notices.handed_over", { number: 1 }))
    await scene.everythingIsSent()
    expect(await states(scene, order)).toEqual({
      order: "completed",
      payment: "captured",
      fulfillment: "delivered",
      captured: 1,
      fulfillments: 1,
    })
    expect(await changes(scene, before)).toEqual(flowers({ stocked: -1, reserved: 0 }))
    expect(await stateOf(scene, order)).toMatchObject({
      status: "delivered",
      actions: ["open", "accept", "mark_ready", "deliver"],
    })
    expect(await scene.sent(COURIERS, /№1/)).toBe(0)
  })

  it("tells the owner about an order that every florist declined; it can still be accepted", async () => {
    const { scene, before } = await begin()
    const { dilnoza, marina, madina } = scene
    const words = scene.words()
    const order = await scene.orders()
    await dilnoza.sees(words.offered, { in: FLORISTS })
    expect((await marina.taps(words.decline, { in: FLORISTS })).text).toMatch(saying("workshop.done_decline"))
    await dilnoza.sees(saying("workshop.declined_by", { names: "Marina Kim" }), { in: FLORISTS })
    await madina.seesNot(saying("notices.admin_all_declined"), { in: ADMINS })
    expect((await marina.taps(words.decline, { in: FLORISTS })).show_alert).toBe(true)
    await dilnoza.taps(words.decline, { in: FLORISTS })
    await madina.sees(saying("notices.admin_all_declined", { number: 1 }), { in: ADMINS })
    await scene.everythingIsSent()
    expect(await scene.sent(ADMINS, saying("notices.admin_all_declined"))).toBe(1)
    expect(await states(scene, order)).toEqual(OFFERED)
    expect(await changes(scene, before)).toEqual(flowers({ stocked: 0, reserved: 1 }))
    expect(await stateOf(scene, order)).toMatchObject({
      status: "offered",
      actions: ["open", "decline", "decline"],
    })

    await marina.taps(words.accept, { in: FLORISTS })
    await marina.sees(words.work)
    await eventually(async () => (await scene.sent(AZIZA, words.acceptedNotice)) === 1)
    expect(await scene.sent(DILNOZA, words.work)).toBe(0)
  })
})
