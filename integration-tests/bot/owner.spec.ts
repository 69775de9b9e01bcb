import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { cashToTake } from "../../src/workflows/assignment/hand-over"
import { assignmentWorkflows } from "../../src/workflows/assignment"
import { RATING_MODULE } from "../../src/modules/rating"
import type RatingModuleService from "../../src/modules/rating/service"
import type { StaffRole } from "../../src/modules/workshop/order-transitions"
import { plusDays, dayOf } from "../../src/bot/ui/when"
import type { TextKey } from "../../src/bot/ui/texts"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { listDeliverySlots } from "../../src/workflows/delivery/list-delivery-slots"
import { label, pattern, price, saying, type LabelValues } from "../support/labels"
import { goesToCheckout, tellsAll } from "./checkout-support"
import { ADMINS, AZIZA, BOBUR, botSuite, DILNOZA, JASUR, MADINA } from "./support"
import { forgesOnScreen } from "./shopper-support"
import { enters, labels, placeOrder, words, workshopOf } from "./workshop-support"

jest.setTimeout(240_000)

botSuite("the owner's menu", ({ telegram: connect, container }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, jasur, dilnoza, bobur, madina] = [AZIZA, JASUR, DILNOZA, BOBUR, MADINA].map((id) =>
      telegram.person(id),
    )
    return { aziza, jasur, dilnoza, bobur, madina }
  }

  const knex = () => container().resolve(ContainerRegistrationKeys.PG_CONNECTION)

  const hires = (role: StaffRole) =>
    workshopOf(container()).createStaffMembers({ telegram_id: String(JASUR), role, name: "Jasur Toshev" })

  const acts = (
    action: keyof typeof assignmentWorkflows,
    assignment_id: string,
    by: number,
    more: { reason?: string } = {},
  ) =>
    assignmentWorkflows[action](container()).run({
      input: { assignment_id, actor: { type: "staff", telegram_id: String(by) }, ...more },
    })

  const isLate = (orderId: string) =>
    knex().raw("update delivery set starts_at = ?, ends_at = ? where order_id = ?", [
      new Date(Date.now() - 150 * 60_000),
      new Date(Date.now() - 30 * 60_000),
      orderId,
    ])

  it("shows the day in numbers, the team's orders and what waits for a person", async () => {
    const { aziza, jasur, dilnoza, bobur, madina } = play()
    await Promise.all([enters(aziza), enters(jasur, "uz"), enters(dilnoza), enters(bobur), enters(madina)])
    await hires("manager")
    await madina.sends("/menu")
    await madina.taps(label("owner.open"))
    await madina.sees(label("owner.title"))
    expect(await madina.buttons()).toEqual(
      expect.arrayContaining(
        ["today", "attention", "team"].map((name) => label(`owner.${name}` as "owner.today")),
      ),
    )
    await madina.taps(label("owner.today"))
    await madina.sees(label("owner.orders_none"))
    await madina.taps(label("common.back"))
    await madina.taps(label("owner.attention"))
    await madina.sees(label("owner.attention_none"))

    const [brought, late, back, offered] = [
      await placeOrder(container(), AZIZA),
      await placeOrder(container(), AZIZA),
      await placeOrder(container(), AZIZA),
      await placeOrder(container(), AZIZA),
    ]
    const { cash } = await cashToTake(container(), brought.orderId)
    for (const { assignmentId } of [brought, late, back]) {
      await acts("accept", assignmentId, DILNOZA)
    }
    for (const { assignmentId } of [brought, back]) {
      await acts("mark_ready", assignmentId, DILNOZA)
      await acts("take_delivery", assignmentId, BOBUR)
      await acts("pick_up", assignmentId, BOBUR)
    }
    await acts("deliver", brought.assignmentId, BOBUR)
    await acts("fail_delivery", back.assignmentId, BOBUR, { reason: "никого" })
    await isLate(late.orderId)
    // An order of the day before, and a rating of the same day.
    const old = await placeOrder(container(), AZIZA)
    await knex().raw("update workshop_assignment set created_at = now() - interval '2 days' where id = ?", [
      old.assignmentId,
    ])
    await container().resolve<RatingModuleService>(RATING_MODULE).rate(
      {
        order_id: brought.orderId,
        display_id: brought.number,
        customer_id: "cus_1",
        product_ids: [],
        stars: 2,
        words: "Завяли",
      },
      new Date(),
    )

    await jasur.sends("/shop")
    await jasur.taps(label("owner.today", {}, "uz"))
    const uz = words(await jasur.sees(saying("owner.orders", { count: 4 }, "uz")))
    expect(uz).toContain(label("owner.cash", { sum: price(cash / 100, "uz") }, "uz"))

    await madina.sends("/shop")
    await madina.taps(label("owner.today"))
    const day = words(await madina.sees(saying("owner.orders", { count: 4 })))
    const sum = price((4 * cash) / 100)
    for (const line of [
      label("owner.orders", { count: 4, sum }),
      label("owner.way", { name: label("checkout.pay_pp_system_default"), count: 4, sum }),
      label("owner.delivered", { count: 1 }),
      label("owner.ready", { count: 1 }),
      label("owner.being_made", { count: 1 }),
      label("owner.offered", { count: 2 }),
      label("owner.late", { count: 1 }),
      label("owner.cash", { sum: price(cash / 100) }),
      label("owner.rating", { average: "2,0", count: 1 }),
    ]) {
      expect(day).toContain(line)
    }
    await acts("cancel", offered.assignmentId, MADINA, { reason: "test" })
    await madina.taps(label("workshop.refresh"))
    const now = words(await madina.sees(saying("owner.orders", { count: 3 })))
    expect(now).toContain(label("owner.canceled", { count: 1 }))
    expect(now).toContain(label("owner.offered", { count: 1 }))

    await madina.taps(label("common.back"))
    await madina.taps(label("owner.attention"))
    const needs = await madina.sees(label("owner.attention_title"))
    for (const [line, number] of [
      [label("owner.needs_late", { count: 1 }), late.number],
      [label("owner.needs_back", { count: 1 }), back.number],
      [label("owner.needs_offered", { count: 1 }), old.number],
      [label("owner.needs_low", { count: 1 }), brought.number],
    ] as const) {
      expect(words(needs)).toContain(`${line} (№${number})`)
    }
    expect(words(needs)).toContain(label("owner.needs_words", { count: 1 }))
    expect(words(needs)).not.toContain(label("owner.needs_questions", { count: 1 }))
    expect(labels(needs).slice(0, 3)).toEqual([
      `🔴 №${late.number}`,
      `↩️ №${back.number}`,
      `🆕 №${old.number}`,
    ])

    // A question is open until the shop answers it.
    await aziza.sends("/help")
    await aziza.taps(label("help.write"))
    await aziza.sends("Есть ли пионы?")
    const asked = await madina.sees(/Есть ли пионы/, { in: ADMINS, anyTime: true })
    await madina.taps(label("workshop.refresh"))
    await madina.sees(label("owner.needs_questions", { count: 1 }))
    await madina.sends("Есть", { in: ADMINS, reply_to_message_id: asked.message_id })
    await aziza.sees(/Есть/)
    await madina.taps(label("workshop.refresh"))
    await madina.sees(label("owner.attention_title"))
    await madina.seesNot(label("owner.needs_questions", { count: 1 }), { for: 100 })

    await madina.taps(`🔴 №${late.number}`)
    await madina.sees(saying("workshop.card_accepted", { number: late.number }))
    await madina.sends("/shop")
    await madina.taps(label("owner.team"))
    const team = words(await madina.sees(label("staff.title")))
    expect(team).toContain(label("staff.has_orders", { name: "Dilnoza Rahimova", count: 1 }))
    expect(team).not.toContain(label("staff.has_orders", { name: "Bobur Aliyev", count: 1 }))
    expect(team).toMatch(pattern`Jasur Toshev · ⚠️ ${saying("staff.lacks_chat")}`)
  })

  it("asks the role of whoever taps, at each tap", async () => {
    const { aziza, jasur, dilnoza, madina } = play()
    await Promise.all([enters(aziza), enters(jasur), enters(dilnoza), enters(madina)])
    const taps = ["shop", "shoptoday", "shopneeds"]
    for (const [person, refusal] of [
      [aziza, label("errors.not_staff")],
      [dilnoza, label("owner.not_yours")],
    ] as const) {
      await person.sends("/menu")
      expect(await person.buttons()).not.toContain(label("owner.open"))
      for (const data of taps) {
        expect(await forgesOnScreen(person, data)).toMatchObject({ show_alert: true, text: refusal })
      }
      await person.sends("/shop")
      await person.sees(refusal)
    }
    const { id } = await hires("manager")
    await jasur.sends("/shop")
    await jasur.sees(label("owner.title"))
    expect(await jasur.buttons()).not.toContain(label("owner.team"))
    await workshopOf(container()).updateStaffMembers({ id, active: false })
    expect(await jasur.taps(label("owner.today"))).toMatchObject({
      show_alert: true,
      text: label("errors.not_staff"),
    })
  })

  it("closes a slot and a day for new orders, also for a cart that chose it, and opens them again", async () => {
    const { aziza, jasur, dilnoza, madina } = play()
    await Promise.all([enters(jasur), enters(dilnoza), enters(madina, "uz")])
    const uz = (key: TextKey, values: LabelValues = {}) => saying(key, values, "uz")
    const cartId = await goesToCheckout(container(), aziza)
    await tellsAll(aziza)
    const delivery = container().resolve<DeliveryModuleService>("delivery")
    const [chosen] = await delivery.listDeliveries({ cart_id: cartId })
    const [day, windowId] = [chosen.date ?? "", chosen.window_id ?? ""]
    const window = await delivery.retrieveDeliveryWindow(windowId)
    const hours = `${window.start}–${window.end}`
    const slot = `${day}.${windowId}`
    // Two other orders have a place in the slot.
    await delivery.createDeliveries(
      [1, 2].map((at) => ({
        date: day,
        window_id: windowId,
        status: "booked" as const,
        order_id: `order_${at}`,
      })),
    )

    await madina.sends("/shop")
    await madina.taps(uz("owner.closing"))
    await madina.sees(uz("owner.closing_title"))
    if (day.slice(0, 7) !== dayOf().slice(0, 7)) {
      await madina.taps(/^›$/)
      await madina.sees(uz("owner.closing_title"))
    }
    await madina.taps(new RegExp(`^${Number(day.slice(8))}$`))
    await madina.sees(uz("owner.day_hint"))
    await madina.taps(uz("owner.slot_open", { hours, taken: 2, capacity: window.capacity }))
    const question = await madina.sees(uz("owner.close_ask"))
    expect(words(question)).toContain(label("owner.orders_stay", { count: 2 }, "uz"))
    await madina.taps(uz("owner.close_yes"))
    await madina.sees(uz("owner.day_hint"))
    expect(await madina.buttons()).toContain(label("owner.slot_closed", { hours, taken: 2 }, "uz"))
    // A repeated tap changes nothing.
    await forgesOnScreen(madina, `closeset:${slot}:1`)
    expect(await delivery.listClosedSlots({})).toMatchObject([{ date: day, window_id: windowId }])

    await aziza.taps(saying("checkout.pay_pp_system_default"))
    await aziza.sees(saying("checkout.slot_over"))
    await forgesOnScreen(aziza, `ckday:${day}`)
    await aziza.sees(pattern`📅`)
    expect(await aziza.buttons()).toContain(label("checkout.slot_closed_mark", { hours }))

    await madina.taps(uz("owner.close_day"))
    expect(words(await madina.sees(uz("owner.close_ask")))).toContain(
      label("owner.orders_stay", { count: 2 }, "uz"),
    )
    await madina.taps(uz("owner.close_yes"))
    await madina.sees(uz("owner.day_is_closed"))
    const inClosedDay = await madina.taps(uz("owner.slot_closed", { hours, taken: 2 }))
    expect(inClosedDay).toMatchObject({ show_alert: true, text: label("owner.open_day_first", {}, "uz") })
    const reasons = async () =>
      (await listDeliverySlots(container(), { method: "delivery", from: day, days: 1 }))
        .filter(({ id }) => id === slot)
        .map(({ reason }) => reason)
    expect(await reasons()).toEqual(["closed"])
    await madina.taps(uz("owner.to_calendar"))
    await madina.taps(new RegExp(`^🔒${Number(day.slice(8))}$`))
    await madina.taps(uz("owner.open_day"))
    await madina.taps(uz("owner.open_yes"))
    await madina.sees(uz("owner.day_hint"))
    expect(await reasons()).toEqual(["closed"])
    await madina.taps(uz("owner.to_calendar"))
    await madina.taps(new RegExp(`^◐${Number(day.slice(8))}$`))
    await madina.taps(uz("owner.slot_closed", { hours, taken: 2 }))
    await madina.taps(uz("owner.open_yes"))
    await madina.sees(uz("owner.day_hint"))
    await forgesOnScreen(madina, `closeset:${slot}:0`)
    expect(await reasons()).toEqual([undefined])
    expect(await delivery.listDeliveries({ date: day, status: "booked" })).toHaveLength(2)

    // Forged and stale buttons.
    const last = plusDays(dayOf(), 400)
    for (const what of [last, `${last}.${windowId}`, `${day}.dwin_none`, plusDays(dayOf(), -1), "x"]) {
      expect((await forgesOnScreen(madina, `closeset:${what}:1`)).text).toBe(
        label("owner.day_gone", {}, "uz"),
      )
    }
    await jasur.sends("/menu")
    await dilnoza.sends("/menu")
    for (const data of [`shopdays:${day}`, `closeask:${slot}`, `closeset:${slot}:1`, `closeset:${day}:1`]) {
      expect(await forgesOnScreen(jasur, data)).toMatchObject({ text: label("errors.not_staff") })
      expect(await forgesOnScreen(dilnoza, data)).toMatchObject({ text: label("owner.not_yours") })
    }
    expect(await delivery.listClosedSlots({})).toEqual([])
    expect(await delivery.listClosedDays({})).toEqual([])
  })
})
