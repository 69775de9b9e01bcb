import { Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow, updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { GatewayEvents } from "../../src/lib/events"
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
import { withOptions } from "../support/limits"
import {
  clickCalls,
  minutesPass,
  offerClick,
  placeClickOrder,
  withClick,
  DELIVERY,
  type ClickOrder,
} from "./click-support"
import { moneyIs, moneyOf } from "./payme-support"

const { click, url, shopIsAt } = withClick()

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
      faults.unreachable = false
    })

    const { begin, prepare, complete } = clickCalls(click)
    const gateway = () => getContainer().resolve<GatewayModuleService>(GATEWAY_MODULE)
    const money = () => moneyOf(getContainer(), order.order_id)
    const becomes = (expected: object) => moneyIs(getContainer(), order.order_id, expected)
    const passes = () => minutesPass(getContainer())
    const cancelInMedusa = () =>
      cancelOrderWorkflow(getContainer()).run({ input: { order_id: order.order_id } })
    const givenBack = { captured: 0, transactions: [{ state: "canceled", needs_attention: null }] }

    /** Begins a payment, calls Prepare, and debits the money at Click. */
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

    it("shows a storefront the checkout address and the payment's status", async () => {
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

    describe("money for an order that cannot take it", () => {
      it("answers -9 and returns the money when the order was canceled between Prepare and Complete", async () => {
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

      it("answers 0 after the debit and returns the money when staff changed the amount", async () => {
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

      it("answers -9 to an expired payment and returns the money when another payment was performed", async () => {
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

      it("refuses a second Prepare before the debit", async () => {
        await paid()
        expect(await prepare(begin(order))).toBe(-4)
        await cancelInMedusa()
        expect(await prepare(begin(order))).toBe(-9)
      })
    })

    describe("a payment that Click does not report", () => {
      it("waits for Click, and is canceled when Click has no money for it", async () => {
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
        await becomes({ transactions: [{ state: "canceled", cancel_cause: "failed", reason: NO_MONEY }] })
        await expireUnpaidOrders(getContainer())
        await becomes({ assignment: "canceled" })
      })

      it("is performed when Click has the money, also after Click was unreachable", async () => {
        await debited()
        click().faults.unreachable = true
        await passes()
        expect(await money()).toMatchObject({ transactions: [{ state: "in_progress" }] })
        click().faults.unreachable = false
        await Promise.all([passes(), passes()])
        await becomes({ assignment: "offered", captured: order.total, payments: 1 })
      })

      it("is found by its reference when Click never sent its payment id", async () => {
        await debited()
        const [{ id }] = (await money()).transactions
        await gateway().updateGatewayTransactions({ id, payment_id: null })
        await passes()
        await becomes({ assignment: "offered", captured: order.total })
      })

      it("is refunded when Click's cabinet reversed it, found by a request to Click", async () => {
        const payment = await paid()
        payment.status = STATUS.reversed
        const [{ id }] = (await money()).transactions
        const yesterday = new Date(Date.now() - 25 * 3_600_000)
        await gateway().updateGatewayTransactions({ id, performed_at: yesterday })
        await passes()
        await becomes({ order: "canceled", refunded: order.total, transactions: [{ state: "canceled" }] })
      })
    })

    it("settles a payment once by the sweep when the process died after Complete", async () => {
      const payment = await debited()
      await withoutEvents(() => complete(payment))
      expect(await money()).toMatchObject({ captured: 0, transactions: [{ settled_state: null }] })
      await Promise.all([settleGatewayPayments(getContainer()), settleGatewayPayments(getContainer())])
      await becomes({ assignment: "offered", captured: order.total, payments: 1 })
    })

    it("answers 0 after a debit although the lock fails, and settles the payment later", async () => {
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

    it("performs a payment once when Complete arrives several times in parallel", async () => {
      const payment = await debited()
      const emit = jest.spyOn(getContainer().resolve(Modules.EVENT_BUS), "emit")
      const codes = await Promise.all(Array.from({ length: 12 }, () => complete(payment)))
      const events = emit.mock.calls
        .flat()
        .filter((event) => (event as { name?: string })?.name === GatewayEvents.MOVED)
      emit.mockRestore()
      expect(codes.toSorted((one, other) => Number(other) - Number(one))).toEqual([0, ...Array(11).fill(-4)])
      expect(events).toHaveLength(1)
      await becomes({ captured: order.total, payments: 1, transactions: [{ needs_attention: null }] })
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

      it("reverses the whole payment once and cancels the order", async () => {
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

      it("shows Click's own refusal", async () => {
        await paid()
        click().faults.reversalRefused = "Срок отмены истёк"
        const { status, data } = await ask(order.total)
        expect([status, data.message]).toEqual([400, "Click refused the refund: Срок отмены истёк"])
        expect(await money()).toMatchObject({ order: "pending", refunded: 0 })
      })

      it("succeeds when Click's answer is lost, and fails while Click is unreachable", async () => {
        const payment = await paid()
        click().faults.unreachable = true
        expect((await ask(order.total)).data.message).toMatch(/Click did not answer/)
        expect(payment.status).toBe(STATUS.paid)
        click().faults.unreachable = false
        click().faults.answersLost = true
        expect((await ask(order.total)).status).toBe(200)
        await becomes({ refunded: order.total, transactions: [{ state: "canceled" }] })
      })
    })

    describe("a paid order that staff cancel", () => {
      it("is refunded", async () => {
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

      it("is shown to staff as a due refund while Click refuses, and is retried", async () => {
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

    it("sends Click the sold items in tiyin, and repeats this until Click accepts", async () => {
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
      expect((await money()).transactions[0].fiscal).toMatchObject({ payment: { items } })
      expect((await calls("payment/ofd_data/submit_items")).map(({ outcome }) => outcome).sort()).toEqual([
        "ok",
        "refused",
      ])
    })

    it("limits the invoices to one phone number, and of one IP address", async () => {
      await withOptions(getContainer(), { billsPerHour: 1, trustedProxies: 1 }, async () => {
        const send = async (phone: string, address: string): Promise<string> => {
          const { data } = await api.post(
            `/store/orders/${order.order_id}/payment/invoice`,
            { phone },
            {
              headers: { "x-publishable-api-key": key, "x-forwarded-for": address },
              validateStatus: () => true,
            },
          )
          return data.code ?? "sent"
        }
        const answers = [
          await send("+998901234599", "203.0.113.1"),
          await send("+998 90 123-45-99", "203.0.113.2"),
          await send("+998901234598", "203.0.113.1"),
          await send("+998901234597", "203.0.113.3"),
        ]
        expect(answers).toEqual(["sent", "too_many_bills", "too_many_bills", "sent"])
      })
    })

    it("sends an invoice to a Click app while the order awaits payment", async () => {
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
      click().faults.unreachable = true
      expect((await send("+998901234567")).data).toMatchObject({ code: "gateway_silent" })
      click().faults.unreachable = false
      await debited()
      expect((await send("+998901234567")).data).toMatchObject({ code: "payment_in_progress" })
      // The rate limit stops repeated invoices for one order.
      const answers = await Promise.all([1, 2, 3].map((last) => send(`+99890123456${last}`)))
      expect(answers.map(({ status }) => status)).toContain(429)
      expect(answers.find(({ status }) => status === 429)?.headers["retry-after"]).toMatch(/^\d+$/)
    })
  },
})
