import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { SandboxClient } from "../../packages/sandbox/telegram/client"
import { announceAssignment } from "../../src/bot/messages/announcements/announcer"
import { sweepAnnouncements } from "../../src/bot/messages/announcements/sweep"
import { enqueue } from "../../src/bot/outbox"
import { acceptOrderWorkflow } from "../../src/workflows/assignment/accept-order"
import { notifyOfInterruptedOrders } from "../../src/bot/messages/announcements/interrupted-orders"
import { INTERRUPTED } from "../../src/workflows/checkout/repair-half-order"
import { ADMINS, AZIZA, botSuite, DILNOZA, FLORISTS, MADINA, MARINA } from "./support"
import {
  enters,
  eventually,
  labels,
  outboxIsEmpty,
  PHOTO,
  placeOrder,
  telegramOf,
  words,
  workshopOf,
} from "./workshop-support"
import { pattern, saying } from "../support/labels"

jest.setTimeout(240_000)

const SOON = 60_000

botSuite("announcements", ({ telegram: connect, container }) => {
  const play = () => {
    const telegram = connect()
    const [aziza, dilnoza, marina, madina] = [AZIZA, DILNOZA, MARINA, MADINA].map((id) => telegram.person(id))
    return { telegram, aziza, dilnoza, marina, madina, begun: Date.now() }
  }

  const accept = (assignment_id: string) =>
    acceptOrderWorkflow(container()).run({
      input: { assignment_id, actor: { type: "staff", telegram_id: String(DILNOZA) } },
    })

  const unannounced = async (assignment_id: string) =>
    (await workshopOf(container()).listTransitions({ assignment_id, announced_at: null })).map(
      ({ action }) => action,
    )

  /** Waits until every transition is announced and the outbox is empty. */
  const allAnnounced = async (assignmentId: string) => {
    await eventually(async () => (await unannounced(assignmentId)).length === 0, 60_000)
    await outboxIsEmpty(container())
  }

  /** Checks that messages with this text were delivered to a chat since a time, and returns them. */
  const delivered = async (telegram: SandboxClient, chat_id: number, since: number, what: RegExp) =>
    (await telegram.calls({ chat_id })).filter(
      ({ at, ok, method, params }) =>
        at >= since && ok && method.startsWith("send") && what.test(String(params.text ?? params.caption)),
    ).length

  const later = () => sweepAnnouncements(container(), new Date(Date.now() + SOON))

  it("continue the order of a shopper who blocked the bot, without messages to them", async () => {
    const { telegram, aziza, dilnoza, begun } = play()
    await Promise.all([enters(aziza), enters(dilnoza)])
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })
    await aziza.blocksBot()
    await telegramOf(container()).updateAccounts({
      selector: { telegram_id: String(AZIZA) },
      data: { blocked_at: null },
    })

    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"))
    await dilnoza.sees(saying("workshop.card_accepted", { florist: "Dilnoza" }), { in: FLORISTS })
    await allAnnounced(order.assignmentId)
    expect((await telegramOf(container()).findAccount(String(AZIZA)))?.blocked_at).toBeTruthy()
    expect(await delivered(telegram, AZIZA, begun, saying("notices.accepted"))).toBe(0)

    const since = Date.now()
    await dilnoza.taps(saying("workshop.do_mark_ready"))
    await dilnoza.taps(saying("workshop.without_photo"))
    await allAnnounced(order.assignmentId)
    expect((await telegram.calls({ chat_id: AZIZA })).filter(({ at }) => at > since)).toEqual([])
    expect((await workshopOf(container()).retrieveAssignment(order.assignmentId)).status).toBe("ready")
    await aziza.unblocksBot()
  })

  it("are sent once when Telegram fails for a moment", async () => {
    const { telegram, aziza, dilnoza, begun } = play()
    await Promise.all([enters(aziza), enters(dilnoza)])
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })
    await allAnnounced(order.assignmentId)
    await telegram.fault({
      method: "sendMessage",
      chat_id: AZIZA,
      kind: { type: "server_error", status: 502 },
    })

    await accept(order.assignmentId)
    await dilnoza.sees(saying("workshop.work_accepted"))
    await eventually(async () => (await telegram.faults()).length === 0)
    expect(await unannounced(order.assignmentId)).toEqual([])
    await later()
    await later()
    await aziza.sees(saying("notices.accepted", { number: order.number }))
    await allAnnounced(order.assignmentId)
    expect(await delivered(telegram, AZIZA, begun, saying("notices.accepted"))).toBe(1)
    expect(await delivered(telegram, DILNOZA, begun, saying("workshop.work_accepted"))).toBe(1)
    expect(await delivered(telegram, FLORISTS, begun, new RegExp(`№${order.number}`))).toBe(1)
  })

  it("do not repeat a shopper's notice when Telegram's answer is lost", async () => {
    const { telegram, aziza, dilnoza } = play()
    const former = (await aziza.messages()).at(-1)?.message_id ?? 0
    await Promise.all([enters(aziza), enters(dilnoza)])
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })
    await allAnnounced(order.assignmentId)
    await telegram.fault({ method: "sendMessage", chat_id: AZIZA, kind: { type: "answer_lost" } })

    await accept(order.assignmentId)
    await aziza.sees(saying("notices.accepted", { number: order.number }))
    await allAnnounced(order.assignmentId)
    await later()
    const notices = (await aziza.messages()).filter((message) =>
      saying("notices.accepted", { number: order.number }).test(words(message)),
    )
    const fresh = notices.filter(({ message_id }) => message_id > former)
    expect(fresh).toHaveLength(1)
  })

  it("remove the buttons of a duplicate card, which exists because Telegram's answer was lost", async () => {
    const { telegram, aziza, dilnoza, marina } = play()
    await Promise.all([enters(aziza), enters(dilnoza), enters(marina)])
    await telegram.fault({ method: "sendMessage", chat_id: FLORISTS, kind: { type: "answer_lost" } })
    const order = await placeOrder(container(), AZIZA)
    const copy = await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })
    await eventually(async () => (await telegram.faults()).length === 0)

    // The first card's result is unknown, so a second one arrives with a repeat mark.
    await marina.sees(pattern`${saying("workshop.card_repeated")}[^]*${saying("workshop.card_offered")}`, {
      in: FLORISTS,
      within: 120_000,
    })
    await marina.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await marina.sees(saying("workshop.work_accepted"))

    const late = await dilnoza.forges(`action:accept:${order.assignmentId}`, {
      in: FLORISTS,
      message_id: copy.message_id,
    })
    expect(late).toMatchObject({ show_alert: true, text: expect.stringContaining("Marina Kim") })
    await eventually(async () => {
      const now = (await dilnoza.messages({ in: FLORISTS })).find(
        ({ message_id }) => message_id === copy.message_id,
      )
      return labels(now).length === 0
    })
  })

  it("are sent once each when many processes announce the same order in parallel", async () => {
    const { telegram, aziza, dilnoza, madina, begun } = play()
    await Promise.all([enters(aziza), enters(dilnoza), enters(madina)])
    const order = await placeOrder(container(), AZIZA)
    await Promise.all([
      ...Array.from({ length: 8 }, () => announceAssignment(container(), order.assignmentId)),
      later(),
      later(),
    ])
    await accept(order.assignmentId)
    await Promise.all([
      ...Array.from({ length: 8 }, () => announceAssignment(container(), order.assignmentId)),
      later(),
    ])
    await allAnnounced(order.assignmentId)
    expect(await delivered(telegram, FLORISTS, begun, /№/)).toBe(1)
    expect(await delivered(telegram, ADMINS, begun, saying("notices.admin_new"))).toBe(1)
    expect(await delivered(telegram, DILNOZA, begun, saying("workshop.work_accepted"))).toBe(1)
    expect(await delivered(telegram, AZIZA, begun, saying("notices.accepted"))).toBe(1)
  })

  it("are sent once, however often and wherever they are enqueued", async () => {
    const { telegram, aziza, begun } = play()
    await enters(aziza)
    const message = { key: "one:of:many", chatId: String(AZIZA), screen: { text: "Only once" } }
    await Promise.all(Array.from({ length: 8 }, () => enqueue(container(), [message])))
    await aziza.sees("Only once")
    await enqueue(container(), [message])
    await outboxIsEmpty(container())
    expect(await delivered(telegram, AZIZA, begun, /Only once/)).toBe(1)
  })

  it("show the product's picture on the card, and send the card without a picture that cannot be loaded", async () => {
    const { aziza, dilnoza } = play()
    await Promise.all([enters(aziza), enters(dilnoza)])
    const products = container().resolve(Modules.PRODUCT)
    const showEverywhere = async (thumbnail: string) => {
      for (const { id } of await products.listProducts({}, { select: ["id"], take: null })) {
        await products.updateProducts(id, { thumbnail })
      }
    }
    const file = await container()
      .resolve(Modules.FILE)
      .createFiles({
        filename: "bouquet.jpg",
        mimeType: "image/jpeg",
        content: PHOTO.toString("base64"),
        access: "public",
      })
    await showEverywhere(file.url)
    const pictured = await placeOrder(container(), AZIZA)
    expect((await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })).photo).toBeDefined()
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    const taken = await dilnoza.sees(
      saying("workshop.card_accepted", { number: pictured.number, florist: "Dilnoza" }),
      { in: FLORISTS },
    )
    expect(taken.photo).toBeDefined()
    expect((await dilnoza.sees(saying("workshop.work_accepted"))).photo).toBeDefined()
    await container().resolve(Modules.FILE).deleteFiles(file.id)

    await showEverywhere("http://localhost:9/static/not-there.jpg")
    const order = await placeOrder(container(), AZIZA)
    const card = await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })
    expect(card.photo).toBeUndefined()
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.card_accepted", { number: order.number, florist: "Dilnoza" }), {
      in: FLORISTS,
    })
  })

  it("skip events that are older than a day", async () => {
    const { telegram, aziza, dilnoza, begun } = play()
    await Promise.all([enters(aziza), enters(dilnoza)])
    const workshop = workshopOf(container())
    const { assignment } = await workshop.openAssignment({
      order_id: "order_of_long_ago",
      display_id: 4711,
      method: "delivery",
      status: "offered",
      actor: { type: "system" },
    })
    const [transition] = await workshop.listTransitions({ assignment_id: assignment.id })
    await container()
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw("update workshop_transition set created_at = now() - interval '25 hours' where id = ?", [
        transition.id,
      ])
    await sweepAnnouncements(container())
    expect(await unannounced(assignment.id)).toEqual([])
    expect(await delivered(telegram, FLORISTS, begun, /4711/)).toBe(0)
  })

  it("tell the owner when the bot cannot write to the florists' channel", async () => {
    const { telegram, aziza, madina } = play()
    await Promise.all([enters(aziza), enters(madina)])
    const away = await telegram.newChat({
      type: "channel",
      title: "Away",
      members: [MADINA],
      admins: [MADINA],
      bot: false,
    })
    await telegramOf(container()).createChats({ purpose: "florists", chat_id: String(away.id) })
    const order = await placeOrder(container(), AZIZA)
    await madina.sees(saying("notices.admin_chat_closed_florists"), { in: ADMINS })
    await allAnnounced(order.assignmentId)
  })

  it("notify the admin chat once of an order that was canceled because its placing was interrupted", async () => {
    const { telegram, madina, begun } = play()
    const orders = container().resolve(Modules.ORDER)
    const [order] = await orders.createOrders([{ currency_code: "uzs" }])
    await orders.updateOrders([{ id: order.id, metadata: { [INTERRUPTED]: true } }])
    await orders.cancel([order.id])
    const since = new Date(begun - 60_000)
    await Promise.all([1, 2].map(() => notifyOfInterruptedOrders(container(), since)))
    await madina.sees(saying("notices.admin_interrupted"), { in: ADMINS })
    await outboxIsEmpty(container())
    expect(await delivered(telegram, ADMINS, begun, saying("notices.admin_interrupted"))).toBe(1)
  })
})
