import fc from "fast-check"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import expireUnpaidOrders from "../../src/jobs/expire-unpaid-orders"
import settleGatewayPayments from "../../src/jobs/settle-gateway-payments"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"
import {
  configurePayme,
  moneyOf,
  newTransactionId,
  offerPayme,
  paymeClient,
  placePaymeOrder,
  type PaymeClient,
  type PaymeOrder,
  type PaymeResponse,
} from "./payme-support"

configurePayme()

const RUNS = process.env.GULDASTA_DEEP ? 1000 : 100
/** A slow machine tries fewer rather than for ever. */
const LIMIT_MS = process.env.GULDASTA_DEEP ? 3_000_000 : 240_000

/** What may happen to an order and its payments; `tx` is which of Payme's transactions. */
type Event =
  | { does: "create"; tx: number; wrong: boolean }
  | { does: "perform" | "check" | "timeOut"; tx: number }
  | { does: "cancel"; tx: number; reason: number }
  | { does: "closeWindow" | "cancelOrder" | "sweep" }

const tx = fc.nat({ max: 2 })
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant("create" as const), tx, wrong: rarely() }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom("perform" as const, "check" as const), tx }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("cancel" as const),
      tx,
      reason: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("timeOut" as const), tx }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom("closeWindow" as const, "cancelOrder" as const, "sweep" as const),
    }),
  },
)
/** Groups follow each other; what is in one happens at once, and a call may be its own twin there. */
const story = fc.array(fc.array(event, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 7 })

function rarely(): fc.Arbitrary<boolean> {
  return fc.nat({ max: 9 }).map((n) => n === 0)
}

const CODES: Partial<Record<Event["does"], number[]>> = {
  create: [-31001, -31008, -31050, -31051, -31052, -31053],
  perform: [-31003, -31008],
  cancel: [-31003, -31007],
  check: [-31003],
}

medusaIntegrationTestRunner({
  inApp: true,
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let payme: PaymeClient
    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      await offerPayme(getContainer(), shop)
      const delivery = getContainer().resolve<DeliveryModuleService>(DELIVERY_MODULE)
      const windows = await delivery.listDeliveryWindows({}, { take: null })
      await delivery.updateDeliveryWindows(windows.map(({ id }) => ({ id, capacity: 100_000 })))
    })
    beforeEach(() => {
      payme = paymeClient(api)
    })

    const gateway = () => getContainer().resolve<GatewayModuleService>(GATEWAY_MODULE)

    /** One order, its transactions by Payme's ids, and every answer that Payme was given. */
    class Play {
      readonly ids = [newTransactionId(), newTransactionId(), newTransactionId()]
      readonly time = Date.now()
      private readonly heard = new Map<string, unknown>()

      constructor(readonly order: PaymeOrder) {}

      async happen(what: Event): Promise<void> {
        switch (what.does) {
          case "create": {
            const amount = this.order.tiyin + (what.wrong ? 1 : 0)
            const { time } = this
            const params = { id: this.ids[what.tx], time, amount, account: this.order.account }
            return this.hear(what, await payme("CreateTransaction", params), "create_time")
          }
          case "perform":
            return this.hear(
              what,
              await payme("PerformTransaction", { id: this.ids[what.tx] }),
              "perform_time",
            )
          case "cancel": {
            const params = { id: this.ids[what.tx], reason: what.reason }
            return this.hear(what, await payme("CancelTransaction", params), "cancel_time")
          }
          case "check":
            return this.hear(what, await payme("CheckTransaction", { id: this.ids[what.tx] }))
          case "timeOut": {
            const rows = await gateway().listGatewayTransactions({ external_id: this.ids[what.tx] })
            await gateway().updateGatewayTransactions(
              rows.map(({ id }) => ({ id, expires_at: new Date(Date.now() - 1) })),
            )
            return
          }
          case "closeWindow": {
            const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
            const [{ id }] = await workshop.listAssignments({ order_id: this.order.order_id })
            await workshop.updateAssignments({ id, payment_due_at: new Date(Date.now() - 1) })
            return expireUnpaidOrders(getContainer())
          }
          case "cancelOrder":
            return this.cancelOrder()
          case "sweep":
            return settleGatewayPayments(getContainer())
        }
      }

      /** Staff cancel it in Medusa; that it is canceled already is no news. */
      private async cancelOrder(): Promise<void> {
        const { errors } = await cancelOrderWorkflow(getContainer()).run({
          input: { order_id: this.order.order_id },
          throwOnError: false,
        })
        for (const { error } of errors) {
          expect(error.message).toMatch(/has been canceled/)
        }
      }

      /** Every answer is one of the protocol's, and a time once told is told for ever. */
      private hear(what: Event & { tx: number }, answer: PaymeResponse, time?: string): void {
        if (answer.error) {
          expect(CODES[what.does]).toContain(answer.error.code)
          return
        }
        if (time) {
          const name = `${what.tx} ${time}`
          const told = answer.result?.[time]
          expect(told).toBeGreaterThan(0)
          expect(told).toBe(this.heard.get(name) ?? told)
          this.heard.set(name, told)
        }
      }
    }

    /** What must be so when all is said and swept. */
    async function judge({ order, ids, time }: Play): Promise<void> {
      const money = await eventually(async () => {
        await settleGatewayPayments(getContainer())
        const now = await moneyOf(getContainer(), order.order_id)
        const open = now.transactions.filter(
          (one) => one.performed_at && one.settled_state !== one.state && !one.needs_attention,
        )
        expect(open).toEqual([])
        return now
      })
      const performed = money.transactions.filter(({ state }) => state === "performed")
      expect(performed.length).toBeLessThanOrEqual(1)
      for (const one of performed) {
        expect(one.amount).toBe(order.tiyin)
        if (one.needs_attention !== "order_canceled") {
          expect(money).toMatchObject({ captured: order.total, refunded: 0, payments: 1 })
        }
        if (money.order === "canceled") {
          expect(["order_canceled", "refund_due", null]).toContain(one.needs_attention)
        }
      }
      if (!performed.length) {
        expect(money.captured - money.refunded).toBe(0)
        expect(["awaiting_payment", "canceled"]).toContain(money.assignment)
      }
      const { result } = await payme("GetStatement", { from: time, to: time })
      const stated = (result?.transactions as { id: string }[]).filter(({ id }) => ids.includes(id))
      expect(stated.map(({ id }) => id).sort()).toEqual(
        money.transactions.map((one) => one.external_id).sort(),
      )
      for (const line of stated) {
        const { result: checked } = await payme("CheckTransaction", { id: line.id })
        expect(line).toMatchObject({ ...checked, amount: order.tiyin, time })
      }
    }

    it(
      "keeps every order's money right, in whatever order Payme's calls come",
      async () => {
        await fc.assert(
          fc.asyncProperty(story, async (groups) => {
            const play = new Play(await placePaymeOrder(getContainer(), shop, shop.card.id))
            for (const group of groups) {
              await Promise.all(group.map((what) => play.happen(what)))
            }
            await judge(play)
          }),
          {
            numRuns: RUNS,
            interruptAfterTimeLimit: LIMIT_MS,
            endOnFailure: true,
            includeErrorInReport: true,
          },
        )
      },
      LIMIT_MS + 300_000,
    )
  },
})
