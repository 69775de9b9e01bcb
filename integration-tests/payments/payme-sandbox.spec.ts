import { shopSuite } from "../support/shop-suite"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"
import {
  authorization,
  configurePayme,
  moneyOf,
  newTransactionId,
  offerPayme,
  paymeClient,
  placePaymeOrder,
  type PaymeClient,
  type PaymeOrder,
} from "./payme-support"

configurePayme()

/** Repeats the scenarios of Payme's sandbox (test.paycom.uz, "one-time account, awaiting payment") in their order. */
shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let payme: PaymeClient
    let order: PaymeOrder
    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      await offerPayme(getContainer(), shop)
    })
    beforeEach(async () => {
      payme = paymeClient(api)
      order = await placePaymeOrder(getContainer(), shop)
    })

    const charge = (changes: object = {}) => ({ amount: order.tiyin, account: order.account, ...changes })

    it("first run: refuses invalid calls, creates a transaction, cancels it before the money moved", async () => {
      for (const header of ["", "Basic !", authorization("wrong"), authorization().slice(0, -4)]) {
        const refused = await payme("CheckPerformTransaction", charge(), { authorization: header })
        expect(refused.error).toMatchObject({ code: -32504 })
      }
      const id = newTransactionId()
      const time = Date.now()
      for (const amount of [1, order.tiyin - 1, order.tiyin + 0.5, -order.tiyin, 0]) {
        expect((await payme("CheckPerformTransaction", charge({ amount }))).error?.code).toBe(-31001)
        expect((await payme("CreateTransaction", { id, time, ...charge({ amount }) })).error?.code).toBe(
          -31001,
        )
      }
      for (const account of [{ order_id: "999999" }, { order_id: "abc" }, {}, { order_id: ["1"] }]) {
        const check = await payme("CheckPerformTransaction", charge({ account }))
        expect(check.error).toMatchObject({
          code: -31050,
          data: "order_id",
          message: { ru: expect.any(String), uz: expect.any(String), en: expect.any(String) },
        })
        expect((await payme("CreateTransaction", { id, time, ...charge({ account }) })).error?.code).toBe(
          -31050,
        )
      }
      expect(await payme("CheckPerformTransaction", charge())).toMatchObject({ result: { allow: true } })

      const created = await payme("CreateTransaction", { id, time, ...charge() })
      expect(created).toMatchObject({
        result: { state: 1, transaction: expect.any(String), receivers: null },
      })
      expect((await payme("CreateTransaction", { id, time, ...charge() })).result).toEqual(created.result)
      const check = await payme("CheckTransaction", { id })
      expect(check.result).toEqual({
        create_time: created.result?.create_time,
        perform_time: 0,
        cancel_time: 0,
        transaction: created.result?.transaction,
        state: 1,
        reason: null,
      })
      const another = await payme("CreateTransaction", { id: newTransactionId(), time, ...charge() })
      expect(another.error?.code).toBe(-31008)
      expect((await payme("CheckPerformTransaction", charge())).error?.code).toBe(-31054)

      const canceled = await payme("CancelTransaction", { id, reason: 3 })
      expect(canceled.result).toMatchObject({ state: -1, cancel_time: expect.any(Number) })
      expect((await payme("CancelTransaction", { id, reason: 5 })).result).toEqual(canceled.result)
      expect((await payme("CheckTransaction", { id })).result).toMatchObject({
        state: -1,
        reason: 3,
        perform_time: 0,
        cancel_time: canceled.result?.cancel_time,
      })
      expect((await payme("PerformTransaction", { id })).error?.code).toBe(-31008)
      expect(await moneyOf(getContainer(), order.order_id)).toMatchObject({
        order: "pending",
        assignment: "awaiting_payment",
        captured: 0,
      })
    })

    it("second run: performs a transaction once and refunds it", async () => {
      const id = newTransactionId()
      const time = Date.now()
      expect(await payme("CheckPerformTransaction", charge())).toMatchObject({ result: { allow: true } })
      await payme("CreateTransaction", { id, time, ...charge() })
      const performed = await payme("PerformTransaction", { id })
      expect(performed.result).toMatchObject({ state: 2, perform_time: expect.any(Number) })
      expect((await payme("PerformTransaction", { id })).result).toEqual(performed.result)
      expect((await payme("CheckTransaction", { id })).result).toMatchObject({
        state: 2,
        perform_time: performed.result?.perform_time,
        cancel_time: 0,
      })
      await eventually(async () =>
        expect(await moneyOf(getContainer(), order.order_id)).toMatchObject({
          order: "pending",
          assignment: "offered",
          captured: order.total,
          refunded: 0,
          payments: 1,
          transactions: [{ state: "performed", settled_state: "performed", needs_attention: null }],
        }),
      )
      expect((await payme("CheckPerformTransaction", charge())).error?.code).toBe(-31052)

      const canceled = await payme("CancelTransaction", { id, reason: 5 })
      expect(canceled.result).toMatchObject({ state: -2 })
      expect((await payme("CancelTransaction", { id, reason: 5 })).result).toEqual(canceled.result)
      expect((await payme("CheckTransaction", { id })).result).toMatchObject({
        state: -2,
        reason: 5,
        perform_time: performed.result?.perform_time,
        cancel_time: canceled.result?.cancel_time,
      })
      await eventually(async () =>
        expect(await moneyOf(getContainer(), order.order_id)).toMatchObject({
          order: "canceled",
          assignment: "canceled",
          captured: order.total,
          refunded: order.total,
          payments: 1,
          transactions: [{ state: "canceled", settled_state: "canceled", needs_attention: null }],
        }),
      )
    })

    it("answers requests that are no JSON-RPC call, name no known method or are no POST with their own errors", async () => {
      expect((await payme("Nonsense", {})).error).toMatchObject({ code: -32601, data: "Nonsense" })
      expect((await payme("CheckTransaction", {})).error?.code).toBe(-32600)
      expect((await payme("CheckTransaction", { id: newTransactionId() })).error?.code).toBe(-31003)
      const options = { validateStatus: () => true, headers: { authorization: authorization() } }
      const broken = await api.post("/hooks/payme", "{", {
        ...options,
        headers: { ...options.headers, "content-type": "application/json" },
        transformRequest: (body: string) => body,
      })
      expect([broken.status, broken.data.error.code]).toEqual([200, -32700])
      for (const method of ["get", "put", "patch", "delete"] as const) {
        const { status, data } = await api[method]("/hooks/payme", options)
        expect([status, data.error.code]).toEqual([200, -32300])
      }
    })
  },
})
