import fc from "fast-check"
import { shopSuite } from "../support/shop-suite"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { SEED } from "../support/random-seed"
import { authorization, configurePayme, moneyOf, offerPayme, placePaymeOrder } from "./payme-support"

configurePayme()

const METHODS = [
  "CheckPerformTransaction",
  "CreateTransaction",
  "PerformTransaction",
  "CancelTransaction",
  "CheckTransaction",
  "GetStatement",
  "SetFiscalData",
  "ChangePassword",
]
const RUNS = 60

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      await offerPayme(getContainer(), shop)
    })

    const gateway = () => getContainer().resolve<GatewayModuleService>(GATEWAY_MODULE)

    const send = async (body: string, header: string | undefined) => {
      const { status, data } = await api.post("/hooks/payme", body, {
        headers: { "content-type": "application/json", ...(header ? { authorization: header } : {}) },
        validateStatus: () => true,
        transformRequest: (given: string) => given,
      })
      return { status, data }
    }

    const junk = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.integer(),
      fc.double(),
      fc.constant(null),
      fc.json(),
    )
    const params = fc.dictionary(
      fc.constantFrom(
        "id",
        "time",
        "amount",
        "account",
        "reason",
        "from",
        "to",
        "type",
        "password",
        "fiscal_data",
      ),
      fc.oneof(junk, fc.object({ maxDepth: 2 }), fc.dictionary(fc.constant("order_id"), junk)),
    )
    const call = fc
      .record(
        { method: fc.oneof(fc.constantFrom(...METHODS), fc.string()), params, id: junk },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value))
    const body = fc.oneof(call, fc.string({ unit: "binary" }), fc.json(), fc.constant("x".repeat(100_000)))

    it("answers any body with HTTP 200 and a JSON-RPC result or a protocol error", async () => {
      await placePaymeOrder(getContainer(), shop)
      await fc.assert(
        fc.asyncProperty(body, async (text) => {
          // A valid ChangePassword call would lock out the following requests.
          fc.pre(!text.includes("ChangePassword"))
          const { status, data } = await send(text, authorization())
          expect(status).toBe(200)
          expect(data).toMatchObject({ jsonrpc: "2.0" })
          expect(typeof data.error?.code === "number" || typeof data.result === "object").toBe(true)
          expect(data.error?.code).not.toBe(-32400)
        }),
        { seed: SEED, numRuns: RUNS },
      )
    })

    it("changes nothing when the key is wrong, even for a valid call", async () => {
      const order = await placePaymeOrder(getContainer(), shop)
      const id = "63b54a5c4f1e9d0001a1b2c3"
      const rightParams: Record<string, object> = {
        CreateTransaction: { id, time: Date.now(), amount: order.tiyin, account: order.account },
        PerformTransaction: { id },
        CancelTransaction: { id, reason: 5 },
        SetFiscalData: { id, type: "PERFORM", fiscal_data: { receipt_id: 1 } },
        ChangePassword: { password: "a-new-password-of-a-stranger-000000000" },
      }
      const header = fc.oneof(
        fc.constantFrom(undefined, "", "Basic", "Bearer x", authorization(""), authorization("0".repeat(36))),
        fc.base64String().map((text) => `Basic ${text}`),
        fc.string({ unit: "grapheme-ascii" }).map((key) => authorization(key)),
      )
      await fc.assert(
        fc.asyncProperty(header, fc.constantFrom(...Object.keys(rightParams)), async (given, method) => {
          const text = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: rightParams[method] })
          const { status, data } = await send(text, given)
          expect([status, data.error.code]).toEqual([200, -32504])
        }),
        { seed: SEED, numRuns: RUNS },
      )
      expect(await moneyOf(getContainer(), order.order_id)).toMatchObject({
        assignment: "awaiting_payment",
        transactions: [],
      })
      expect(await gateway().listGatewayKeys({})).toEqual([])
      expect(await gateway().listGatewayCalls({})).toEqual([])
    })

    it("stores only redacted fields of each accepted call", async () => {
      const order = await placePaymeOrder(getContainer(), shop)
      const id = "63b54a5c4f1e9d0001a1b2c4"
      const account = { ...order.account, phone: "+998901234567", name: "Zilola" }
      await send(
        JSON.stringify({
          id: 1,
          method: "CreateTransaction",
          params: { id, time: Date.now(), amount: order.tiyin, account, payer: { card: "8600123412341234" } },
        }),
        authorization(),
      )
      const password = "the-new-key-of-thirty-six-characters"
      await send(JSON.stringify({ id: 2, method: "ChangePassword", params: { password } }), authorization())
      const calls = await gateway().listGatewayCalls({}, { order: { created_at: "ASC" } })
      expect(calls).toMatchObject([
        { method: "CreateTransaction", external_id: id, reference: order.reference, outcome: "ok" },
        { method: "ChangePassword", outcome: "ok", answer: { result: { success: true } } },
      ])
      expect(JSON.stringify(calls)).not.toMatch(/998901234567|Zilola|8600|the-new-key/)

      const check = JSON.stringify({ id: 3, method: "CheckTransaction", params: { id } })
      expect((await send(check, authorization())).data.error.code).toBe(-32504)
      expect((await send(check, authorization(password))).data.result).toMatchObject({ state: 1 })
    })
  },
})
