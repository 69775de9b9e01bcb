import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { STATUS } from "../../packages/sandbox/click/ledger"
import settleGatewayPayments from "../../src/jobs/settle-gateway-payments"
import markRefundsDue from "../../src/jobs/mark-refunds-due"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { createAdmin } from "../support/admin"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { billOf, orderEdits } from "../support/order-edits"
import { eventually } from "../support/eventually"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { compareRegistry } from "../support/registry"
import { collectDueWorkflow } from "../../src/workflows/order-edits/collect-due"
import { followOrderChanges } from "../../src/workflows/order-edits/follow-order-changes"
import { clickCalls, minutesPass, offerClick, placeClickOrder, withClick } from "./click-support"
import {
  configurePayme,
  moneyIs,
  moneyOf,
  newTransactionId,
  offerPayme,
  PAYME,
  PAYME_KEY,
  paymeClient,
  placePaymeOrder,
  type PaymeClient,
  type PaymeOrder,
} from "./payme-support"

configurePayme()
const { click, shopIsAt } = withClick()

const ROUTE = "/admin/gateway-transactions"

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let admin: Awaited<ReturnType<typeof createAdmin>>
    let payme: PaymeClient
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
      await offerPayme(getContainer(), shop)
      await offerClick(getContainer(), shop)
      shopIsAt(api.defaults.baseURL)
      admin = await createAdmin(getContainer())
    })
    beforeEach(() => {
      payme = paymeClient(api)
    })

    const gateway = () => getContainer().resolve<GatewayModuleService>(GATEWAY_MODULE)
    const workshop = () => getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const get = (path: string, who = admin) => api.get(path, who.options)
    const post = (path: string, body: unknown = {}, who = admin) => api.post(path, body, who.options)
    const list = async (query = "") => (await get(`${ROUTE}?${query}`)).data
    const idsOf = async (query: string) =>
      (await list(query)).gateway_transactions.map(({ external_id }: { external_id: string }) => external_id)

    const begin = async (order: PaymeOrder) => {
      const id = newTransactionId()
      await payme("CreateTransaction", {
        id,
        time: Date.now(),
        amount: order.tiyin,
        account: order.account,
      })
      return id
    }
    /** An order that is paid with Payme and settled in Medusa. */
    const paid = async () => {
      const order = await placePaymeOrder(getContainer(), shop)
      const external_id = await begin(order)
      await payme("PerformTransaction", { id: external_id })
      await eventually(async () =>
        expect(await moneyOf(getContainer(), order.order_id)).toMatchObject({
          captured: order.total,
          transactions: [{ settled_state: "performed" }],
        }),
      )
      const { transactions } = await moneyOf(getContainer(), order.order_id)
      return { order, external_id, id: transactions[0].id, order_id: order.order_id }
    }
    /** A payment that arrived after its order was canceled. */
    const orphaned = async () => {
      const order = await placePaymeOrder(getContainer(), shop)
      const external_id = await begin(order)
      await cancelOrderWorkflow(getContainer()).run({ input: { order_id: order.order_id } })
      const [{ id, order_id }] = (await moneyOf(getContainer(), order.order_id)).transactions
      await gateway().perform({ id, order_id }, new Date())
      await settleGatewayPayments(getContainer())
      return { order, external_id, id, order_id }
    }
    const paymentId = async (orderId: string) => {
      const query = getContainer().resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "order",
        fields: ["payment_collections.payments.id"],
        filters: { id: orderId },
      })
      return String(data[0].payment_collections?.[0]?.payments?.[0]?.id)
    }

    it("takes the difference of a paid order that was edited up by another gateway, once", async () => {
      const { order, external_id, order_id } = await paid()
      const bill = () => billOf(getContainer(), order_id)
      const edits = orderEdits(api, () => admin)
      const [line] = (await bill()).lines
      await edits.changeLine(order_id, line.id, { quantity: 1, unit_price: 500_000 })
      const { total } = await bill()
      const headers = { "x-publishable-api-key": shop.publishable_key }
      const shown = async () => (await api.get(`/store/orders/${order_id}/payment`, { headers })).data
      const amount = (total - order.total) * 100
      expect(await shown()).toMatchObject({ status: "partly_paid", amount_due: amount })
      const url = Buffer.from(
        String((await shown()).checkout_url)
          .split("/")
          .at(-1) ?? "",
        "base64",
      )
      expect(url.toString()).toContain(`a=${amount}`)
      expect((await get(`/admin/orders/${order_id}/assignment`)).data).toMatchObject({
        balance: { due: amount },
        payment_url: (await shown()).checkout_url,
      })

      const { begin: atClick, prepare, complete } = clickCalls(click)
      expect(await prepare(atClick({ ...order, amount: order.tiyin }))).toBe(-2)
      const payment = atClick({ ...order, amount })
      expect(await prepare(payment)).toBe(0)
      expect(await shown()).toMatchObject({ status: "processing" })
      expect((await edits.begin(order_id)).data).toMatchObject({ code: "payment_in_progress" })
      expect((await payme("CheckPerformTransaction", { amount, account: order.account })).error?.code).toBe(
        -31_054,
      )
      payment.status = STATUS.paid
      const answers = await Promise.all([complete(payment), complete(payment)])
      expect(answers.sort()).toEqual([-4, 0])
      await moneyIs(getContainer(), order_id, {
        transactions: [
          { amount: order.tiyin },
          { amount, settled_state: "performed", needs_attention: null },
        ],
      })
      expect(await bill()).toMatchObject({ paid: total, pending: 0 })
      expect(await shown()).toMatchObject({ status: "paid", amount_due: null, checkout_url: null })
      expect(await complete(payment)).toBe(-4)
      expect((await payme("PerformTransaction", { id: external_id })).result).toMatchObject({ state: 2 })
      expect((await payme("CheckPerformTransaction", { amount, account: order.account })).error?.code).toBe(
        -31_052,
      )
      expect((await get(`/admin/orders/${order_id}/assignment`)).data).toMatchObject({
        balance: { paid: total * 100, due: 0, owed: 0 },
        payment_url: null,
      })
    })

    it("gives a difference a fiscal receipt of the added and raised lines, at Payme and at Click", async () => {
      const codes = { ikpu: "00601001001000000", package_code: "1501234", vat_percent: 12 }
      const { product_id } = shop.five
      await post(`/admin/products/${product_id}/fiscal`, codes)
      const { order, order_id } = await paid()
      const { account } = order
      const edits = orderEdits(api, () => admin)
      const [line] = (await billOf(getContainer(), order_id)).lines
      await edits.changeLine(order_id, line.id, { quantity: 3 })
      const raised = (await billOf(getContainer(), order_id)).total
      const amount = (raised - order.total) * 100
      const code = { code: codes.ikpu, package_code: codes.package_code, vat_percent: 12 }
      expect((await payme("CheckPerformTransaction", { amount, account })).result).toEqual({
        allow: true,
        detail: {
          receipt_type: 0,
          items: [{ ...code, title: expect.any(String), price: amount / 2, count: 2 }],
        },
      })
      const external_id = await begin({ ...order, tiyin: amount })
      await payme("PerformTransaction", { id: external_id })
      const settled = { settled_state: "performed" }
      await moneyIs(getContainer(), order_id, { transactions: [settled, settled] })

      await edits.addLine(order_id, shop.five.id)
      const another = ((await billOf(getContainer(), order_id)).total - raised) * 100
      const { begin: atClick, prepare, complete } = clickCalls(click)
      const payment = atClick({ ...order, amount: another })
      expect(await prepare(payment)).toBe(0)
      payment.status = STATUS.paid
      expect(await complete(payment)).toBe(0)
      await moneyIs(getContainer(), order_id, { transactions: [settled, settled, settled] })
      // The receipt is of the order as it was paid.
      await edits.changeLine(order_id, line.id, { quantity: 1 })
      await minutesPass(getContainer())
      expect(payment.items).toMatchObject([{ SPIC: codes.ikpu, Price: another, Amount: 1, VATPercent: 12 }])
    })

    /** A paid order that an edit made more expensive, and a payment of the difference that Medusa has not captured. */
    const paidTwice = async () => {
      const { order, order_id } = await paid()
      const [line] = (await billOf(getContainer(), order_id)).lines
      const edit = { quantity: 1, unit_price: 500_000 }
      await orderEdits(api, () => admin).changeLine(order_id, line.id, edit)
      const { total } = await billOf(getContainer(), order_id)
      const external_id = await begin({ ...order, tiyin: (total - order.total) * 100 })
      const transaction = await gateway().findTransaction({ provider_id: PAYME, external_id })
      const id = transaction?.id ?? ""
      await gateway().perform({ id, order_id }, new Date())
      return { id, order_id, total }
    }

    it("captures the difference once when the process stops after Medusa authorized it", async () => {
      const { order_id, total } = await paidTwice()
      const edit = await orderEdits(api, () => admin).begin(order_id)
      expect(edit.data).toMatchObject({ code: "payment_in_progress" })
      const stops = jest
        .spyOn(getContainer().resolve(Modules.PAYMENT), "capturePayment")
        .mockRejectedValueOnce(new Error("The process stops"))
      await settleGatewayPayments(getContainer())
      stops.mockRestore()
      expect((await billOf(getContainer(), order_id)).paid).toBeLessThan(total)
      await moneyIs(getContainer(), order_id, {
        transactions: [{ settled_state: "performed" }, { settled_state: "performed", needs_attention: null }],
      })
      expect(await billOf(getContainer(), order_id)).toMatchObject({ paid: total, pending: 0 })
    })

    it("asks for the difference again when staff resolved its payment outside the shop", async () => {
      const { id, order_id, total } = await paidTwice()
      const headers = { "x-publishable-api-key": shop.publishable_key }
      const shown = async () => (await api.get(`/store/orders/${order_id}/payment`, { headers })).data.status
      expect(await shown()).toBe("processing")
      await gateway().updateGatewayTransactions({ id, resolved_at: new Date() })
      expect(await shown()).toBe("partly_paid")
      await collectDueWorkflow(getContainer()).run({ input: { order_id } })
      expect(await billOf(getContainer(), order_id)).toMatchObject({ paid: total, pending: 0 })
    })

    it("reverses nothing at Click when a part was given back in cash: staff give back the rest", async () => {
      const order = await placeClickOrder(getContainer(), shop)
      const { begin: atClick, prepare, complete } = clickCalls(click)
      const payment = atClick(order)
      await prepare(payment)
      payment.status = STATUS.paid
      await complete(payment)
      await moneyIs(getContainer(), order.order_id, { assignment: "offered", captured: order.total })
      const [line] = (await billOf(getContainer(), order.order_id)).lines
      await orderEdits(api, () => admin).changeLine(order.order_id, line.id, {
        quantity: 1,
        unit_price: 10_000,
      })
      const { total } = await billOf(getContainer(), order.order_id)
      expect((await post(`/admin/orders/${order.order_id}/balance/pay-back`)).status).toBe(200)
      await cancelOrderWorkflow(getContainer()).run({ input: { order_id: order.order_id } })
      await markRefundsDue(getContainer())
      await minutesPass(getContainer())
      expect(payment.status).toBe(STATUS.paid)
      await moneyIs(getContainer(), order.order_id, {
        refunded: order.total - total,
        transactions: [{ state: "performed", needs_attention: "refund_due" }],
      })
    })

    it("waits for no lock of payments while it holds the lock of an assignment", async () => {
      const order = await placePaymeOrder(getContainer(), shop)
      const [line] = (await billOf(getContainer(), order.order_id)).lines
      const bus = getContainer().resolve(Modules.EVENT_BUS)
      const silent = jest.spyOn(bus, "emit").mockResolvedValue(undefined)
      await orderEdits(api, () => admin).changeLine(order.order_id, line.id, {
        quantity: 1,
        unit_price: 500_000,
      })
      silent.mockRestore()
      const { assignmentId } = await moneyOf(getContainer(), order.order_id)
      const locking = getContainer().resolve(Modules.LOCKING)
      const key = `payment:${order.order_id}`
      let following: Promise<void> | undefined
      await locking.execute([key], async () => {
        const asked = jest.spyOn(locking, "acquire")
        following = followOrderChanges(getContainer(), order.order_id)
        await eventually(async () => expect(asked.mock.calls.flatMap(([keys]) => keys)).toContain(key))
        asked.mockRestore()
        const assignment = [`assignment:${assignmentId}`]
        expect(await locking.execute(assignment, async () => "free", { timeout: 1 })).toBe("free")
      })
      await following
      const { total } = await billOf(getContainer(), order.order_id)
      const check = { amount: total * 100, account: order.account }
      expect((await payme("CheckPerformTransaction", check)).result).toMatchObject({ allow: true })
    })

    it("limits access to staff with a money role", async () => {
      const { id, order_id } = await paid()
      const other = await createAdmin(getContainer(), "other@example.uz", null)
      expect(await get(ROUTE, other)).toMatchObject({ status: 403, data: { code: "login_untied" } })

      const [owner] = await workshop().listStaffMembers({ user_id: admin.user.id })
      const worker = await workshop().createStaffMembers({
        name: "Nodir",
        role: "florist",
        telegram_id: "902",
      })
      const bind = (member: string, user_id: string | null, who = admin) =>
        post(`/admin/staff/${member}`, { user_id }, who)
      expect((await bind(owner.id, "user_none")).data).toMatchObject({ code: "not_found" })
      expect((await bind(owner.id, admin.user.id)).data.staff_member.user_id).toBe(admin.user.id)
      expect((await bind(worker.id, admin.user.id)).data).toMatchObject({ code: "user_taken" })

      const refund = `/admin/payments/${await paymentId(order_id)}/refund`
      const refused = async (code = "not_allowed") => {
        for (const answer of [
          await get(ROUTE, other),
          await get(`${ROUTE}/${id}`, other),
          await get(`${ROUTE}/export`, other),
          await get(`${ROUTE}/check`, other),
          await get(`${ROUTE}/unmatched-payments`, other),
          await post(`${ROUTE}/compare?provider_id=${PAYME}`, "id;amount", other),
          await post(`${ROUTE}/${id}/resolve`, { note: "x" }, other),
          await post(`${ROUTE}/${id}/refund`, {}, other),
          await post(`${ROUTE}/${id}/settle`, {}, other),
          await post(refund, {}, other),
          await bind(worker.id, other.user.id, other),
        ]) {
          expect([answer.status, answer.data.code]).toEqual([403, code])
        }
      }
      await refused("login_untied")
      await bind(worker.id, other.user.id)
      await refused()
      for (const role of ["manager", "accountant"] as const) {
        await post(`/admin/staff/${worker.id}`, { role })
        expect((await get(ROUTE, other)).status).toBe(200)
        // A money role cannot change staff roles.
        expect((await bind(worker.id, null, other)).status).toBe(403)
      }
      await post(`/admin/staff/${worker.id}`, { active: false })
      await refused("login_dismissed")
      expect((await get(ROUTE)).status).toBe(200)
      expect((await api.get(ROUTE, { validateStatus: () => true })).status).toBe(401)
    })

    it("lists by gateway, state, day, order and page; unmatched payments come first", async () => {
      const orphan = await orphaned()
      const first = await paid()
      const open = await placePaymeOrder(getContainer(), shop)
      const waiting = await begin(open)

      const all = await list()
      expect(all).toMatchObject({ count: 3, mismatched: 1, limit: 20, offset: 0 })
      expect(await idsOf("")).toEqual([orphan.external_id, waiting, first.external_id])
      expect(await idsOf("limit=1&offset=1")).toEqual([waiting])
      expect(await idsOf("state=in_progress")).toEqual([waiting])
      expect(await idsOf(`order=${first.order.reference}`)).toEqual([first.external_id])
      expect(await idsOf(`order_id=${first.order_id}`)).toEqual([first.external_id])
      expect(await idsOf("attention=true")).toEqual([orphan.external_id])
      expect(await idsOf("attention=order_canceled,stuck")).toEqual([orphan.external_id])
      expect(await idsOf("attention=stuck")).toEqual([])
      expect(await idsOf("provider_id=pp_click_click")).toEqual([])

      // The shop's day begins at 19:00 UTC of the day before.
      await gateway().updateGatewayTransactions({ id: first.id, began_at: new Date("2026-03-01T19:30:00Z") })
      expect(await idsOf("from=2026-03-02&to=2026-03-02")).toEqual([first.external_id])
      expect(await idsOf("from=2026-03-01&to=2026-03-01")).toEqual([])
      for (const wrong of ["from=yesterday", "state=paid", "limit=101", "attention=lost", "who=me"]) {
        expect((await get(`${ROUTE}?${wrong}`)).status).toBe(400)
      }
    })

    it("shows a payment's whole history without secrets", async () => {
      const { id, external_id, order } = await paid()
      const { data } = await get(`${ROUTE}/${id}`)
      expect(data.gateway_transaction).toMatchObject({
        gateway: "Payme",
        external_id,
        reference: order.reference,
        amount: order.tiyin,
        state: "performed",
        needs_attention: null,
      })
      expect(data.order).toMatchObject({ display_id: order.display_id, captured: order.total, refunded: 0 })
      expect(data.calls.map(({ method }: { method: string }) => method)).toEqual([
        "CreateTransaction",
        "PerformTransaction",
      ])
      const shown = JSON.stringify(data)
      expect(shown).not.toContain(PAYME_KEY)
      expect(shown).not.toMatch(/Paycom|authorization|password|phone|card/i)
      expect((await get(`${ROUTE}/gwtr_none`)).data).toMatchObject({ code: "not_found" })
    })

    it("is resolved by a person with a note, and stays resolved", async () => {
      const { id } = await orphaned()
      expect((await get(`${ROUTE}/${id}`)).data.gateway_transaction).toMatchObject({
        needs_attention: "order_canceled",
        steps: ["resolve"],
      })
      expect((await post(`${ROUTE}/${id}/resolve`)).status).toBe(400)
      expect((await post(`${ROUTE}/${id}/resolve`, { note: " " })).status).toBe(400)
      expect((await post(`${ROUTE}/${id}/settle`)).data).toMatchObject({ code: "too_late" })

      const twice = await Promise.all([
        post(`${ROUTE}/${id}/resolve`, { note: "Refunded in cash" }),
        post(`${ROUTE}/${id}/resolve`, { note: "Refunded in cash" }),
      ])
      expect(twice.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 400])
      const { data } = await get(`${ROUTE}/${id}`)
      expect(data.gateway_transaction).toMatchObject({
        needs_attention: null,
        resolved_at: expect.any(String),
      })
      expect(data.resolutions).toEqual([
        expect.objectContaining({
          step: "resolve",
          attention: "order_canceled",
          note: "Refunded in cash",
          user_name: "Aziza Karimova",
        }),
      ])
      await settleGatewayPayments(getContainer())
      await markRefundsDue(getContainer())
      expect(await list("attention=true")).toMatchObject({ count: 0, mismatched: 0 })
    })

    it("settles a payment again on request once Medusa accepts it", async () => {
      const order = await placePaymeOrder(getContainer(), shop)
      const external_id = await begin(order)
      const [{ id, order_id }] = (await moneyOf(getContainer(), order.order_id)).transactions
      await gateway().perform({ id, order_id }, new Date(Date.now() - 3_600_000))
      await gateway().flag({ id, order_id, state: "performed" }, "unsettled")
      expect(await idsOf("attention=unsettled")).toEqual([external_id])
      const { data, status } = await post(`${ROUTE}/${id}/settle`)
      expect(status).toBe(200)
      expect(data.gateway_transaction).toMatchObject({ needs_attention: null, settled_state: "performed" })
      expect(data.resolutions).toEqual([expect.objectContaining({ step: "settle", attention: "unsettled" })])
      expect(await moneyOf(getContainer(), order_id)).toMatchObject({ captured: order.total })
    })

    it("turns a refund in Medusa into one that is due in Payme's cabinet, and closes it on Payme's CancelTransaction", async () => {
      const { id, external_id, order, order_id } = await paid()
      const payment = await paymentId(order_id)
      const part = await post(`/admin/payments/${payment}/refund`, { amount: 1000 })
      expect([part.status, part.data.code]).toEqual([400, "refund_whole_only"])
      expect((await get(`${ROUTE}/${id}`)).data.gateway_transaction.needs_attention).toBeNull()

      const asked = await post(`/admin/payments/${payment}/refund`, { amount: order.total })
      expect([asked.status, asked.data.code]).toEqual([400, "refund_in_cabinet"])
      expect(asked.data.message).toMatch(/^Payme refunds payments only in its cabinet/)
      const due = (await get(`${ROUTE}/${id}`)).data
      expect(due.gateway_transaction).toMatchObject({ needs_attention: "refund_due", steps: ["resolve"] })
      expect(due.resolutions).toEqual([
        expect.objectContaining({ step: "refund", user_name: "Aziza Karimova" }),
      ])
      expect(await moneyOf(getContainer(), order_id)).toMatchObject({ refunded: 0 })

      await payme("CancelTransaction", { id: external_id, reason: 5 })
      await eventually(async () =>
        expect(await moneyOf(getContainer(), order_id)).toMatchObject({
          refunded: order.total,
          transactions: [{ needs_attention: null, settled_state: "canceled" }],
        }),
      )
    })

    it("starts the same refund from the payment's page", async () => {
      const { id } = await paid()
      expect((await get(`${ROUTE}/${id}`)).data.gateway_transaction.steps).toEqual(["refund"])
      const { data } = await post(`${ROUTE}/${id}/refund`, { note: "The roses had wilted" })
      expect(data.gateway_transaction).toMatchObject({ needs_attention: "refund_due" })
      expect(data.resolutions).toEqual([expect.objectContaining({ note: "The roses had wilted" })])
      expect((await post(`${ROUTE}/${id}/refund`)).data).toMatchObject({ code: "too_late" })
    })

    it("refunds through Click's API, and shows Click's own words when Click refuses", async () => {
      const { begin: pay, prepare, complete } = clickCalls(click)
      const order = await placeClickOrder(getContainer(), shop)
      const payment = pay(order)
      await prepare(payment)
      payment.status = STATUS.paid
      await complete(payment)
      const becomes = (expected: object) => moneyIs(getContainer(), order.order_id, expected)
      await becomes({ captured: order.total, transactions: [{ settled_state: "performed" }] })
      click().faults.reversalRefused = "Отмена запрещена"
      await cancelOrderWorkflow(getContainer()).run({ input: { order_id: order.order_id } })
      await becomes({ refunded: 0, transactions: [{ needs_attention: "refund_due" }] })
      const [{ id }] = (await moneyOf(getContainer(), order.order_id)).transactions
      expect((await get(`${ROUTE}/${id}`)).data.gateway_transaction.steps).toEqual(["refund", "resolve"])
      const refused = await post(`${ROUTE}/${id}/refund`, { note: "Wilted" })
      expect([refused.status, refused.data.code]).toEqual([400, "refund_failed"])
      expect(refused.data.message).toMatch(/Отмена запрещена/)
      await becomes({ refunded: 0, transactions: [{ needs_attention: "refund_due" }] })

      click().faults.reversalRefused = undefined
      expect((await post(`${ROUTE}/${id}/refund`, { note: "Wilted" })).status).toBe(200)
      expect(payment.status).toBe(STATUS.reversed)
      await becomes({ refunded: order.total, transactions: [{ needs_attention: null }] })
      expect((await get(`${ROUTE}/check`)).data.findings).toEqual([])
      expect((await get(`${ROUTE}/${id}`)).data.resolutions).toEqual([
        expect.objectContaining({ step: "refund", note: "Wilted", attention: "refund_due" }),
      ])
    })

    it("shows a payment that Medusa captured and Payme does not know, until someone resolves it", async () => {
      const { order_id, order } = await paid()
      const payment = await paymentId(order_id)
      const unmatched = async () => (await get(`${ROUTE}/unmatched-payments`)).data.unmatched_payments
      expect(await unmatched()).toEqual([])
      expect((await get(`${ROUTE}/check`)).data.findings).toEqual([])
      // Simulates a capture by hand: Payme never sent this transaction.
      const performed = { transaction_id: "f".repeat(24), at: new Date().toISOString() }
      const invented = { id: payment, data: { performed } }
      await getContainer().resolve(Modules.PAYMENT).updatePayment(invented)
      expect(await unmatched()).toEqual([
        expect.objectContaining({ id: payment, reference: order.reference, amount: order.tiyin }),
      ])
      expect((await post(`${ROUTE}/unmatched-payments/pay_none/resolve`, { note: "x" })).status).toBe(404)
      const resolved = await post(`${ROUTE}/unmatched-payments/${payment}/resolve`, {
        note: "A test of the cabinet",
      })
      expect(resolved.data.unmatched_payments).toEqual([])
    })

    it("exports the filtered transactions as a CSV file without executable formulas", async () => {
      const { id, order } = await paid()
      await gateway().updateGatewayTransactions({ id, external_id: '=HYPERLINK("http://x","y")' })
      await orphaned()
      const { data, headers } = await api.get(`${ROUTE}/export?order=${order.reference}`, {
        ...admin.options,
        responseType: "arraybuffer",
      })
      expect(headers["content-type"]).toMatch(/^text\/csv; charset=utf-8/)
      expect(headers["content-disposition"]).toMatch(/attachment; filename="payments.csv"/)
      const file = Buffer.from(data)
      expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      const [head, line, ...rest] = file.subarray(3).toString("utf8").split("\r\n")
      expect(head).toMatch(/^"gateway";"transaction_id";"order";"amount"/)
      expect(line).toContain(
        `"Payme";"'=HYPERLINK(""http://x"",""y"")";"${order.reference}";"${order.total}.00"`,
      )
      expect(rest).toEqual([""])
      expect((await get(`${ROUTE}/export?limit=5`)).status).toBe(400)
    })

    describe("a registry", () => {
      const kept = (external_id: string, more: object = {}) =>
        gateway().createGatewayTransactions({
          provider_id: PAYME,
          external_id,
          order_id: `order_${external_id}`,
          reference: "41",
          amount: 12_000_000,
          currency_code: "uzs",
          state: "performed",
          settled_state: "performed",
          gateway_time: new Date("2026-11-20T09:00:00Z"),
          began_at: new Date("2026-11-20T09:00:00Z"),
          performed_at: new Date("2026-11-20T09:01:00Z"),
          ...more,
        })
      const upload = (file: Buffer | string, query = "") =>
        compareRegistry(api, file, `provider_id=${PAYME}${query}`, admin.options.headers)
      type Found = {
        kind: string
        external_id: string | null
        unread: { column: string; text: string } | null
      }
      const kinds = (differences: Found[]) =>
        differences.map(({ kind, external_id, unread }) =>
          [kind, external_id, ...(unread ? [unread.column, unread.text] : [])].join(" "),
        )

      it("counts no refusal and no unknown state as paid", async () => {
        const states = {
          paid: "Успешно",
          uz1: "Toʻlangan",
          no1: "Неуспешно",
          uz2: "Toʻlanmagan",
          en1: "Incomplete",
          en2: "Chargeback",
          odd: "Спор",
          none: "",
        }
        for (const id of Object.keys(states)) {
          await kept(id)
        }
        const rows = Object.entries(states).map(([id, state]) => `${id};120 000,00;${state};20.11.2026`)
        const unpaid = ["x1;5,00;Неуспешно;20.11.2026", "x2;5,00;Спор;20.11.2026", "x3;5,00;Paid;20.11.2026"]
        const { data } = await upload(["ID;Сумма;Статус;Дата", ...rows, ...unpaid].join("\n"))
        expect(data).toMatchObject({ rows: 11, matched: 2, not_read: 3 })
        expect(kinds(data.differences)).toEqual([
          "state_differs no1",
          "state_differs uz2",
          "state_differs en1",
          "state_differs en2",
          "state_unknown odd state Спор",
          "state_unknown none state ",
          "state_unknown x2 state Спор",
          "only_there x3",
        ])
      })

      it("reads amounts and dates as banks and Excel write them, and reports those it cannot read", async () => {
        const rows = [
          ["a1", "120\u00a0000,00", "20.11.26"],
          ["a2", "120'000.00", "46346"],
          ["a3", "120000-00", "20 ноября 2026 г."],
          ["a4", "1,2E+05", "20-noyabr 2026"],
          ["a5", "120 000 so‘m", "2026/11/20 14:05"],
          ["a6", "١٢٠٠٠٠", "\u200e20.11.2026"],
          ["b1", "сто двадцать тысяч", "20.11.2026"],
          ["b2", "1,200,00", "20.11.2026"],
          ["b3", "120000", "позавчера"],
        ]
        for (const [id] of rows) {
          await kept(id)
        }
        const text = ["ID;Сумма;Дата", ...rows.map((row) => row.join(";"))].join("\r\n")
        const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le")
        for (const file of [text, `\uFEFF${text}`, utf16, Buffer.from(utf16).swap16()]) {
          const { data } = await upload(file)
          expect(data).toMatchObject({
            rows: 9,
            matched: 6,
            not_read: 3,
            from: "2026-11-20",
            to: "2026-11-20",
          })
          expect(kinds(data.differences)).toEqual([
            "not_read b1 amount сто двадцать тысяч",
            "not_read b2 amount 1,200,00",
            "not_read b3 date позавчера",
          ])
        }
      })

      it("covers whole days of the shop, and says what was compared", async () => {
        await kept("named")
        await kept("first", { performed_at: new Date("2026-11-19T19:00:00Z") })
        await kept("last", { performed_at: new Date("2026-11-20T18:59:59Z") })
        await kept("before", { performed_at: new Date("2026-11-19T18:59:59Z") })
        await kept("after", { performed_at: new Date("2026-11-20T19:00:00Z") })
        const file = "ID чека;Сумма платежа;Дата платежа\nnamed;120000;20.11.2026\nИтого;120000;"
        const { data } = await upload(file)
        expect(kinds(data.differences)).toEqual(["only_here first", "only_here last"])
        expect(data).toMatchObject({
          rows: 1,
          left_out: 1,
          matched: 1,
          from: "2026-11-20",
          to: "2026-11-20",
          file_from: "2026-11-20",
          in_shop: 3,
          columns: { id: ["ID чека"], amount: ["Сумма платежа"], date: ["Дата платежа"], state: [] },
        })
        const chosen = await upload(file, "&from=2026-11-21&to=2026-11-21")
        expect(kinds(chosen.data.differences)).toEqual(["only_here after"])
        expect(chosen.data).toMatchObject({ from: "2026-11-21", file_to: "2026-11-20", in_shop: 1 })
        const undated = await upload("id;amount\nnamed;120000")
        expect(undated.data).toMatchObject({ from: null, in_shop: null, differences: [] })
        expect((await upload(file, "&from=2026-11-21&to=2026-11-20")).status).toBe(400)

        const { id } = data.comparison
        const lines = String((await get(`${ROUTE}/compare/${id}?format=csv`)).data).split("\r\n")
        expect(lines).toEqual(
          expect.arrayContaining([
            '"compared_from";"2026-11-20"',
            '"in_shop";"3"',
            '"column_amount";"Сумма платежа"',
            '"column_state"',
          ]),
        )
      })
    })

    it("edits a product's fiscal codes and keeps its other metadata", async () => {
      const address = `/admin/products/${shop.five.product_id}/fiscal`
      const read = async () => (await get(address)).data.fiscal
      await post(`/admin/products/${shop.five.product_id}`, { metadata: { season: "spring" } })
      expect(await read()).toEqual({ ikpu: null, package_code: null, vat_percent: null })
      const codes = { ikpu: "00601001001000000", package_code: "1501234", vat_percent: 12 }
      for (const wrong of [
        { ...codes, ikpu: "123" },
        { ...codes, package_code: "12-3" },
        { ...codes, vat_percent: 12.5 },
        { ...codes, vat_percent: 101 },
        { ...codes, more: 1 },
        { ikpu: codes.ikpu },
      ]) {
        expect((await post(address, wrong)).status).toBe(400)
      }
      expect((await post(address, codes)).data.fiscal).toEqual(codes)
      expect((await post(address, { ...codes, vat_percent: null })).data.fiscal.vat_percent).toBeNull()
      const { data } = await get(`/admin/products/${shop.five.product_id}?fields=metadata`)
      expect(data.product.metadata).toEqual({
        season: "spring",
        ikpu: codes.ikpu,
        package_code: codes.package_code,
      })
      // The admin's metadata form stores digits as a number.
      await post(`/admin/products/${shop.five.product_id}`, { metadata: { ikpu: Number(codes.ikpu) } })
      expect((await read()).ikpu).toBe(codes.ikpu)
      expect((await get("/admin/products/prod_none/fiscal")).status).toBe(404)
      expect((await post("/admin/products/prod_none/fiscal", codes)).status).toBe(404)
    })
  },
})
