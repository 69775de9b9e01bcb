import { AZIZA, botSuite, DILNOZA, FLORISTS } from "./support"
import { comesToSummaryAgain, ordersByPayme, ordersOf } from "./checkout-support"
import { comesIn, words } from "./shopper-support"
import { outboxIsEmpty } from "./workshop-support"
import remindUnpaidOrders from "../../src/jobs/remind-unpaid"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { configurePayme, moneyOf, newTransactionId, paymeClient } from "../payments/payme-support"
import { eventually } from "../support/eventually"
import { label, pattern, price, saying } from "../support/labels"
import { withOptions } from "../support/limits"
import { optionsOf } from "../../src/workflows/settings"

configurePayme()

botSuite("paying by Payme in the bot", ({ telegram, container, api }) => {
  const within = 60_000

  const orders = async () => {
    const aziza = telegram().person(AZIZA)
    const card = await ordersByPayme(container(), aziza)
    const [{ id: orderId }] = await ordersOf(container())
    return { aziza, card, orderId }
  }

  it("shows where to pay and until when; the florists see the order once it is paid", async () => {
    const { aziza, card, orderId } = await orders()
    expect(words(card)).toMatch(saying("payment.card", { until: /\d\d:\d\d/ }))
    const [pay] = card.buttons?.flat() ?? []
    expect(pay).toMatchObject({ url: expect.stringMatching(/^https:\/\/checkout\.paycom\.uz\//) })
    const dilnoza = telegram().person(DILNOZA)
    await comesIn(dilnoza)
    await dilnoza.seesNot(/№1/, { in: FLORISTS, anyTime: true })

    const payme = paymeClient(api)
    const id = newTransactionId()
    const charge = { amount: 28_000_000, account: { order_id: "1" } }
    expect(await payme("CreateTransaction", { id, time: Date.now(), ...charge })).toMatchObject({
      result: { state: 1 },
    })
    expect(await payme("PerformTransaction", { id })).toMatchObject({ result: { state: 2 } })
    await dilnoza.sees(saying("workshop.card_offered", { number: 1 }), { in: FLORISTS, within })
    const settled = await aziza.sees(saying("payment.card_paid", { number: 1, total: price(280_000) }), {
      within,
      anyTime: true,
    })
    expect(settled.message_id).toBe(card.message_id)
    expect(settled.buttons ?? []).toEqual([])
    await outboxIsEmpty(container())
    const after = (await aziza.messages()).filter(({ message_id }) => message_id > card.message_id)
    const notice = saying("notices.paid", { number: 1, total: price(280_000) })
    expect(after.map(words)).toEqual([expect.stringMatching(notice)])
    expect(await moneyOf(container(), orderId)).toMatchObject({ captured: 280_000, assignment: "offered" })
  })

  it("sends a reminder, and accepts another payment method", async () => {
    const { aziza, orderId } = await orders()
    const { assignmentId: id } = await moneyOf(container(), orderId)
    await container()
      .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      .updateAssignments({ id, payment_due_at: new Date(Date.now() + 4 * 60_000) })
    await Promise.all([remindUnpaidOrders(container()), remindUnpaidOrders(container())])
    await aziza.sees(saying("payment.reminder", { number: 1 }), { within, anyTime: true })

    await aziza.taps(saying("payment.another_method"))
    await aziza.sees(saying("payment.choose"), { within })
    await aziza.taps(saying("checkout.pay_pp_system_default"))
    await aziza.sees(saying("payment.changed", { method: saying("checkout.pay_pp_system_default") }), {
      within,
    })
    await aziza.sees(saying("payment.card_on_delivery", { number: 1, total: price(280_000) }), {
      within,
      anyTime: true,
    })
    await eventually(async () =>
      expect(await moneyOf(container(), orderId)).toMatchObject({ assignment: "offered", captured: 0 }),
    )
    const late = await paymeClient(api)("CheckPerformTransaction", {
      amount: 28_000_000,
      account: { order_id: "1" },
    })
    expect(late.error?.code).toBe(-31053)
  })

  it("limits unpaid orders, and the change of one to cash", async () => {
    const options = { unpaidOrders: 1, firstCashOrder: "advance", firstCashOrderValue: 100_000 } as const
    await withOptions(container(), options, async () => {
      const { aziza, orderId } = await orders()
      const open = async () => (await ordersOf(container())).length
      optionsOf(container()).unpaidOrders = 2
      await comesToSummaryAgain(container(), aziza)
      await aziza.sees(saying("errors.first_order_in_advance"))
      const methods = (await aziza.buttons()).filter((text) => /Payme|При получении/.test(text))
      expect(methods).toEqual([expect.stringContaining("Payme")])
      optionsOf(container()).unpaidOrders = 1
      await aziza.taps(saying("checkout.pay_button", { method: "Payme", total: price(280_000) }))
      await aziza.sees(saying("errors.unpaid_orders"))
      expect((await aziza.buttons()).filter((text) => /Payme/.test(text))).toEqual([])
      expect(await open()).toBe(1)

      optionsOf(container()).firstCashOrder = "call"
      await aziza.sends("/orders")
      await aziza.taps(/№1/)
      await aziza.taps(saying("payment.another_method"))
      await aziza.sees(saying("payment.choose"), { within })
      optionsOf(container()).firstCashOrder = "advance"
      await aziza.taps(saying("checkout.pay_pp_system_default"))
      await aziza.sees(saying("errors.first_order_in_advance"), { within })
      expect((await moneyOf(container(), orderId)).assignment).toBe("awaiting_payment")
      await aziza.taps(saying("payment.another_method"))
      await aziza.sees(pattern`${saying("payment.choose")}[^]*${saying("errors.first_order_in_advance")}$`, {
        within,
      })
      expect(await aziza.buttons()).toEqual([label("common.back")])
      optionsOf(container()).firstCashOrder = "call"
      await aziza.taps(saying("common.back"))
      await aziza.taps(saying("payment.another_method"))
      await aziza.taps(saying("checkout.pay_pp_system_default"))
      await aziza.sees(saying("payment.changed"), { within })
      const dilnoza = telegram().person(DILNOZA)
      await comesIn(dilnoza)
      await dilnoza.sees(pattern`${saying("workshop.card_offered")}[^]*${saying("workshop.call_first")}`, {
        in: FLORISTS,
        within,
        anyTime: true,
      })
    })
  })
})
