import { shopSuite } from "../support/shop-suite"
import { codeOf } from "../../packages/sandbox/click/hooks"
import { fifteenCases } from "../../packages/sandbox/click/test-runs"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { jobsRunByHand } from "../support/jobs-by-hand"
import {
  clickCalls,
  minutesPass,
  offerClick,
  placeClickOrder,
  withClick,
  type ClickOrder,
} from "./click-support"
import { moneyIs, moneyOf } from "./payme-support"

const { click, url, shopIsAt } = withClick()

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let order: ClickOrder
    beforeAll(async () => {
      jobsRunByHand()
      shopIsAt(api.defaults.baseURL)
      shop = await createDeliveryFixture(getContainer())
      await offerClick(getContainer(), shop)
    })
    beforeEach(async () => {
      order = await placeClickOrder(getContainer(), shop)
    })

    const money = (of = order) => moneyOf(getContainer(), of.order_id)
    const becomes = (expected: object, of = order) => moneyIs(getContainer(), of.order_id, expected)
    const paid = { assignment: "offered", captured: expect.any(Number), refunded: 0, payments: 1 }

    it("passes Click's 15 cases; case 8 does not cancel a performed payment", async () => {
      const second = await placeClickOrder(getContainer(), shop)
      const steps = await fifteenCases(click().shop, click().ledger, [order, second])
      expect(steps).toHaveLength(15)
      expect(steps.filter(({ passed }) => !passed)).toEqual([])
      expect(await money()).toMatchObject({
        order: "pending",
        refunded: 0,
        transactions: [{ state: "performed", needs_attention: "canceled_by_gateway" }],
      })
      await minutesPass(getContainer())
      await becomes({ ...paid, captured: order.total, transactions: [{ needs_attention: null }] })
      await becomes(
        {
          ...paid,
          captured: second.total,
          transactions: [{ state: "canceled", needs_attention: null }, { state: "performed" }],
        },
        second,
      )
    })

    it("answers Prepare with integers, and repeats the same answer for repeated and parallel calls", async () => {
      const { begin } = clickCalls(click)
      const payment = begin(order)
      const answers = await Promise.all(
        [1, 2, 3].map(async () => (await click().shop.prepare(payment)).answered),
      )
      answers.push((await click().shop.prepare(payment)).answered)
      expect(answers[0]).toEqual({
        click_trans_id: payment.transId,
        merchant_trans_id: order.reference,
        merchant_prepare_id: expect.any(Number),
        error: 0,
        error_note: "Success",
      })
      expect(answers.every((one) => JSON.stringify(one) === JSON.stringify(answers[0]))).toBe(true)
      const { merchant_prepare_id: number } = answers[0] as { merchant_prepare_id: number }
      expect(Number.isInteger(number) && number > 0).toBe(true)
      payment.prepareId = number
      expect((await click().shop.complete(payment)).answered).toMatchObject({
        merchant_confirm_id: number,
        error: 0,
      })
      expect((await click().shop.complete(payment)).answered).toMatchObject({
        merchant_confirm_id: number,
        error: -4,
      })
    })

    it("refuses each invalid request with its error code", async () => {
      const { begin, prepare } = clickCalls(click)
      const payment = begin(order)
      const asked = async (changes: Record<string, string>) =>
        codeOf(await click().shop.prepare(payment, changes))
      expect(await asked({ amount: "1.00" })).toBe(-2)
      expect(await asked({ amount: "1e3" })).toBe(-2)
      expect(await asked({ action: "1" })).toBe(-3)
      expect(await asked({ merchant_trans_id: "0x1" })).toBe(-5)
      expect(await asked({ service_id: "1" })).toBe(-8)
      expect(await asked({ click_trans_id: "abc" })).toBe(-8)
      expect(await prepare(payment)).toBe(0)
      expect(await prepare(begin(order))).toBe(-9)
      const completed = async (changes: Record<string, string>) =>
        codeOf(await click().shop.complete(payment, 0, changes))
      expect(await completed({ action: "0" })).toBe(-3)
      expect(await completed({ merchant_trans_id: "99999999" })).toBe(-5)
      expect(await completed({ click_trans_id: "1" })).toBe(-6)
      expect(await money()).toMatchObject({ transactions: [{ state: "in_progress" }] })
    })

    describe("the stand-in's pay page", () => {
      /** Makes the page address unique: order numbers restart with each test, pay pages do not. */
      let visit = 0
      beforeEach(() => {
        visit += 1
      })
      const page = () => new URL(`${order.payment.checkout_url}&visit=${visit}`)
      const does = async (action: string) => {
        const response = await fetch(page(), {
          method: "POST",
          body: new URLSearchParams({ action }),
          redirect: "follow",
        })
        expect(response.status).toBe(200)
        const [, state] = /data-state="(\w+)"/.exec(await response.text()) ?? []
        return state
      }

      it("takes the payment and refunds it", async () => {
        expect(page().origin + page().pathname).toBe(`${url()}/click/services/pay/`)
        expect((await fetch(page())).status).toBe(200)
        expect(await does("pay")).toBe("paid")
        await becomes({ ...paid, captured: order.total })
        expect(await does("refund")).toBe("refunded")
        await minutesPass(getContainer())
        await becomes({
          order: "canceled",
          refunded: order.total,
          transactions: [{ state: "canceled", settled_state: "canceled", needs_attention: null }],
        })
      })

      it("declines a payment, then takes a later one", async () => {
        expect(await does("decline")).toBe("declined")
        expect(await does("pay_twice")).toBe("paid")
        await becomes({
          ...paid,
          transactions: [{ state: "canceled", reason: -5017 }, { state: "performed" }],
        })
      })

      it("reports nothing after a payment: the shop finds the payment by its own request", async () => {
        expect(await does("come_late")).toBe("unreported")
        expect(await money()).toMatchObject({ captured: 0, transactions: [{ state: "in_progress" }] })
        await minutesPass(getContainer())
        await becomes({ ...paid, captured: order.total, transactions: [{ state: "performed" }] })
        expect(await does("pay")).toBe("paid")
      })
    })
  },
})
