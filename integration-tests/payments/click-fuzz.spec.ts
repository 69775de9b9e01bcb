import fc from "fast-check"
import { shopSuite } from "../support/shop-suite"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { signatureOf, type Signed } from "../../src/providers/payment-click/protocol/signature"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { SEED } from "../support/random-seed"
import { offerClick, placeClickOrder, SECRET_KEY, SERVICE_ID, withClick } from "./click-support"
import { moneyOf } from "./payme-support"

withClick()

const HOOKS = ["prepare", "complete"] as const
const RUNS = 80
/** The error codes that Click's protocol defines. */
const CODES = [0, -1, -2, -3, -4, -5, -6, -7, -8, -9]

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      await offerClick(getContainer(), shop)
    })

    const gateway = () => getContainer().resolve<GatewayModuleService>(GATEWAY_MODULE)

    const send = async (hook: (typeof HOOKS)[number], body: string) => {
      const { status, data } = await api.post(`/hooks/click/${hook}`, body, {
        headers: { "content-type": "application/x-www-form-urlencoded" },
        validateStatus: () => true,
        transformRequest: (given: string) => given,
      })
      return { status, data }
    }
    const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

    const right = (reference: string, amount: string): Signed & Record<string, string> => ({
      click_trans_id: "17",
      service_id: SERVICE_ID,
      click_paydoc_id: "18",
      merchant_trans_id: reference,
      merchant_prepare_id: "1",
      amount,
      action: "0",
      error: "0",
      error_note: "Success",
      sign_time: "2026-11-21 15:00:00",
    })
    const signed = (fields: Signed & Record<string, string>, hook: (typeof HOOKS)[number]) => {
      const { merchant_prepare_id: number, ...common } = fields
      const own = hook === "complete" ? fields : common
      return {
        ...own,
        sign_string: signatureOf(
          { ...common, ...(hook === "complete" ? { merchant_prepare_id: number } : {}) },
          SECRET_KEY,
        ),
      }
    }

    const junk = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.integer().map(String),
      fc.double().map(String),
      fc.constantFrom(
        "",
        "0",
        "-1",
        "9223372036854775807",
        "99999999999999999999",
        "\0",
        "1 or 1=1",
        "x".repeat(5000),
      ),
    )
    const hook = fc.constantFrom(...HOOKS)
    const names = Object.keys(right("1", "1"))

    it("answers any body with HTTP 200 and an error code of the protocol", async () => {
      const order = await placeClickOrder(getContainer(), shop)
      const body = fc.oneof(
        fc.string({ unit: "binary" }),
        fc.json(),
        fc.constant("x".repeat(100_000)),
        fc.dictionary(fc.constantFrom(...names, "sign_string"), junk).map(form),
      )
      await fc.assert(
        fc.asyncProperty(hook, body, async (at, text) => {
          const { status, data } = await send(at, text)
          expect(status).toBe(200)
          expect([-1, -8]).toContain(data.error)
        }),
        { seed: SEED, numRuns: RUNS },
      )
      expect(await moneyOf(getContainer(), order.order_id)).toMatchObject({ transactions: [] })
      expect(await gateway().listGatewayCalls({})).toEqual([])
    })

    it("answers any request with Click's signature", async () => {
      const order = await placeClickOrder(getContainer(), shop)
      const change = fc.dictionary(fc.constantFrom(...names), junk, { maxKeys: 3 })
      await fc.assert(
        fc.asyncProperty(hook, change, async (at, changes) => {
          const fields = {
            ...right(order.reference, `${order.total}.00`),
            action: at === "prepare" ? "0" : "1",
            ...changes,
          }
          const { status, data } = await send(at, form(signed(fields, at)))
          expect(status).toBe(200)
          expect(CODES).toContain(data.error)
          // -7 would mean that the shop itself failed.
          expect(data.error).not.toBe(-7)
        }),
        { seed: SEED, numRuns: RUNS },
      )
    })

    it("changes nothing when the signature is wrong, even for a valid call", async () => {
      const order = await placeClickOrder(getContainer(), shop)
      const fields = right(order.reference, `${order.total}.00`)
      const wrong = fc.oneof(
        fc.constantFrom("0".repeat(32), "", signatureOf(fields, ""), signatureOf(fields, "wrong")),
        fc.stringMatching(/^[\da-f]{32}$/),
        fc.string({ unit: "binary" }),
      )
      await fc.assert(
        fc.asyncProperty(hook, wrong, async (at, sign_string) => {
          const { status, data } = await send(
            at,
            form({ ...fields, action: at === "prepare" ? "0" : "1", sign_string }),
          )
          expect(status).toBe(200)
          expect([-1, -8]).toContain(data.error)
        }),
        { seed: SEED, numRuns: RUNS },
      )
      // A field that is changed after signing, or sent twice, fails the signature check.
      const good = form(signed(fields, "prepare"))
      for (const name of [
        "click_trans_id",
        "service_id",
        "merchant_trans_id",
        "amount",
        "action",
        "sign_time",
      ]) {
        const changed = new URLSearchParams(good)
        changed.set(name, `${changed.get(name)}1`)
        expect((await send("prepare", changed.toString())).data.error).toBe(-1)
        expect((await send("prepare", `${good}&${name}=1`)).data.error).toBe(-8)
      }
      expect(await moneyOf(getContainer(), order.order_id)).toMatchObject({
        assignment: "awaiting_payment",
        transactions: [],
      })
      expect(await gateway().listGatewayCalls({})).toEqual([])
    })

    it("stores only redacted fields of each accepted call", async () => {
      const order = await placeClickOrder(getContainer(), shop)
      const fields = { ...right(order.reference, `${order.total}.00`), error_note: "8600123412341234 Zilola" }
      const sent = signed(fields, "prepare")
      expect((await send("prepare", form({ ...sent, phone: "+998901234567" }))).data.error).toBe(0)
      const calls = await gateway().listGatewayCalls({})
      expect(calls).toMatchObject([
        {
          method: "Prepare",
          external_id: "17",
          reference: order.reference,
          outcome: "ok",
          answer: { error: 0 },
        },
      ])
      expect(JSON.stringify(calls)).not.toMatch(
        new RegExp(`998901234567|Zilola|8600|${sent.sign_string}|${SECRET_KEY}`),
      )
    })
  },
})
