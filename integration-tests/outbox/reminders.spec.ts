import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { remindStaff } from "../../src/bot/messages/reminders"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { acceptOrderWorkflow } from "../../src/workflows/assignment/accept-order"
import { ADMINS, AZIZA, BOBUR, botSuite, COURIERS, DILNOZA, FLORISTS, MADINA } from "../bot/support"
import { enters, outboxIsEmpty, placeOrder, words, workshopOf } from "../bot/workshop-support"
import { pattern, saying } from "../support/labels"
import { withOptions } from "../support/limits"

jest.setTimeout(300_000)

const MINUTE = 60_000
const LONG_WAIT = { within: 60_000 }

botSuite("reminders", ({ telegram: connect, container }) => {
  const begin = async () => {
    const telegram = connect()
    const [aziza, dilnoza, bobur, madina] = [AZIZA, DILNOZA, BOBUR, MADINA].map((id) => telegram.person(id))
    await Promise.all([aziza, dilnoza, bobur, madina].map((person) => enters(person)))
    const order = await placeOrder(container(), AZIZA)
    await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS, ...LONG_WAIT })
    return { telegram, aziza, dilnoza, bobur, madina, order, begun: Date.now() }
  }

  /** Runs the job twice in parallel and once more, at this time. */
  const remindAt = async (now: Date) => {
    await Promise.all([remindStaff(container(), now), remindStaff(container(), now)])
    await remindStaff(container(), now)
    await outboxIsEmpty(container())
  }
  const inMinutes = (minutes: number) => remindAt(new Date(Date.now() + minutes * MINUTE))

  const reminded = async (
    telegram: ReturnType<typeof connect>,
    chat_id: number,
    what: RegExp,
    since: number,
  ) =>
    (await telegram.calls({ chat_id })).filter(
      ({ at, ok, method, params }) =>
        at >= since && ok && method === "sendMessage" && what.test(String(params.text)),
    ).length

  const slotOf = async (orderId: string) => {
    const [delivery] = await container()
      .resolve<DeliveryModuleService>(DELIVERY_MODULE)
      .listDeliveries({ order_id: orderId })
    if (!delivery.starts_at || !delivery.ends_at) {
      throw new Error("The order has no slot.")
    }
    return { starts: delivery.starts_at.getTime(), ends: delivery.ends_at.getTime() }
  }

  const write = (sql: string, values: unknown[]) =>
    container()
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw(sql, values as string[])

  it("reminds the florists of an order that nobody accepts, then the owner, each once", async () => {
    const { telegram, dilnoza, madina, order, begun } = await begin()
    const card = await dilnoza.sees(saying("workshop.card_offered"), { in: FLORISTS })

    await inMinutes(10)
    expect(await reminded(telegram, FLORISTS, saying("reminders.accept"), begun)).toBe(0)
    await inMinutes(16)
    const reminder = await dilnoza.sees(saying("reminders.accept", { minutes: /1[5-9]/ }), {
      in: FLORISTS,
      ...LONG_WAIT,
    })
    expect(reminder.reply_to_message_id).toBe(card.message_id)
    expect(await reminded(telegram, ADMINS, saying("reminders.alarm"), begun)).toBe(0)

    await inMinutes(31)
    await madina.sees(saying("reminders.alarm", { number: order.number }), { in: ADMINS, ...LONG_WAIT })
    await madina.sees(saying("reminders.alarm", { number: order.number }), LONG_WAIT)
    await inMinutes(40)
    expect(await reminded(telegram, FLORISTS, saying("reminders.accept"), begun)).toBe(1)
    expect(await reminded(telegram, ADMINS, saying("reminders.alarm"), begun)).toBe(1)
    expect(await reminded(telegram, MADINA, saying("reminders.alarm"), begun)).toBe(1)

    // An accepted order sends no more reminders.
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"), LONG_WAIT)
    await inMinutes(50)
    expect(await reminded(telegram, FLORISTS, saying("reminders.accept"), begun)).toBe(1)
  })

  it("reminds the florist of the slot, then the couriers and the courier, unless the step is done", async () => {
    const { telegram, dilnoza, bobur, order, begun } = await begin()
    const { starts, ends } = await slotOf(order.orderId)
    await dilnoza.taps(saying("workshop.do_accept"), { in: FLORISTS })
    await dilnoza.sees(saying("workshop.work_accepted"), LONG_WAIT)

    await remindAt(new Date(starts - 61 * MINUTE))
    expect(await reminded(telegram, DILNOZA, saying("reminders.florist"), begun)).toBe(0)
    await remindAt(new Date(starts - 59 * MINUTE))
    await dilnoza.sees(saying("reminders.florist", { number: order.number }), LONG_WAIT)

    await dilnoza.sends("/work")
    await dilnoza.taps(saying("workshop.do_mark_ready"), LONG_WAIT)
    await dilnoza.taps(saying("workshop.without_photo"), LONG_WAIT)
    await bobur.sees(new RegExp(`№${order.number}`), { in: COURIERS, ...LONG_WAIT })
    await remindAt(new Date(ends - 44 * MINUTE))
    await bobur.sees(saying("reminders.no_courier"), { in: COURIERS, ...LONG_WAIT })
    await bobur.taps(
      pattern`${saying("workshop.do_accept")}|${saying("workshop.do_take_delivery")}|${saying("workshop.do_pick_up")}`,
      { in: COURIERS, ...LONG_WAIT },
    )
    await bobur.sees(new RegExp(`№${order.number}`), LONG_WAIT)
    await remindAt(new Date(ends - 40 * MINUTE))
    await bobur.sees(saying("reminders.courier"), LONG_WAIT)

    expect(await reminded(telegram, DILNOZA, saying("reminders.florist"), begun)).toBe(1)
    expect(await reminded(telegram, COURIERS, saying("reminders.no_courier"), begun)).toBe(1)
    expect(await reminded(telegram, BOBUR, saying("reminders.courier"), begun)).toBe(1)
  })

  it("sends no reminder to someone who accepts long after the reminder's time, nor after the slot", async () => {
    const { telegram, dilnoza, order, begun } = await begin()
    const { starts, ends } = await slotOf(order.orderId)
    await acceptOrderWorkflow(container()).run({
      input: { assignment_id: order.assignmentId, actor: { type: "staff", telegram_id: String(DILNOZA) } },
    })
    await dilnoza.sees(saying("workshop.work_accepted"), LONG_WAIT)
    const acceptedAt = (minutes: number) =>
      write("update workshop_assignment set accepted_at = ? where id = ?", [
        new Date(starts - minutes * MINUTE),
        order.assignmentId,
      ])
    await acceptedAt(45)
    await remindAt(new Date(starts - 40 * MINUTE))
    await acceptedAt(90)
    await remindAt(new Date(ends + MINUTE))
    expect(await reminded(telegram, DILNOZA, saying("reminders.florist"), begun)).toBe(0)
    // Simulates downtime: the reminder's time passed, and the slot is not over.
    await remindAt(new Date(starts - 20 * MINUTE))
    expect(await reminded(telegram, DILNOZA, saying("reminders.florist"), begun)).toBe(1)
    expect((await workshopOf(container()).retrieveAssignment(order.assignmentId)).status).toBe("accepted")
    expect(words(await dilnoza.sees(saying("reminders.florist")))).toContain(`№${order.number}`)
  })

  it("keeps quiet at night: no sound, no reminders, and one message at the opening", async () => {
    const { telegram, dilnoza, madina, begun } = await begin()
    /** A time of day in Tashkent, some hours from now. */
    const clock = (hours: number) =>
      new Date(Date.now() + (5 + hours) * 60 * MINUTE).toISOString().slice(11, 16)
    const opening = Math.floor(Date.now() / MINUTE) * MINUTE + 60 * MINUTE
    await withOptions(container(), { quietHours: `${clock(-1)}-${clock(1)}` }, async () => {
      const order = await placeOrder(container(), AZIZA)
      await dilnoza.sees(saying("workshop.card_offered", { number: order.number }), {
        in: FLORISTS,
        ...LONG_WAIT,
      })
      await outboxIsEmpty(container())
      const soundless = async (chat_id: number) =>
        (await telegram.calls({ chat_id }))
          .filter(
            ({ method, params }) =>
              /^send/.test(method) && JSON.stringify(params).includes(`№${order.number}`),
          )
          .map(({ params }) => Boolean(params.disable_notification))
      expect(new Set(await soundless(FLORISTS))).toEqual(new Set([true]))
      expect(new Set(await soundless(ADMINS))).toEqual(new Set([true]))
      expect(await soundless(AZIZA)).not.toContain(true)

      await inMinutes(50)
      expect(await reminded(telegram, FLORISTS, saying("reminders.accept"), begun)).toBe(0)
      await remindAt(new Date(opening + MINUTE))
      const news = await dilnoza.sees(saying("reminders.overnight", { count: 2 }), {
        in: FLORISTS,
        ...LONG_WAIT,
      })
      expect(words(news)).toContain(`№${order.number} · `)
      await madina.sees(saying("reminders.overnight", { count: 2 }), { in: ADMINS, ...LONG_WAIT })
      expect(await reminded(telegram, FLORISTS, saying("reminders.accept"), begun)).toBe(0)
      await remindAt(new Date(opening + 16 * MINUTE))
      expect(await reminded(telegram, FLORISTS, saying("reminders.accept", { minutes: 16 }), begun)).toBe(2)
      expect(await reminded(telegram, FLORISTS, saying("reminders.overnight"), begun)).toBe(1)
      expect(await reminded(telegram, ADMINS, saying("reminders.overnight"), begun)).toBe(1)
    })
  })
})
