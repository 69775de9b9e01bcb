import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { RATING_MODULE } from "../../src/modules/rating"
import type RatingModuleService from "../../src/modules/rating/service"
import { assignmentWorkflows } from "../../src/workflows/assignment"
import { cashToTake, finishHandOvers } from "../../src/workflows/assignment/hand-over"
import { label, pattern, price, saying } from "../support/labels"
import { withOptions } from "../support/limits"
import { billOf } from "../support/order-edits"
import { AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, FLORISTS, JASUR, MADINA, MARINA } from "./support"
import { forgesOnScreen, productByHandle } from "./shopper-support"
import { enters, eventually, labels, placeOrder, RECIPIENT, words, workshopOf } from "./workshop-support"

jest.setTimeout(240_000)

botSuite("the daily work of florists and couriers", ({ telegram: connect, container }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, jasur, dilnoza, marina, bobur, madina] = [AZIZA, JASUR, DILNOZA, MARINA, BOBUR, MADINA].map(
      (id) => telegram.person(id),
    )
    return { aziza, jasur, dilnoza, marina, bobur, madina }
  }

  const statusOf = async (assignmentId: string) =>
    (await workshopOf(container()).retrieveAssignment(assignmentId)).status

  it("asks for the cash, lets the courier undo it, and records it when the time is over", async () => {
    const { aziza, dilnoza, bobur, madina } = play()
    await Promise.all([enters(aziza), enters(dilnoza), enters(bobur), enters(madina)])
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.taps(saying("workshop.without_photo"))
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
    const card = await bobur.sees(saying("workshop.work_taken"))
    // The red button is alone in its row.
    const red = card.buttons?.filter((row) => row.some(({ style }) => style === "danger"))
    expect(red?.map((row) => row.map(({ text }) => text))).toEqual([
      [label("workshop.do_give_back_delivery")],
    ])

    // The slot is days ahead.
    await bobur.taps(saying("workshop.do_pick_up"))
    await bobur.sees(saying("workshop.ask_leave_early", { number: order.number }))
    expect(await statusOf(order.assignmentId)).toBe("ready")
    await forgesOnScreen(dilnoza, `leavenow:${order.assignmentId}`)
    expect(await statusOf(order.assignmentId)).toBe("ready")
    await bobur.taps(saying("workshop.leave_now"))
    await aziza.sees(saying("notices.on_the_way"))

    const { due, cash } = await cashToTake(container(), order.orderId)
    const finish = () => finishHandOvers(container(), () => Promise.resolve())
    await withOptions(container(), { undoSeconds: 60 }, async () => {
      await bobur.sends("/work")
      await bobur.taps(new RegExp(`№${order.number} `))
      await bobur.taps(saying("workshop.do_deliver"))
      await bobur.sees(saying("workshop.ask_cash", { amount: price(due) }))
      // A button with another amount, and a button of somebody else.
      const forged = await forgesOnScreen(bobur, `cashtaken:100:${order.assignmentId}`)
      expect(forged).toMatchObject({
        show_alert: true,
        text: expect.stringMatching(saying("workshop.cash_changed", { amount: price(due) })),
      })
      const stranger = await forgesOnScreen(dilnoza, `cashtaken:${cash}:${order.assignmentId}`)
      expect(stranger.show_alert).toBe(true)
      await bobur.taps(saying("workshop.cash_taken", { amount: price(due) }))
      await bobur.sees(saying("workshop.handed_over", { number: order.number }))
      await forgesOnScreen(dilnoza, `undodeliver:${order.assignmentId}`)
      await finish()
      expect(await statusOf(order.assignmentId)).toBe("out_for_delivery")
      await bobur.taps(saying("workshop.undo"))
      await bobur.sees(saying("workshop.undone"))
      await forgesOnScreen(bobur, `undodeliver:${order.assignmentId}`)

      await bobur.sends("/work")
      await bobur.taps(new RegExp(`№${order.number} `))
      await bobur.taps(saying("workshop.do_deliver"))
      await bobur.taps(saying("workshop.cash_taken"))
      await Promise.all([1, 2].map(() => forgesOnScreen(bobur, `cashtaken:${cash}:${order.assignmentId}`)))
    })
    await withOptions(container(), { undoSeconds: 1 }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1100))
      await forgesOnScreen(bobur, `undodeliver:${order.assignmentId}`)
      await Promise.all([finish(), finish()])
    })
    await aziza.sees(saying("notices.delivered"))
    expect(await statusOf(order.assignmentId)).toBe("delivered")
    expect((await cashToTake(container(), order.orderId)).cash).toBe(0)
    const delivered = await workshopOf(container()).listTransitions({
      assignment_id: order.assignmentId,
      action: "deliver",
    })
    expect(delivered).toHaveLength(1)
  })

  it("shows phones and maps on the private card, and relays messages between florist and giver", async () => {
    const { aziza, jasur, dilnoza, marina } = play()
    await Promise.all([enters(aziza, "uz"), enters(jasur), enters(dilnoza), enters(marina)])
    const order = await placeOrder(container(), AZIZA, { language: "uz", giver: "+998901112233" })
    const long = { card: "о".repeat(500), comment: "к".repeat(500), address: "ул. Навои ".repeat(20).trim() }
    await container()
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw(
        "update delivery set latitude = null, longitude = null, address = ?, card_text = ?, comment = ? where order_id = ?",
        [long.address, long.card, long.comment, order.orderId],
      )
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    const card = await dilnoza.sees(saying("workshop.work_accepted"))
    expect(words(card).length).toBeLessThanOrEqual(1024)
    const buttons = card.buttons?.flat() ?? []
    expect(buttons.filter(({ kind }) => kind === "copy_text").map(({ copy_text }) => copy_text)).toEqual([
      RECIPIENT.phone,
      "+998901112233",
    ])
    const maps = buttons.filter(({ kind }) => kind === "url").map(({ url }) => decodeURIComponent(url ?? ""))
    expect(maps).toHaveLength(3)
    expect(maps.every((url) => url.includes("Навои"))).toBe(true)
    await dilnoza.taps(saying("workshop.whole_texts"))
    const whole = words(await dilnoza.sees(saying("workshop.card_text", { text: long.card })))
    expect(whole).toContain(long.comment)
    const texts = await forgesOnScreen(marina, `worktexts:${order.assignmentId}`)
    expect(texts).toMatchObject({ show_alert: true, text: label("errors.not_yours") })

    await dilnoza.sends("/work")
    await dilnoza.taps(new RegExp(`№${order.number} `))
    await dilnoza.taps(saying("workshop.write_to_giver"))
    await dilnoza.sees(saying("workshop.ask_to_giver", { number: order.number }))
    await dilnoza.sends("д".repeat(701))
    await dilnoza.sends("Белых роз нет. <b>Можно</b> розовые?")
    await dilnoza.sees(saying("workshop.sent_to_giver"))
    const asked = await aziza.sees(/<b>Можно<\/b> розовые/)
    expect(words(asked)).toMatch(
      saying("workshop.from_member", { name: "Dilnoza Rahimova", number: order.number }, "uz"),
    )
    const stranger = await forgesOnScreen(jasur, `tomember:${order.assignmentId}:${DILNOZA}`)
    expect(stranger.show_alert).toBe(true)
    const other = await forgesOnScreen(marina, `togiver:${order.assignmentId}`)
    expect(other).toMatchObject({ show_alert: true, text: label("errors.not_yours") })

    await aziza.taps(saying("workshop.answer_member", {}, "uz"))
    await aziza.sees(saying("workshop.ask_answer", {}, "uz"))
    await aziza.sends("Ha, pushti boʻlsin")
    const answer = await dilnoza.sees(/Ha, pushti/)
    expect(words(answer)).toMatch(saying("workshop.from_giver", { number: order.number }))
    await dilnoza.sends("Спасибо!", { reply_to_message_id: answer.message_id })
    const thanks = await aziza.sees(/Спасибо!/)
    // A reply to the message does the same as its button.
    await aziza.sends("Arzimaydi", { reply_to_message_id: thanks.message_id })
    await dilnoza.sees(/Arzimaydi/)
    for (const written of [words(asked), words(answer), words(thanks)]) {
      expect(written).not.toMatch(/998/)
    }
  })

  it("proposes a route for several orders, and a manager takes the courier's cash once", async () => {
    const { aziza, bobur, madina } = play()
    await Promise.all([enters(aziza), enters(bobur), enters(madina)])
    const [first, second] = [await placeOrder(container(), AZIZA), await placeOrder(container(), AZIZA)]
    const acts = (action: keyof typeof assignmentWorkflows, assignment_id: string, by: number) =>
      assignmentWorkflows[action](container()).run({
        input: { assignment_id, actor: { type: "staff", telegram_id: String(by) } },
      })
    for (const { assignmentId } of [first, second]) {
      await acts("accept", assignmentId, DILNOZA)
      await acts("mark_ready", assignmentId, DILNOZA)
      await acts("take_delivery", assignmentId, BOBUR)
    }
    await container()
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw("update delivery set latitude = null, longitude = null where order_id = ?", [first.orderId])
    await bobur.sends("/work")
    await bobur.taps(saying("workshop.route"))
    const route = await bobur.sees(saying("workshop.route_title", { count: 2 }))
    // The address without a point is the last one of its slot, and only in Google's link.
    expect(words(route)).toMatch(
      pattern`1\. №${second.number} ·[^]*2\. №${first.number} ·[^]*${RECIPIENT.address} \(адрес`,
    )
    const [yandex, google] = (route.buttons ?? []).flat().filter(({ kind }) => kind === "url")
    expect(new URL(google.url ?? "").searchParams.get("destination")).toBe(RECIPIENT.address)
    expect(decodeURIComponent(yandex.url ?? "")).toMatch(/rtext=39\.\d+,64\.\d+~39\.7747,64\.4286&/)

    const due = (await cashToTake(container(), first.orderId)).cash
    for (const { assignmentId } of [first, second]) {
      await acts("pick_up", assignmentId, BOBUR)
      await acts("deliver", assignmentId, BOBUR)
    }
    const [open, ...more] = await workshopOf(container()).listOpenCash()
    expect(more).toEqual([])
    expect(open).toMatchObject({ amount: 2 * due, currency_code: "uzs", orders: 2 })
    const data = `takecash:${open.courier_id}:uzs:${open.amount}`
    for (const forged of ["cash", `askcash:${open.courier_id}:uzs`, data]) {
      expect(await forgesOnScreen(bobur, forged)).toMatchObject({
        show_alert: true,
        text: label("errors.not_allowed"),
      })
    }

    await madina.sends("/work")
    await madina.taps(label("workshop.cash"))
    const amount = price((2 * due) / 100)
    await madina.sees(saying("workshop.cash_open", { name: "Bobur Aliyev", amount, count: 2 }))
    await madina.taps(saying("workshop.cash_open_button", { name: "Bobur Aliyev" }))
    await madina.sees(saying("workshop.cash_ask", { amount }))
    const changed = await forgesOnScreen(madina, `takecash:${open.courier_id}:uzs:100`)
    expect(changed).toMatchObject({ show_alert: true, text: label("errors.cash_changed") })
    await madina.taps(saying("workshop.cash_open_button", { name: "Bobur Aliyev" }))
    const { message_id = 0 } = (await madina.sees(saying("workshop.cash_ask", { amount }))) ?? {}
    await Promise.allSettled([1, 2, 3].map(() => madina.forges(data, { message_id })))
    await bobur.sees(saying("workshop.cash_given", { amount }))
    await madina.sees(saying("workshop.cash_done", { courier: "Bobur Aliyev", amount }))
    const handOvers = await workshopOf(container()).listCashHandOvers()
    expect(handOvers).toHaveLength(1)
    expect(handOvers[0]).toMatchObject({ amount: String(2 * due), orders: 2, courier_name: "Bobur Aliyev" })
    expect(await workshopOf(container()).listOpenCash()).toEqual([])
  })

  it("shows a member the orders of today with their times, and the results of the week", async () => {
    const { aziza, dilnoza, bobur } = play()
    await Promise.all([enters(aziza), enters(dilnoza), enters(bobur)])
    const [late, inTime] = [await placeOrder(container(), AZIZA), await placeOrder(container(), AZIZA)]
    const acts = (action: keyof typeof assignmentWorkflows, assignment_id: string, by: number) =>
      assignmentWorkflows[action](container()).run({
        input: { assignment_id, actor: { type: "staff", telegram_id: String(by) } },
      })
    const sql = (text: string, values: (string | Date)[]) =>
      container().resolve(ContainerRegistrationKeys.PG_CONNECTION).raw(text, values)
    await sql("update delivery set starts_at = ?, ends_at = ? where order_id = ?", [
      new Date(Date.now() - 180 * 60_000),
      new Date(Date.now() - 60 * 60_000),
      late.orderId,
    ])
    await acts("accept", late.assignmentId, DILNOZA)
    await dilnoza.sends("/work")
    await dilnoza.taps(label("workshop.own_day"))
    const day = await dilnoza.sees(saying("workshop.own_title", { day: /.+/ }))
    expect(words(day)).toMatch(
      pattern`🌿 №${late.number} · [^]*${saying("workshop.own_accepted", { time: /\d\d:\d\d/ })}`,
    )
    expect(words(day)).toMatch(saying("workshop.own_week_none"))

    await acts("accept", inTime.assignmentId, DILNOZA)
    for (const { assignmentId } of [late, inTime]) {
      await acts("mark_ready", assignmentId, DILNOZA)
      await acts("take_delivery", assignmentId, BOBUR)
      await acts("pick_up", assignmentId, BOBUR)
      await acts("deliver", assignmentId, BOBUR)
    }
    // An order of three weeks ago counts for no week.
    const old = await placeOrder(container(), AZIZA)
    await acts("accept", old.assignmentId, DILNOZA)
    await acts("mark_ready", old.assignmentId, DILNOZA)
    await acts("take_delivery", old.assignmentId, BOBUR)
    await acts("pick_up", old.assignmentId, BOBUR)
    await acts("deliver", old.assignmentId, BOBUR)
    await sql(
      `update workshop_assignment set accepted_at = t, ready_at = t, picked_up_at = t, delivered_at = t, closed_at = t
         from (select now() - interval '21 days' as t) past where order_id = ?`,
      [old.orderId],
    )
    await container().resolve<RatingModuleService>(RATING_MODULE).createRatings({
      order_id: late.orderId,
      display_id: late.number,
      customer_id: "cus_1",
      product_ids: [],
      stars: 4,
      status: "approved",
      rated_at: new Date(),
    })
    await dilnoza.taps(label("workshop.refresh"))
    const made = await dilnoza.sees(saying("workshop.own_made", { count: 2, before: 0 }))
    expect(words(made)).toMatch(saying("workshop.own_in_time", { count: 1, of: 2 }))
    expect(words(made)).toMatch(saying("workshop.own_rating", { average: "4,0", count: 1 }))
    expect(words(made)).toMatch(pattern`🎉 №${late.number} `)
    expect(words(made)).not.toMatch(pattern`№${old.number}\b`)
    await bobur.sends("/work")
    await bobur.taps(label("workshop.own_day"))
    const brought = await bobur.sees(saying("workshop.own_brought", { count: 2, before: 0 }))
    expect(words(brought)).toMatch(saying("workshop.own_in_time", { count: 1, of: 2 }))
    const stranger = await forgesOnScreen(aziza, "ownday")
    expect(stranger).toMatchObject({ show_alert: true, text: label("errors.not_staff") })
  })

  it("replaces flowers at the same price when the giver agrees, and the stock follows", async () => {
    const { aziza, jasur, dilnoza, marina } = play()
    await Promise.all([enters(aziza, "uz"), enters(jasur), enters(dilnoza), enters(marina)])
    const inventory = container().resolve(Modules.INVENTORY)
    const levels = async () => {
      const all = await inventory.listInventoryLevels({}, { take: null })
      return new Map(
        all.map((level) => [
          level.inventory_item_id,
          { stocked: Number(level.stocked_quantity), reserved: Number(level.reserved_quantity) },
        ]),
      )
    }
    const before = await levels()
    const order = await placeOrder(container(), AZIZA, { language: "uz" })
    const { total, lines } = await billOf(container(), order.orderId)
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    const { variants } = await productByHandle(container(), "pink-cloud")

    const proposes = async () => {
      await dilnoza.sends("/work")
      await dilnoza.taps(new RegExp(`№${order.number} `))
      await dilnoza.taps(saying("workshop.substitute"))
      await dilnoza.sees(saying("workshop.substitute_what", { title: pattern`${order.title}.*` }))
      await dilnoza.sends("розовое облако")
      await dilnoza.sees(saying("workshop.substitute_choose"))
      await dilnoza.taps(/^Розовое облако/)
      await dilnoza.sees(saying("workshop.substitute_sent"))
      const asked = await aziza.sees(saying("workshop.substitute_ask", { number: order.number }, "uz"))
      const [{ id }] = await workshopOf(container()).listSubstitutions({ status: "proposed" })
      return { id, message_id: asked.message_id }
    }
    const other = await forgesOnScreen(marina, `subst:${order.assignmentId}`)
    expect(other).toMatchObject({ show_alert: true, text: label("errors.not_yours") })

    await proposes()
    await aziza.taps(saying("workshop.substitute_no", {}, "uz"))
    await dilnoza.sees(saying("workshop.substitute_told_refused", { number: order.number }))
    expect((await billOf(container(), order.orderId)).lines).toMatchObject([{ id: lines[0].id, quantity: 1 }])

    const { id, message_id } = await proposes()
    const stranger = await forgesOnScreen(jasur, `substyes:${id}`)
    expect(stranger.show_alert).toBe(true)
    await aziza.taps(saying("workshop.substitute_yes", {}, "uz"))
    await Promise.all([`substyes:${id}`, `substno:${id}`].map((data) => aziza.forges(data, { message_id })))
    await dilnoza.sees(saying("workshop.substitute_told_agreed", { number: order.number }))
    await dilnoza.sees(saying("workshop.substituted", { old: pattern`${order.title}.*` }), { anyTime: true })
    const bill = await billOf(container(), order.orderId)
    expect(bill.total).toBe(total)
    expect(bill.lines.filter(({ quantity }) => quantity > 0)).toMatchObject([
      { variant_id: variants[0].id, quantity: 1 },
    ])
    expect(await workshopOf(container()).listSubstitutions({ status: "agreed" })).toHaveLength(1)

    // The old flowers are back, the new ones are written off.
    const { data } = await container()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({
        entity: "product_variant",
        fields: ["inventory_items.inventory_item_id", "inventory_items.required_quantity"],
        filters: { id: variants[0].id },
      })
    const [kit] = data as unknown as {
      inventory_items: { inventory_item_id: string; required_quantity: number }[]
    }[]
    const parts = new Map(
      kit.inventory_items.map((part) => [part.inventory_item_id, Number(part.required_quantity)]),
    )
    for (const [item, now] of await levels()) {
      const was = before.get(item) ?? { stocked: 0, reserved: 0 }
      expect(now).toEqual({ ...was, stocked: was.stocked - (parts.get(item) ?? 0) })
    }
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.taps(saying("workshop.without_photo"))
    const late = await forgesOnScreen(dilnoza, `subst:${order.assignmentId}`)
    expect(late).toMatchObject({ show_alert: true, text: label("errors.too_late") })
  })

  it("lists the work by urgency: a late order of the highest number comes first, and each order is on a page", async () => {
    const { aziza, dilnoza, madina } = play()
    await Promise.all([enters(aziza), enters(dilnoza), enters(madina)])
    const orders = []
    for (let count = 0; count < 9; count += 1) {
      orders.push(await placeOrder(container(), AZIZA))
    }
    const [late, today] = [orders[8], orders[7]]
    const slotEnds = (orderId: string, starts: number, ends: number) =>
      container()
        .resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw("update delivery set starts_at = ?, ends_at = ? where order_id = ?", [
          new Date(Date.now() + starts * 60_000),
          new Date(Date.now() + ends * 60_000),
          orderId,
        ])
    await slotEnds(late.orderId, -150, -30)
    await slotEnds(today.orderId, 1, 121)

    await madina.sends("/work")
    const list = await madina.sees(saying("workshop.list_offered", { count: 9 }))
    const [first, second] = labels(list)
    expect(first).toContain(`🔴 №${late.number} `)
    expect(second).toContain(`№${today.number} `)
    expect(words(list)).toMatch(
      pattern`${label("workshop.list_heading_late")}[^]*№${late.number} · ${late.title}[^]*${saying("workshop.list_late_by", { time: /2 ч \d+ мин/ })}[^]*💵 [\d ]+сум[^]*№${today.number} ·`,
    )
    const shown = (message: Parameters<typeof labels>[0]) =>
      labels(message).filter((text) => text.includes("№"))
    expect(shown(list)).toHaveLength(8)
    await madina.taps(label("common.next"))
    await eventually(async () =>
      labels(await madina.screen()).includes(label("common.page", { page: 2, pages: 2 })),
    )
    const rest = await madina.screen()
    expect(new Set([...shown(list), ...shown(rest)].map((text) => /№\d+/.exec(text)?.[0])).size).toBe(9)
    await forgesOnScreen(madina, "workpage:99999")
    await forgesOnScreen(madina, "workpage:x")
    await eventually(async () => labels(await madina.screen())[0] === first)

    await aziza.forges("workpage:1", { message_id: (await aziza.screen())?.message_id ?? 0 })
    await aziza.seesNot(saying("workshop.list_title"), { anyTime: true })
    await dilnoza.sends("/work")
    await dilnoza.sees(pattern`${label("workshop.list_heading_late")}[^]*№${late.number} `)
  })
})
