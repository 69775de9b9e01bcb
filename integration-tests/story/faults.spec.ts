import type { Fault } from "../../packages/sandbox/telegram/control-types"
import announceTransitions from "../../src/jobs/announce-transitions"
import { sweepAnnouncements } from "../../src/bot/messages/announcements/sweep"
import { ADMINS, AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, FLORISTS } from "../bot/support"
import { eventually, leavesShop, telegramOf } from "../bot/workshop-support"
import { flowers, Scene, textOf, ZILOLA } from "./play"
import { changesSince, statesOf } from "./records"
import { pattern, saying } from "../support/labels"

jest.setTimeout(600_000)

const DONE = {
  order: "completed",
  payment: "captured",
  fulfillment: "delivered",
  captured: 1,
  fulfillments: 1,
}
const ACTIONS = [
  "open",
  "accept",
  "mark_ready",
  "approve_photo",
  "receive_cash",
  "take_delivery",
  "pick_up",
  "deliver",
]

/** Nobody is asked about a photo. */
const WITHOUT_PHOTO = ACTIONS.filter((action) => action !== "approve_photo")

botSuite("the story with Telegram failures", (shop) => {
  const begin = async () => {
    const scene = await Scene.begin(shop)
    await scene.telegram.clearFaults()
    await Promise.all([scene.staffComesIn(), scene.comesIn(scene.aziza)])
    return { scene, words: scene.words(), before: await scene.records.stock() }
  }
  const allHappened = async ({ telegram }: Scene) =>
    eventually(async () => (await telegram.faults()).length === 0, 60_000)
  /** Runs the sweep with a clock one minute ahead. */
  const aMinuteLater = () => sweepAnnouncements(shop.container(), new Date(Date.now() + 60_000))
  const finishes = async (scene: Scene) => {
    await scene.floristMakesIt()
    await scene.courierLeaves()
    await scene.bobur.taps(scene.words().deliver)
    await scene.aziza.sees(scene.words().thanks)
    await scene.everythingIsSent()
  }
  const isWhole = async (
    scene: Scene,
    before: Awaited<ReturnType<typeof begin>>["before"],
    actions = ACTIONS,
  ) => {
    const orders = await scene.records.orders()
    expect(orders).toHaveLength(1)
    expect(orders[0]).toMatchObject({
      total: 280_000,
      items: [{ product_title: "Розовое облако", quantity: 1 }],
      shipping_address: {
        first_name: "Zilola",
        phone: ZILOLA.phone,
        address_1: scene.words().address,
      },
    })
    expect(statesOf(orders[0])).toEqual(DONE)
    expect(changesSince(before, await scene.records.stock())).toEqual(flowers({ stocked: -1, reserved: 0 }))
    const { transitions } = await scene.records.assignment(orders[0].id)
    expect(transitions.map(({ action }) => action)).toEqual(actions)
  }

  it("handles each duplicated update once: one order, one of each transition, one of each message", async () => {
    const { scene, words, before } = await begin()
    await scene.telegram.fault({ method: "update", times: 1000, kind: { type: "update_twice" } })
    await scene.orders()
    await finishes(scene)
    await scene.telegram.clearFaults()
    await isWhole(scene, before)
    for (const [chat, what] of [
      [AZIZA, words.acceptedNotice],
      [AZIZA, words.readyNotice],
      [AZIZA, words.onTheWayNotice],
      [AZIZA, words.thanks],
      [FLORISTS, words.offered],
      [COURIERS, words.free],
      [ADMINS, words.newOrder],
      [DILNOZA, words.work],
      [BOBUR, words.fetch],
    ] as const) {
      expect({ what, sent: await scene.sent(chat, what) }).toEqual({ what, sent: 1 })
    }
    const placed = (await scene.aziza.messages()).filter((message) => words.placed.test(textOf(message)))
    expect(placed).toHaveLength(1)
  })

  it("offers the order later, and once, when Telegram rate-limits the florists' channel", async () => {
    const { scene, words, before } = await begin()
    const busy: Fault["kind"] = { type: "too_many_requests", retry_after: 1 }
    await scene.telegram.fault({ method: "*", chat_id: FLORISTS, kind: busy })
    await scene.orders()
    await allHappened(scene)
    await aMinuteLater()
    await scene.dilnoza.sees(words.offered, { in: FLORISTS })
    await scene.everythingIsSent()
    // Edits of the card and messages to the couriers' group meet the same limit.
    await scene.telegram.fault({ method: "editMessageText", chat_id: FLORISTS, kind: busy })
    await scene.dilnoza.taps(words.accept, { in: FLORISTS })
    await scene.dilnoza.sees(words.work)
    await allHappened(scene)
    await aMinuteLater()
    await scene.dilnoza.sees(words.beingMade, { in: FLORISTS })
    await scene.telegram.fault({ method: "*", chat_id: COURIERS, kind: busy })
    await scene.dilnoza.taps(words.ready)
    await scene.dilnoza.taps(saying("workshop.without_photo"))
    await allHappened(scene)
    await aMinuteLater()
    await scene.courierLeaves()
    await scene.bobur.taps(words.deliver)
    await scene.aziza.sees(words.thanks)
    await scene.everythingIsSent()
    await isWhole(scene, before, WITHOUT_PHOTO)
    expect(await scene.sent(FLORISTS, /№1/)).toBe(1)
    expect(await scene.sent(COURIERS, /№1/)).toBe(1)
    expect(await scene.sent(ADMINS, words.newOrder)).toBe(1)
  })

  it("notifies the shopper without help once Telegram works again", async () => {
    const { scene, words } = await begin()
    const { id } = await scene.orders()
    await scene.dilnoza.sees(words.offered, { in: FLORISTS })
    await scene.everythingIsSent()
    await scene.telegram.fault({
      method: "sendMessage",
      chat_id: AZIZA,
      times: 2,
      kind: { type: "server_error" },
    })
    await scene.dilnoza.taps(words.accept, { in: FLORISTS })
    await scene.dilnoza.sees(words.work)
    expect((await scene.records.assignment(id)).assignment.status).toBe("accepted")
    await allHappened(scene)
    await scene.aziza.sees(words.acceptedNotice)
    await scene.everythingIsSent()
    // The job runs on its schedule; an extra run finds nothing to do.
    await announceTransitions(shop.container())
    expect(await scene.sent(AZIZA, words.acceptedNotice)).toBe(1)
    expect(await scene.sent(DILNOZA, words.work)).toBe(1)
    expect(await scene.sent(FLORISTS, /№1/)).toBe(1)
  })

  it("finishes the order of a shopper who blocked the bot, without messages to them", async () => {
    const { scene, words, before } = await begin()
    await scene.orders()
    await scene.dilnoza.sees(words.offered, { in: FLORISTS })
    await scene.aziza.blocksBot()
    await scene.dilnoza.taps(words.accept, { in: FLORISTS })
    await scene.dilnoza.sees(words.work)
    await scene.dilnoza.taps(words.ready)
    await scene.dilnoza.taps(saying("workshop.without_photo"))
    await scene.dilnoza.taps(words.receiveCash)
    await scene.bobur.taps(words.take, { in: COURIERS })
    await scene.bobur.sees(words.fetch)
    await leavesShop(scene.bobur)
    await scene.bobur.taps(words.deliver)
    await scene.bobur.sees(words.isDeliveredBy, { in: COURIERS })
    await scene.everythingIsSent()
    await isWhole(scene, before, WITHOUT_PHOTO)
    expect((await telegramOf(shop.container()).findAccount(String(AZIZA)))?.blocked_at).toBeTruthy()
    for (const what of [words.acceptedNotice, words.readyNotice, words.onTheWayNotice, words.thanks]) {
      expect({ what, sent: await scene.sent(AZIZA, what) }).toEqual({ what, sent: 0 })
    }

    // After unblocking, the shopper sees the order's current state.
    await scene.aziza.unblocksBot()
    await scene.aziza.sends("/orders")
    await scene.aziza.sees(pattern`№1[^]*${saying("orders.status_delivered")}`)
  })

  it("confirms the order when Telegram's answer to the confirmation is lost", async () => {
    const { scene, words, before } = await begin()
    await scene.picksBouquet()
    await scene.entersDelivery()
    const lost: Fault["kind"] = { type: "answer_lost" }
    await scene.telegram.fault({ method: "editMessageCaption", chat_id: AZIZA, times: 1, kind: lost })
    await scene.telegram.fault({ method: "editMessageMedia", chat_id: AZIZA, times: 1, kind: lost })
    await scene.aziza.taps(words.pay)
    await scene.aziza.sees(saying("checkout.placed", { number: 1 }))
    await scene.telegram.clearFaults()
    await scene.dilnoza.sees(words.offered, { in: FLORISTS })
    await scene.aziza.seesNot(saying("errors.unknown"), { for: 500 })
    expect(await scene.records.orders()).toHaveLength(1)
    await finishes(scene)
    await isWhole(scene, before)
  })
})
