import type { SandboxPerson } from "../../packages/sandbox/telegram/client"
import { notifyOfLowRatings } from "../../src/bot/messages/low-ratings"
import callCouriers from "../../src/jobs/call-couriers"
import { RATING_MODULE } from "../../src/modules/rating"
import type RatingModuleService from "../../src/modules/rating/service"
import { assignmentWorkflows } from "../../src/workflows/assignment"
import { finishHandOvers } from "../../src/workflows/assignment/hand-over"
import { createAdmin } from "../support/admin"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { label, saying } from "../support/labels"
import { withOptions } from "../support/limits"
import { botKnows } from "./shopper-support"
import { ADMINS, AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, FLORISTS, JASUR, MADINA } from "./support"
import { enters, labels, outboxIsEmpty, PHOTO, placeOrder, words, workshopOf } from "./workshop-support"

jest.setTimeout(240_000)

/** Where a person forges a tap: on the bot's last message. */
const onScreen = async (person: SandboxPerson) => ({ message_id: (await person.screen())?.message_id ?? 0 })

botSuite("photos and ratings of an order", ({ telegram: connect, container, api }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, jasur, dilnoza, bobur, madina] = [AZIZA, JASUR, DILNOZA, BOBUR, MADINA].map((id) =>
      telegram.person(id),
    )
    return { telegram, aziza, jasur, dilnoza, bobur, madina }
  }

  const statusOf = async (assignmentId: string) =>
    (await workshopOf(container()).retrieveAssignment(assignmentId)).status

  describe("the photo of the bouquet", () => {
    /** An order that Dilnoza accepted. */
    const accepted = async ({ dilnoza }: ReturnType<typeof play>) => {
      const order = await placeOrder(container(), AZIZA)
      await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
      await dilnoza.sees(saying("workshop.work_accepted", { number: order.number }))
      return order
    }
    const sendsPhoto = async ({ dilnoza }: ReturnType<typeof play>) => {
      await dilnoza.taps(saying("workshop.do_mark_ready"))
      await dilnoza.sees(saying("workshop.ask_photo"))
      await dilnoza.sendsPhoto(PHOTO)
      await dilnoza.sees(saying("workshop.done_mark_ready"))
    }
    const sentAt = async (assignmentId: string) => {
      const { photo_sent_at } = await workshopOf(container()).retrieveAssignment(assignmentId)
      return Math.floor((photo_sent_at?.getTime() ?? 0) / 1000)
    }
    const LIKE = 0
    const CHANGE = 1

    it("waits for the buyer, goes back to its florist with the buyer's words, and on by itself", async () => {
      jobsRunByHand()
      const scene = play()
      const { aziza, dilnoza, bobur } = scene
      await Promise.all([enters(aziza), enters(dilnoza), enters(bobur), enters(scene.madina)])
      const order = await accepted(scene)
      await sendsPhoto(scene)
      const first = await aziza.sees(saying("photo.ready", { number: order.number }))
      expect(words(first)).toMatch(saying("photo.ask_until"))
      expect(labels(first)).toEqual([label("photo.like"), label("photo.change"), label("notices.order")])
      await bobur.seesNot(saying("workshop.courier_card_free"), { in: COURIERS, anyTime: true })
      const early = await bobur.forges(`action:take_delivery:${order.assignmentId}`, {
        message_id: (await bobur.screen())?.message_id ?? 0,
      })
      expect(early).toMatchObject({ show_alert: true, text: label("errors.photo_waits") })

      // Whoever is about to write gets some minutes for it.
      const service = workshopOf(container())
      await service.updateAssignments({
        id: order.assignmentId,
        photo_due_at: new Date(Date.now() + 10_000),
      })
      await aziza.taps(saying("photo.change"))
      const { photo_due_at } = await service.retrieveAssignment(order.assignmentId)
      expect(photo_due_at?.getTime()).toBeGreaterThan(Date.now() + 4 * 60_000)
      await aziza.sees(saying("photo.ask_words", { number: order.number }))
      await aziza.sends("слишком длинно ".repeat(40))
      await aziza.sees(saying("photo.ask_words_again"))
      await aziza.sends("Больше <зелени>")
      expect(words(await aziza.sees(saying("photo.passed_on")))).toContain("Dilnoza")
      const wish = await dilnoza.sees(saying("workshop.photo_change", { number: order.number }))
      expect(words(wish)).toContain("Больше <зелени>")
      expect(words(await dilnoza.sees(saying("workshop.wish"), { anyTime: true }))).toContain(
        "Больше <зелени>",
      )
      expect(await statusOf(order.assignmentId)).toBe("accepted")

      // A photo of another second has other buttons.
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      await sendsPhoto(scene)
      await aziza.sees(saying("photo.ready"))
      for (const column of [LIKE, CHANGE]) {
        const stale = await aziza.presses({ message_id: first.message_id, row: 0, column })
        expect(stale).toMatchObject({ show_alert: true, text: label("photo.newer") })
      }
      await callCouriers(container())
      await bobur.seesNot(saying("workshop.courier_card_free"), { in: COURIERS, anyTime: true })

      await service.updateAssignments({ id: order.assignmentId, photo_due_at: new Date(Date.now() - 1) })
      await callCouriers(container())
      await bobur.sees(saying("workshop.courier_card_free"), { in: COURIERS, anyTime: true })
      await aziza.taps(saying("photo.like"))
      await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
      const history = await service.listTransitions(
        { assignment_id: order.assignmentId },
        { order: { number: "ASC" } },
      )
      expect(history.map(({ action, actor_type }) => `${action} ${actor_type}`)).toEqual([
        "open system",
        "accept staff",
        "mark_ready staff",
        "ask_change shopper",
        "mark_ready staff",
        "approve_photo system",
        "take_delivery staff",
      ])
    })

    it("answers politely on the way; the owner need not wait; 0 minutes only show it", async () => {
      const scene = play()
      const { aziza, bobur, madina } = scene
      await Promise.all([enters(aziza), enters(scene.dilnoza), enters(bobur), enters(madina)])
      const order = await accepted(scene)
      await sendsPhoto(scene)
      const photo = await aziza.sees(saying("photo.ready"))
      await madina.forges(`work:${order.assignmentId}`, {
        message_id: (await madina.screen())?.message_id ?? 0,
      })
      expect((await madina.taps(saying("workshop.do_approve_photo"))).text).toBe(
        label("workshop.done_approve_photo", { number: order.number }),
      )
      await bobur.sees(saying("workshop.courier_card_free"), { in: COURIERS, anyTime: true })
      await bobur.taps(saying("workshop.do_take_delivery"), { in: COURIERS })
      for (const column of [LIKE, CHANGE]) {
        const late = await aziza.presses({ message_id: photo.message_id, row: 0, column })
        expect(late).toMatchObject({ show_alert: true, text: label("photo.on_the_way") })
      }
      const stranger = scene.jasur
      await enters(stranger)
      const foreign = await stranger.forges(`photook:${await sentAt(order.assignmentId)}:${order.orderId}`, {
        message_id: (await stranger.screen())?.message_id ?? 0,
      })
      expect(foreign).toMatchObject({ show_alert: true, text: label("errors.not_found") })

      await withOptions(container(), { photoApprovalMinutes: 0 }, async () => {
        const { number } = await accepted(scene)
        await sendsPhoto(scene)
        const shown = await aziza.sees(saying("notices.ready_delivery", { number }))
        expect(shown.photo).toBeDefined()
        expect(labels(shown)).toEqual([label("notices.order")])
        await bobur.sees(saying("workshop.courier_card_free", { number }), { in: COURIERS, anyTime: true })
      })
    })
  })

  it("asks the courier for the photo of a handed-over gift, which only the giver gets", async () => {
    const { aziza, bobur } = play()
    await Promise.all([enters(aziza), enters(bobur)])
    const onItsWay = async (door_photo: boolean) => {
      const order = await placeOrder(container(), AZIZA, { giver: "+998935551122", door_photo })
      const by = (id: number) => ({ type: "staff" as const, telegram_id: String(id) })
      for (const [action, id] of [
        ["accept", DILNOZA],
        ["mark_ready", DILNOZA],
        ["receive_cash", DILNOZA],
        ["take_delivery", BOBUR],
        ["pick_up", BOBUR],
      ] as const) {
        const input = { assignment_id: order.assignmentId, actor: by(id) }
        await assignmentWorkflows[action](container()).run({ input })
      }
      await bobur.sees(saying("workshop.work_on_the_way", { number: order.number }), { anyTime: true })
      return order
    }
    const order = await onItsWay(true)
    const card = await bobur.sees(saying("workshop.work_on_the_way"), { anyTime: true })
    expect(words(card)).toMatch(saying("workshop.door_photo"))
    await withOptions(container(), { undoSeconds: 60 }, async () => {
      await bobur.taps(saying("workshop.do_deliver"))
      await bobur.sees(saying("workshop.ask_door_photo"))
      await bobur.sends("вот")
      await bobur.sees(saying("workshop.ask_door_photo_again"))
      await bobur.sendsPhoto(PHOTO)
      await bobur.sees(saying("workshop.door_photo_sent", { number: order.number }))
      await bobur.sendsPhoto(PHOTO)
    })
    await withOptions(container(), { undoSeconds: 0 }, () =>
      finishHandOvers(container(), () => Promise.resolve()),
    )
    const notice = await aziza.sees(saying("notices.delivered", { number: order.number }), { anyTime: true })
    expect(notice.photo).toBeDefined()
    const history = await workshopOf(container()).listTransitions({ assignment_id: order.assignmentId })
    expect(history.filter(({ action }) => action === "door_photo")).toHaveLength(0)

    // After the delivery is recorded, the photo has a notice of its own. It may be left out; another order needs none.
    await withOptions(container(), { undoSeconds: 0 }, async () => {
      const late = await onItsWay(true)
      await bobur.taps(saying("workshop.do_deliver"))
      await bobur.sees(saying("workshop.ask_door_photo"))
      await bobur.sendsPhoto(PHOTO)
      const photo = await aziza.sees(saying("notices.door_photo", { number: late.number }), { anyTime: true })
      expect(photo.photo).toBeDefined()
      await onItsWay(true)
      await bobur.taps(saying("workshop.do_deliver"))
      await bobur.sees(saying("workshop.ask_door_photo"))
      await bobur.taps(saying("workshop.without_photo"))
      await bobur.sees(saying("workshop.door_photo_skipped"))
      const plain = await onItsWay(false)
      await bobur.taps(saying("workshop.do_deliver"))
      await bobur.sees(saying("workshop.done_deliver", { number: plain.number }))
      await bobur.seesNot(saying("workshop.ask_door_photo"))
    })
  })

  it("asks for a rating once, lets staff approve its words, and shows the average of five", async () => {
    const { telegram, aziza, bobur, madina } = play()
    const stranger = telegram.person(JASUR)
    await Promise.all([enters(aziza), enters(bobur), enters(madina), enters(stranger)])
    const order = await placeOrder(container(), AZIZA)
    const service = container().resolve<RatingModuleService>(RATING_MODULE)
    const early = await aziza.forges(`rate:5:${order.orderId}`, await onScreen(aziza))
    expect(early).toMatchObject({ show_alert: true, text: label("errors.rating_early") })
    const florist = { type: "staff" as const, telegram_id: String(DILNOZA) }
    const courier = { type: "staff" as const, telegram_id: String(BOBUR) }
    for (const [action, actor] of [
      ["accept", florist],
      ["mark_ready", florist],
      ["take_delivery", courier],
      ["pick_up", courier],
      ["deliver", courier],
    ] as const) {
      await assignmentWorkflows[action](container()).run({
        input: { assignment_id: order.assignmentId, actor },
      })
    }
    const thanks = await aziza.sees(saying("notices.delivered", { number: order.number }))
    expect(words(thanks)).toMatch(saying("rating.ask"))
    expect(labels(thanks).slice(0, 5)).toEqual(["1 ⭐", "2 ⭐", "3 ⭐", "4 ⭐", "5 ⭐"])

    // Forged and foreign taps write nothing.
    await aziza.forges(`rate:9:${order.orderId}`, { message_id: thanks.message_id })
    const foreign = await stranger.forges(`rate:1:${order.orderId}`, await onScreen(stranger))
    expect(foreign).toMatchObject({ show_alert: true, text: label("errors.not_found") })
    expect(await service.listRatings({})).toEqual([])

    // Two taps at once, then another number, then words.
    const place = (column: number) => ({ message_id: thanks.message_id, row: 0, column })
    await Promise.all([aziza.presses(place(4)), aziza.presses(place(4))])
    const [rated] = await service.listRatings({ order_id: order.orderId })
    expect(rated).toMatchObject({ stars: 5, status: "approved", words: null })
    const [productId] = rated.product_ids
    const figures = async () => (await service.listProductRatings({ product_id: productId }))[0]
    expect(await figures()).toMatchObject({ count: 1, sum: 5 })
    expect((await aziza.presses(place(1))).text).toBe(label("rating.thanks"))
    expect(await figures()).toMatchObject({ count: 1, sum: 2 })
    await aziza.taps(saying("rating.write"))
    await aziza.sees(saying("rating.ask_words", { number: order.number }))
    await aziza.sends("Розы <завяли>")
    expect(words(await aziza.sees(saying("rating.saved")))).toContain("★★☆☆☆")
    expect(await figures()).toMatchObject({ count: 0, sum: 0 })

    await notifyOfLowRatings(container())
    const low = await madina.sees(saying("rating.low", { number: order.number, count: 2 }), {
      in: ADMINS,
      anyTime: true,
    })
    expect(words(low)).toContain("Розы <завяли>")
    const { order_id, display_id, customer_id, product_ids } = rated
    const about = { order_id, display_id, customer_id, product_ids }
    await service.rate({ ...about, stars: 1 }, new Date())
    await notifyOfLowRatings(container(), new Date(Date.now() + 3_600_000))
    await outboxIsEmpty(container())
    await madina.seesNot(saying("rating.low", { count: 1 }), { in: ADMINS, anyTime: true })

    const [owner, florists] = await Promise.all([
      createAdmin(container()),
      createAdmin(container(), "florist@example.uz", "florist"),
    ])
    const pending = await api.get("/admin/ratings?status=pending", owner.options)
    expect(pending.data).toMatchObject({ count: 1, ratings: [{ id: rated.id, words: "Розы <завяли>" }] })
    const route = `/admin/ratings/${rated.id}`
    expect((await api.post(route, { status: "approved" }, florists.options)).status).toBe(403)
    expect((await api.post("/admin/ratings/rat_none", { status: "approved" }, owner.options)).status).toBe(
      404,
    )
    expect((await api.post(route, { status: "approved" }, owner.options)).status).toBe(200)
    expect((await api.post(route, { status: "approved" }, owner.options)).status).toBe(200)
    expect(await figures()).toMatchObject({ count: 1, sum: 1 })
    const { data } = await api.get(`/admin/orders/${order.orderId}/assignment`, owner.options)
    expect(data.rating).toMatchObject({ stars: 1, status: "approved" })

    for (const [at, stars] of [5, 5, 5, 4].entries()) {
      await service.rate({ ...about, order_id: `order_${at}`, stars }, new Date())
    }
    const rates = async (column: number) => (await aziza.presses(place(column))).text
    expect(await rates(4)).toBe(label("rating.thanks"))
    await api.post(route, { status: "approved" }, owner.options)
    await botKnows(container(), (products) =>
      products.some(({ id, rating }) => id === productId && rating?.count === 5 && rating.average === 4.8),
    )
    const [key] = (await api.get("/admin/api-keys?type=publishable", owner.options)).data.api_keys
    const shown = await api.get(`/store/products/${productId}/rating`, {
      headers: { "x-publishable-api-key": key.token },
    })
    expect(shown.data).toEqual({ rating: { average: 4.8, count: 5 } })
    await aziza.sends(`/search ${order.title}`)
    await aziza.taps(/^1$/)
    await aziza.sees("★ 4,8 · 5")

    // The day for changes is over.
    await service.updateRatings({ id: rated.id, rated_at: new Date(Date.now() - 25 * 3_600_000) })
    expect(await aziza.presses(place(0))).toMatchObject({
      show_alert: true,
      text: label("errors.rating_closed"),
    })
    expect(await figures()).toMatchObject({ count: 5, sum: 24 })
  })
})
