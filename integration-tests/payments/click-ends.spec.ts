import { Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow, updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { NO_MONEY, STATUS } from "../../packages/sandbox/click/ledger"
import expireUnpaidOrders from "../../src/jobs/expire-unpaid-orders"
import settleGatewayPayments from "../../src/jobs/settle-gateway-payments"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { createAdmin } from "../support/admin"
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

const DELIVERY = { ikpu: "10112006002000000", packageCode: "1209885" }
const { click, url, shopIsAt } = withClick({
  CLICK_TAX_ID: "301234567",
  CLICK_DELIVERY_IKPU: DELIVERY.ikpu,
  CLICK_DELIVERY_PACKAGE_CODE: DELIVERY.packageCode,
})

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let key: string
    let order: ClickOrder
    beforeAll(async () => {
      jobsRunByHand()
      shopIsAt(api.defaults.baseURL)
      shop = await createDeliveryFixture(getContainer())
      await offerClick(getContainer(), shop)
      const [found] = await getContainer().resolve(Modules.API_KEY).listApiKeys({ type: "publishable" })
      key = found.token
    })
    beforeEach(async () => {
      order = await placeClickOrder(getContainer(), shop)
    })
    afterEach(() => {
      const { faults } = click()
      faults.reversalRefused = undefined
      faults.itemsRefused = undefined
      faults.answersLost = false
      faults.away = false
    })

    const { begin, prepare, complete } = clickCalls(click)
    const gateway = () => getContainer().resolve<GatewayModuleService>(GATEWAY_MODULE)
    const money = () => moneyOf(getContainer(), order.order_id)
    const becomes = (expected: object) => moneyIs(getContainer(), order.order_id, expected)
    const passes = () => minutesPass(getContainer())
    const cancelInMedusa = () =>
      cancelOrderWorkflow(getContainer()).run({ input: { order_id: order.order_id } })
    const givenBack = { captured: 0, transactions: [{ state: "canceled", needs_attention: null }] }

    /** Prepared, and debited. */
    const debited = async () => {
      const payment = begin(order)
      expect(await prepare(payment)).toBe(0)
      payment.status = STATUS.paid
      return payment
    }
    const paid = async () => {
      const payment = await debited()
      expect(await complete(payment)).toBe(0)
      await becomes({ assignment: "offered", captured: order.total, payments: 1 })
      return payment
    }
    const withoutEvents = async (act: () => Promise<unknown>) => {
      const bus = getContainer().resolve(Modules.EVENT_BUS)
      const silent = jest.spyOn(bus, "emit").mockResolvedValue(undefined)
      try {
        await act()
      } finally {
        silent.mockRestore()
      }
    }
    const calls = async (method: string) => gateway().listGatewayCalls({ method })

    it("tells a storefront where to pay, and how it goes", async () => {
      const shown = async () => {
        const { data } = await api.get(`/store/orders/${order.order_id}/payment`, {
          headers: { "x-publishable-api-key": key },
        })
        return data
      }
      const waiting = await shown()
      expect(waiting).toMatchObject({ status: "awaiting_payment", reference: order.reference })
      expect(waiting.checkout_url).toBe(
        `${url()}/click/services/pay/?service_id=30123&merchant_id=20456&amount=${order.total}.00&transaction_param=${order.reference}`,
      )
      const payment = await debited()
      expect(await shown()).toMatchObject({ status: "processing" })
      await complete(payment)
      await becomes({ assignment: "offered" })
      expect(await shown()).toMatchObject({ status: "paid", checkout_url: null })
    })

    describe("an order that cannot be had any more", () => {
      it("was canceled between Prepare and Complete: -9, and the money goes back", async () => {
        const payment = await debited()
        await cancelInMedusa()
        expect([await complete(payment), await complete(payment)]).toEqual([-9, -9])
        await becomes({ transactions: [{ state: "performed", needs_attention: "order_canceled" }] })
        click().faults.reversalRefused = "Отмена запрещена"
        await passes()
        await becomes({ transactions: [{ state: "performed", needs_attention: "order_canceled" }] })
        expect(await calls("payment/reversal")).toMatchObject([
          { outcome: "refused", answer: { refusal: "Отмена запрещена" } },
        ])
        click().faults.reversalRefused = undefined
        await passes()
        expect(payment.status).toBe(STATUS.reversed)
        await becomes({ order: "canceled", ...givenBack })
        expect(await complete(payment)).toBe(-9)
        await becomes(givenBack)
      })

      it("was changed by staff: 0 after the debit, and the money goes back", async () => {
        const payment = await debited()
        const [collection] = await getContainer()
          .resolve(Modules.PAYMENT)
          .listPaymentCollections({}, { order: { created_at: "DESC" }, take: 1 })
        await getContainer()
          .resolve(Modules.PAYMENT)
          .updatePaymentCollections(collection.id, { amount: order.total + 1 })
        expect([await complete(payment), await complete(payment)]).toEqual([0, -4])
        await becomes({ captured: 0, transactions: [{ needs_attention: "amount_differs" }] })
        await passes()
        expect(payment.status).toBe(STATUS.reversed)
        await becomes({ assignment: "awaiting_payment", ...givenBack })
      })

      it("was paid meanwhile: -9 for what was given up before, and the money goes back", async () => {
        const first = await debited()
        const [{ id }] = (await money()).transactions
        await gateway().updateGatewayTransactions({ id, expires_at: new Date(Date.now() - 1) })
        await paid()
        expect([await complete(first), await complete(first)]).toEqual([-9, -9])
        await becomes({ transactions: [{ state: "canceled", needs_attention: "refund_due" }, {}] })
        await passes()
        expect(first.status).toBe(STATUS.reversed)
        await becomes({
          captured: order.total,
          refunded: 0,
          transactions: [{ state: "canceled", needs_attention: null }, { state: "performed" }],
        })
      })

      it("has its second payment refused before any money moves", async () => {
        await paid()
        expect(await prepare(begin(order))).toBe(-4)
        await cancelInMedusa()
        expect(await prepare(begin(order))).toBe(-9)
      })
    })

    describe("what Click says no more of", () => {
      it("is waited for, and given up when Click has no money for it", async () => {
        const payment = begin(order)
        await prepare(payment)
        const { assignmentId: id } = await money()
        await getContainer()
          .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
          .updateAssignments({ id, payment_due_at: new Date(Date.now() - 1) })
        await expireUnpaidOrders(getContainer())
        await passes()
        expect(await money()).toMatchObject({ assignment: "awaiting_payment" })
        payment.status = NO_MONEY
        await passes()
        await becomes({ transactions: [{ state: "canceled", reason: NO_MONEY }] })
        await expireUnpaidOrders(getContainer())
        await becomes({ assignment: "canceled" })
      })

      it("is paid at Click: then it is paid here, also while Click is away for a time", async () => {
        await debited()
        click().faults.away = true
        await passes()
        expect(await money()).toMatchObject({ transactions: [{ state: "in_progress" }] })
        click().faults.away = false
        await Promise.all([passes(), passes()])
        await becomes({ assignment: "offered", captured: order.total, payments: 1 })
      })

      it("is known by its reference where Click never told its own number", async () => {
        await debited()
        const [{ id }] = (await money()).transactions
        await gateway().updateGatewayTransactions({ id, payment_id: null })
        await passes()
        await becomes({ assignment: "offered", captured: order.total })
      })

      it("is given back in Click's cabinet, of which the shop hears by asking", async () => {
        const payment = await paid()
        payment.status = STATUS.reversed
        const [{ id }] = (await money()).transactions
        const yesterday = new Date(Date.now() - 25 * 3_600_000)
        await gateway().updateGatewayTransactions({ id, performed_at: yesterday })
        await passes()
        await becomes({ order: "canceled", refunded: order.total, transactions: [{ state: "canceled" }] })
      })
    })

    it("is finished by the sweep, once, when the process died after Click's word", async () => {
      const payment = await debited()
      await withoutEvents(() => complete(payment))
      expect(await money()).toMatchObject({ captured: 0, transactions: [{ settled_state: null }] })
      await Promise.all([settleGatewayPayments(getContainer()), settleGatewayPayments(getContainer())])
      await becomes({ assignment: "offered", captured: order.total, payments: 1 })
    })

    it("hears 0 after a debit though the shop fails, and is asked later", async () => {
      const payment = await debited()
      const broken = jest
        .spyOn(getContainer().resolve(Modules.LOCKING), "execute")
        .mockRejectedValue(new Error("the lock is lost"))
      try {
        expect(await complete(payment)).toBe(0)
      } finally {
        broken.mockRestore()
      }
      expect(await money()).toMatchObject({ transactions: [{ state: "in_progress" }] })
      await passes()
      await becomes({ assignment: "offered", captured: order.total })
    })

    it("completes once of several at once", async () => {
      const payment = await debited()
      const codes = await Promise.all([1, 2, 3].map(() => complete(payment)))
      expect(codes.every((code) => code === 0 || code === -4)).toBe(true)
      expect(codes).toContain(0)
      await becomes({ captured: order.total, payments: 1 })
    })

    describe("a refund in Medusa's admin", () => {
      const ask = async (amount: number) => {
        const { options } = await createAdmin(getContainer(), `${Math.random()}@example.uz`)
        const { data } = await api.get(
          `/admin/orders/${order.order_id}?fields=payment_collections.payments.id`,
          options,
        )
        const [{ payments }] = data.order.payment_collections
        return api.post(`/admin/payments/${payments[0].id}/refund`, { amount }, options)
      }

      it("is the whole payment, once; the order is canceled with it", async () => {
        const payment = await paid()
        const part = await ask(1000)
        expect([part.status, part.data.message]).toEqual([400, expect.stringMatching(/whole payments only/)])
        expect(await money()).toMatchObject({ refunded: 0, transactions: [{ state: "performed" }] })
        expect((await ask(order.total)).status).toBe(200)
        expect(payment.status).toBe(STATUS.reversed)
        await becomes({
          order: "canceled",
          refunded: order.total,
          transactions: [{ state: "canceled", settled_state: "canceled", needs_attention: null }],
        })
        expect((await ask(order.total)).status).toBe(400)
        expect(await money()).toMatchObject({ refunded: order.total })
      })

      it("is refused in Click's own words", async () => {
        await paid()
        click().faults.reversalRefused = "Срок отмены истёк"
        const { status, data } = await ask(order.total)
        expect([status, data.message]).toEqual([400, "Click refuses: Срок отмены истёк"])
        expect(await money()).toMatchObject({ order: "pending", refunded: 0 })
      })

      it("is done though Click's answer is lost, and not done while Click is away", async () => {
        const payment = await paid()
        click().faults.away = true
        expect((await ask(order.total)).data.message).toMatch(/Click does not answer/)
        expect(payment.status).toBe(STATUS.paid)
        click().faults.away = false
        click().faults.answersLost = true
        expect((await ask(order.total)).status).toBe(200)
        await becomes({ refunded: order.total, transactions: [{ state: "canceled" }] })
      })
    })

    describe("a paid order that staff cancel", () => {
      it("is refunded with it", async () => {
        const payment = await paid()
        await cancelInMedusa()
        expect(payment.status).toBe(STATUS.reversed)
        await becomes({
          order: "canceled",
          assignment: "canceled",
          refunded: order.total,
          transactions: [{ state: "canceled", settled_state: "canceled", needs_attention: null }],
        })
      })

      it("is shown to staff while Click refuses, and tried again", async () => {
        const payment = await paid()
        click().faults.reversalRefused = "Отмена запрещена"
        await cancelInMedusa()
        await becomes({ order: "canceled", refunded: 0, transactions: [{ needs_attention: "refund_due" }] })
        await passes()
        await becomes({ refunded: 0, transactions: [{ needs_attention: "refund_due" }] })
        click().faults.reversalRefused = undefined
        await passes()
        expect(payment.status).toBe(STATUS.reversed)
        await becomes({ refunded: order.total, transactions: [{ state: "canceled", needs_attention: null }] })
      })
    })

    it("tells Click what was sold, in tiyin, again until it accepts it", async () => {
      await updateProductsWorkflow(getContainer()).run({
        input: {
          selector: { id: shop.five.product_id },
          update: { metadata: { ikpu: "00601001001000000", package_code: "1501234", vat_percent: 12 } },
        },
      })
      const payment = await paid()
      await becomes({ transactions: [{ settled_state: "performed" }] })
      click().faults.itemsRefused = "ОФД недоступен"
      await passes()
      expect(await money()).toMatchObject({ transactions: [{ fiscal: null }] })
      click().faults.itemsRefused = undefined
      await passes()
      await passes()
      const items = payment.items as { Price: number; VAT: number; VATPercent: number; SPIC: string }[]
      expect(items.map(({ SPIC }) => SPIC)).toEqual(["00601001001000000", DELIVERY.ikpu])
      expect(items.reduce((sum, { Price }) => sum + Price, 0)).toBe(order.amount)
      for (const { Price, VAT, VATPercent } of items) {
        expect([VATPercent, VAT]).toEqual([12, Math.round((Price * 12) / 112)])
      }
      expect((await money()).transactions[0].fiscal).toMatchObject({ PERFORM: { items } })
      expect((await calls("payment/ofd_data/submit_items")).map(({ outcome }) => outcome).sort()).toEqual([
        "ok",
        "refused",
      ])
    })

    it("sends the bill into somebody's Click app, while the order waits for it", async () => {
      const send = (phone: string, id = order.order_id) =>
        api.post(
          `/store/orders/${id}/payment/invoice`,
          { phone },
          { headers: { "x-publishable-api-key": key }, validateStatus: () => true },
        )
      const { status, data } = await send("+998 90 123-45-67")
      expect([status, data]).toEqual([200, { invoice_id: expect.any(String) }])
      expect(click().ledger.invoices[0]).toMatchObject({
        phone: "998901234567",
        reference: order.reference,
        amount: order.amount,
      })
      expect((await send("12")).data).toMatchObject({ code: "invalid_phone" })
      expect((await send("+998901234567", "order_nobodys")).status).toBe(404)
      click().faults.away = true
      expect((await send("+998901234567")).data).toMatchObject({ code: "gateway_silent" })
      click().faults.away = false
      await debited()
      expect((await send("+998901234567")).data).toMatchObject({ code: "payment_in_progress" })
      // Whoever goes on sending bills of one order is stopped.
      const answers = await Promise.all([1, 2, 3].map((last) => send(`+99890123456${last}`)))
      expect(answers.map(({ status }) => status)).toContain(429)
      expect(answers.find(({ status }) => status === 429)?.headers["retry-after"]).toMatch(/^\d+$/)
    })
  },
})
