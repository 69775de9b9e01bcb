import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { SandboxClient } from "../../packages/sandbox/telegram/client"
import { ADMINS, AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, FLORISTS, JASUR, MADINA, MARINA } from "./support"
import { forgesOnScreen } from "./shopper-support"
import {
  enters,
  eventually,
  labels,
  leavesShop,
  PHOTO,
  placeOrder,
  RECIPIENT,
  takesCash,
  telegramOf,
  words,
  workshopOf,
} from "./workshop-support"
import { label, pattern, saying } from "../support/labels"
import { withOptions } from "../support/limits"

jest.setTimeout(240_000)

const SECRETS = [RECIPIENT.name, RECIPIENT.phone, RECIPIENT.asWritten, RECIPIENT.address]

/** All text that the bot wrote to a chat since a time. */
async function writtenTo(telegram: SandboxClient, chatId: number, since: number): Promise<string> {
  const calls = await telegram.calls({ chat_id: chatId })
  return JSON.stringify(calls.filter(({ at }) => at >= since).map(({ params }) => params))
}

botSuite("the workshop in Telegram", ({ telegram: connect, container }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, jasur, dilnoza, marina, bobur, madina] = [AZIZA, JASUR, DILNOZA, MARINA, BOBUR, MADINA].map(
      (id) => telegram.person(id),
    )
    return { telegram, aziza, jasur, dilnoza, marina, bobur, madina, begun: Date.now() }
  }

  const statusOf = async (assignmentId: string) =>
    (await workshopOf(container()).retrieveAssignment(assignmentId)).status

  const fulfillmentsOf = async (orderId: string) => {
    const { data } = await container()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({
        entity: "order",
        fields: ["fulfillments.id", "fulfillments.canceled_at"],
        filters: { id: orderId },
      })
    const [order] = data as unknown as { fulfillments: { id: string; canceled_at: string | null }[] }[]
    return order.fulfillments.filter(({ canceled_at }) => !canceled_at)
  }

  it("takes an order from the florists' channel to the recipient, in Russian and in Uzbek", async () => {
    const { telegram, aziza, dilnoza, marina, bobur, madina, begun } = play()
    await Promise.all([enters(aziza), enters(dilnoza, "uz"), enters(marina), enters(bobur), enters(madina)])
    const order = await placeOrder(container(), AZIZA)

    const card = await dilnoza.sees(saying("workshop.card_offered", { number: order.number }), {
      in: FLORISTS,
    })
    expect(words(card)).toContain("С любовью <3 & навсегда")
    expect(words(card)).toContain(order.title)
    expect(words(card)).toMatch(/Роза .* × \d+/)
    expect(labels(card)).toEqual([label("workshop.do_accept"), label("workshop.do_decline")])
    await madina.sees(saying("notices.admin_new", { number: order.number }), { in: ADMINS })

    const won = await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    expect(won.text).toBe(`№${order.number} buyurtma sizniki 🌿 Tafsilotlar shaxsiy xabarda`)
    const details = await dilnoza.sees(saying("workshop.work_accepted", {}, "uz"))
    for (const secret of [RECIPIENT.name, RECIPIENT.asWritten, RECIPIENT.address]) {
      expect(words(details)).toContain(secret)
    }
    expect(words(details)).toContain("Anonim")
    expect(words(details)).toContain("Позвоните за час")
    await dilnoza.sees(saying("workshop.card_accepted", { florist: "Dilnoza Rahimova" }), { in: FLORISTS })
    await aziza.sees(saying("notices.accepted", { number: order.number }))

    // The card has no buttons any more; an old screen can still send the tap.
    const lost = await marina.forges(`action:accept:${order.assignmentId}`, {
      in: FLORISTS,
      message_id: card.message_id,
    })
    expect(lost).toMatchObject({ show_alert: true, text: expect.stringContaining("Dilnoza Rahimova") })
    const again = await dilnoza.forges(`action:accept:${order.assignmentId}`, {
      in: FLORISTS,
      message_id: card.message_id,
    })
    expect(again.text).toContain("allaqachon sizniki")

    await dilnoza.taps(saying("workshop.do_mark_ready", {}, "uz"))
    await dilnoza.sees(saying("workshop.ask_photo", {}, "uz"))
    await dilnoza.sends("tayyor!")
    await dilnoza.sees(saying("workshop.ask_photo_again", {}, "uz"))
    const { message_id: photo } = await dilnoza.sendsPhoto(PHOTO)
    await dilnoza.sees(`№${order.number} buyurtma tayyor`)
    const ready = await aziza.sees(saying("photo.ready"))
    expect(ready.photo).toBeDefined()
    expect((await aziza.taps(saying("photo.like"))).text).toBe(label("photo.liked"))
    await dilnoza.editsPhoto(photo, Buffer.concat([PHOTO, Buffer.from([0])]))
    await dilnoza.sees(saying("workshop.photo_stays", { number: order.number }, "uz"))
    expect((await workshopOf(container()).retrieveAssignment(order.assignmentId)).photo_file_id).toBeTruthy()

    const offer = await bobur.sees(saying("workshop.courier_card_free"), { in: COURIERS })
    expect(offer.photo).toBeDefined()
    expect(words(offer)).toMatch(saying("workshop.collect"))
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
    expect(words(await bobur.sees(saying("workshop.work_taken")))).toContain(RECIPIENT.address)
    await leavesShop(bobur)
    await aziza.sees(saying("notices.on_the_way"))
    await takesCash(bobur)
    const thanks = await aziza.sees(saying("notices.delivered"))
    expect(labels(thanks).slice(5)).toEqual([label("notices.repeat"), label("notices.order")])
    const done = await bobur.sees(saying("workshop.card_delivered"))
    expect(words(done)).not.toContain(RECIPIENT.name)
    await dilnoza.sees(saying("workshop.card_delivered"), { in: FLORISTS })

    expect(await statusOf(order.assignmentId)).toBe("delivered")
    await eventually(async () => {
      const open = await workshopOf(container()).listTransitions({ announced_at: null })
      return open.length === 0
    })
    for (const chat of [FLORISTS, COURIERS, ADMINS]) {
      const written = await writtenTo(telegram, chat, begun)
      expect(SECRETS.filter((secret) => written.includes(secret))).toEqual([])
    }
  })

  it("gives an order back, handles a failed delivery, cancels and returns", async () => {
    const { aziza, dilnoza, marina, bobur, madina } = play()
    await Promise.all([enters(aziza, "uz"), enters(dilnoza), enters(marina), enters(bobur), enters(madina)])
    const order = await placeOrder(container(), AZIZA, { language: "uz" })
    const first = await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })

    expect((await marina.taps(saying("workshop.do_decline"), { in: FLORISTS })).text).toContain(
      label("workshop.done_decline"),
    )
    await marina.sees(saying("workshop.declined_by", { names: "Marina Kim" }), { in: FLORISTS })
    expect((await marina.taps(saying("workshop.do_decline"), { in: FLORISTS })).show_alert).toBe(true)
    expect((await dilnoza.taps(saying("workshop.do_decline"), { in: FLORISTS })).text).toContain(
      label("workshop.done_decline"),
    )
    await madina.sees(saying("notices.admin_all_declined"), { in: ADMINS })

    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    const details = await dilnoza.sees(RECIPIENT.name)
    await dilnoza.taps(saying("workshop.do_give_back"))
    await dilnoza.taps(saying("workshop.gave_back_no_flowers"))
    await eventually(async () => {
      const now = (await dilnoza.messages()).find(({ message_id }) => message_id === details.message_id)
      return now !== undefined && SECRETS.every((secret) => !words(now).includes(secret))
    })
    // Waits for the edit of the former card: until then it asks who takes the order, as the new card does.
    await eventually(async () => {
      const former = (await marina.messages({ in: FLORISTS })).find(
        ({ message_id }) => message_id === first.message_id,
      )
      return (
        words(former).includes(label("workshop.card_given_back", { number: order.number })) &&
        labels(former).length === 0
      )
    })
    const second = await marina.sees(saying("workshop.card_offered"), { in: FLORISTS })
    expect(second.message_id).toBeGreaterThan(first.message_id)
    await madina.sees(
      pattern`${saying("notices.admin_given_back")}[^]*${saying("workshop.gave_back_no_flowers")}`,
      { in: ADMINS },
    )
    expect(await fulfillmentsOf(order.orderId)).toEqual([])

    await marina.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await marina.taps(saying("workshop.do_mark_ready"))
    await marina.taps(saying("workshop.without_photo"))
    await aziza.sees(saying("notices.ready_delivery", {}, "uz"))
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
    await bobur.taps(saying("workshop.do_give_back_delivery"))
    await bobur.sends("Сломался велосипед")
    await bobur.sees(saying("workshop.courier_card_back"), { in: COURIERS })
    await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
    await bobur.sees(saying("workshop.work_taken"))
    await leavesShop(bobur)
    await aziza.sees(saying("notices.on_the_way", {}, "uz"))
    await bobur.taps(saying("workshop.do_fail_delivery"))
    await bobur.taps(saying("workshop.failure_nobody_home"))
    await bobur.sees(saying("workshop.done_fail_delivery"))
    // The courier chose the reason in Russian; the shopper reads it in Uzbek.
    await aziza.sees(
      pattern`${saying("notices.failed", {}, "uz")}[^]*${saying("workshop.failure_nobody_home", {}, "uz")}`,
    )
    await madina.sees(
      pattern`${saying("notices.admin_failed")}[^]*${saying("workshop.failure_nobody_home")}`,
      { in: ADMINS },
    )
    expect(await statusOf(order.assignmentId)).toBe("ready")

    await madina.sends("/work")
    await madina.taps(new RegExp(`№${order.number} `))
    expect(words(await madina.sees(RECIPIENT.name))).toContain(RECIPIENT.address)
    await madina.taps(saying("workshop.do_return"))
    await madina.sees(saying("workshop.ask_reason_return"))
    await madina.sends("x".repeat(501))
    await madina.sees(saying("workshop.ask_reason_again"))
    await madina.sends("<b>Уехала</b>'; drop table workshop_assignment; -- 🌷")
    await madina.sees(saying("workshop.done_return"))
    await aziza.sees("<b>Уехала</b>'; drop table workshop_assignment; -- 🌷")
    expect(await statusOf(order.assignmentId)).toBe("returned")

    // The next order of the phone shows that the first one was not received, and pays no longer in cash.
    await withOptions(container(), { cashNoShows: 1 }, () =>
      expect(placeOrder(container(), AZIZA, { language: "uz" })).rejects.toMatchObject({
        message: expect.stringContaining("were not received"),
      }),
    )
    const other = await placeOrder(container(), AZIZA, { language: "uz", method: "pickup" })
    await dilnoza.sees(
      pattern`${saying("workshop.card_offered")}[^]*${saying("workshop.no_shows", { count: 1 })}`,
      {
        in: FLORISTS,
      },
    )
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    const held = await dilnoza.sees(RECIPIENT.name)
    await madina.sends("/orders")
    await madina.taps(new RegExp(`№${other.number} `))
    await madina.taps(saying("workshop.do_cancel"))
    await madina.sends("Цветы завяли")
    await dilnoza.sees(label("workshop.work_canceled", { number: other.number }))
    await aziza.sees(pattern`${saying("notices.canceled", {}, "uz")}[^]*Цветы завяли`)
    await eventually(async () => {
      const now = (await dilnoza.messages()).find(({ message_id }) => message_id === held.message_id)
      return (
        saying("workshop.card_canceled", { number: other.number }).test(words(now)) &&
        SECRETS.every((secret) => !words(now).includes(secret))
      )
    })
  })

  it("hands over a pick-up order at the counter", async () => {
    const { aziza, dilnoza } = play()
    await Promise.all([enters(aziza), enters(dilnoza)])
    const order = await placeOrder(container(), AZIZA, { method: "pickup" })
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.taps(saying("workshop.without_photo"))
    await aziza.sees(saying("notices.ready_pickup"))
    await takesCash(dilnoza, "do_hand_over")
    await aziza.sees(saying("notices.handed_over"))
    expect(await statusOf(order.assignmentId)).toBe("delivered")
  })

  it("assigns an order to one of ten florists who tap in parallel, and shows the nine who it was", async () => {
    const { telegram, aziza } = play()
    await enters(aziza)
    const florists = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        telegram.newPerson({
          first_name: `Gulchi${index}`,
          language_code: "ru",
          phone_number: `+9989055555${10 + index}`,
          part: "florist",
        }),
      ),
    )
    const chat = await telegram.newChat({
      type: "channel",
      title: "Ten florists",
      members: florists.map(({ id }) => id),
      admins: [],
      bot: true,
    })
    await telegramOf(container()).createChats({ purpose: "florists", chat_id: String(chat.id) })
    await workshopOf(container()).createStaffMembers(
      florists.map(({ id }, index) => ({
        telegram_id: String(id),
        role: "florist" as const,
        name: `Gulchi ${index}`,
      })),
    )
    await Promise.all(florists.map((florist) => enters(florist)))
    const order = await placeOrder(container(), AZIZA)
    const { message_id } = await florists[0].sees(saying("workshop.card_offered"), { in: chat.id })

    // Includes taps after the card lost its button.
    const accept = `action:accept:${order.assignmentId}`
    const answers = await Promise.all(
      florists.map((florist) => florist.forges(accept, { in: chat.id, message_id })),
    )
    const winners = answers.filter(
      ({ text }) => text === label("workshop.done_accept", { number: order.number }),
    )
    const losers = answers.filter(
      ({ text, show_alert }) =>
        show_alert && saying("workshop.taken_by", { name: /Gulchi \d/ }).test(text ?? ""),
    )
    expect(winners).toHaveLength(1)
    expect(losers).toHaveLength(9)
    const winner = `Gulchi ${answers.indexOf(winners[0])}`
    expect(losers.every(({ text }) => text?.includes(winner))).toBe(true)
    await florists[0].sees(saying("workshop.card_accepted", { florist: winner }), {
      in: chat.id,
      anyTime: true,
    })
    expect(await fulfillmentsOf(order.orderId)).toHaveLength(1)
    const accepts = await workshopOf(container()).listTransitions({
      assignment_id: order.assignmentId,
      action: "accept",
    })
    expect(accepts).toHaveLength(1)
    // The winner's private chat and the channel receive their messages in parallel.
    await florists[answers.indexOf(winners[0])].sees(RECIPIENT.name)
    const details = await Promise.all(
      florists.map(async (florist) =>
        (await florist.messages()).some((message) => words(message).includes(RECIPIENT.name)),
      ),
    )
    expect(details.filter(Boolean)).toHaveLength(1)
  })

  it("answers strangers, forged and stale taps clearly, and writes nothing", async () => {
    const { aziza, jasur, dilnoza, marina, bobur } = play()
    await Promise.all([enters(aziza), enters(jasur), enters(dilnoza), enters(bobur)])
    const order = await placeOrder(container(), AZIZA)
    const card = await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })
    const screen = await jasur.screen()
    const message_id = screen?.message_id ?? 0
    const history = async () =>
      (await workshopOf(container()).listTransitions({ assignment_id: order.assignmentId })).map(
        ({ action }) => action,
      )

    for (const action of [
      "accept",
      "decline",
      "mark_ready",
      "take_delivery",
      "cancel",
      "deliver",
      "return",
    ]) {
      const answer = await jasur.forges(`action:${action}:${order.assignmentId}`, { message_id })
      expect(answer).toMatchObject({ show_alert: true, text: label("errors.not_staff") })
    }
    expect((await jasur.forges(`work:${order.assignmentId}`, { message_id })).show_alert).toBe(true)
    expect((await jasur.forges(`nophoto:${order.assignmentId}`, { message_id })).show_alert).toBe(true)
    expect((await jasur.forges(`failed:refused:${order.assignmentId}`, { message_id })).show_alert).toBe(true)
    await jasur.forges("worklist", { message_id })
    await jasur.seesNot(RECIPIENT.name, { anyTime: true })

    // The bot cannot send the address to a florist who never pressed Start, so the order is not accepted.
    const unstarted = await marina.taps(saying("workshop.do_accept"), { in: FLORISTS })
    expect(unstarted).toMatchObject({
      show_alert: true,
      text: expect.stringMatching(saying("workshop.press_start_first")),
    })

    const at = { message_id: (await dilnoza.screen())?.message_id ?? 0 }
    for (const data of [
      "action:accept:nothing",
      "action:accept:asg_' or 1=1 --",
      "action:dance:" + order.assignmentId,
      "action:accept",
      "work:",
      "failed:x:y",
    ]) {
      const answer = await dilnoza.forges(data, at)
      expect(answer.answered).toBe(true)
    }
    // Steps that this person may not do, or that are not due.
    for (const action of [
      "take_delivery",
      "deliver",
      "return",
      "cancel",
      "pick_up",
      "give_back",
      "mark_ready",
      "offer",
    ]) {
      const answer = await dilnoza.forges(`action:${action}:${order.assignmentId}`, at)
      expect(answer).toMatchObject({ show_alert: true })
    }
    const courier = await bobur.forges(`action:accept:${order.assignmentId}`, {
      message_id: (await bobur.screen())?.message_id ?? 0,
    })
    expect(courier).toMatchObject({ show_alert: true })
    expect(await history()).toEqual(["open"])
    expect(await statusOf(order.assignmentId)).toBe("offered")

    // A double tap on Ready, and a command while the bot waits for an answer.
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.sees(saying("workshop.ask_photo"))
    await dilnoza.sends("/work")
    await dilnoza.sees(saying("workshop.list_mine", { count: 1 }))
    await dilnoza.sendsPhoto(PHOTO)
    expect(await statusOf(order.assignmentId)).toBe("accepted")
    await Promise.all([1, 2].map(() => forgesOnScreen(dilnoza, `nophoto:${order.assignmentId}`)))
    expect((await history()).filter((action) => action === "mark_ready")).toHaveLength(1)
    expect(card.message_id).toBeGreaterThan(0)
  })

  it("keeps an order on offer when its flowers are out of stock, and tells the owner", async () => {
    const { aziza, dilnoza, madina } = play()
    await Promise.all([enters(aziza), enters(dilnoza), enters(madina)])
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })
    const inventory = container().resolve(Modules.INVENTORY)
    const levels = await inventory.listInventoryLevels({}, { take: null })
    const reserved = await inventory.listReservationItems({}, { take: null })
    for (const level of levels.filter(({ inventory_item_id }) =>
      reserved.some((reservation) => reservation.inventory_item_id === inventory_item_id),
    )) {
      await inventory.updateInventoryLevels({
        inventory_item_id: level.inventory_item_id,
        location_id: level.location_id,
        stocked_quantity: 0,
      })
    }

    const answer = await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    expect(answer).toMatchObject({
      show_alert: true,
      text: expect.stringMatching(saying("workshop.missing_stock")),
    })
    await madina.sees(saying("notices.admin_out_of_stock"), { in: ADMINS })
    expect(await statusOf(order.assignmentId)).toBe("offered")
    await dilnoza.seesNot(RECIPIENT.name)
    expect(labels((await dilnoza.messages({ in: FLORISTS })).at(-1))).toEqual([
      label("workshop.do_accept"),
      label("workshop.do_decline"),
    ])
    await aziza.seesNot(saying("notices.accepted", { number: order.number }))
  })
})
