import { AsyncLocalStorage } from "node:async_hooks"
import { Server } from "node:http"
import { Client } from "@medusajs/framework/pg"
import { Modules } from "@medusajs/framework/utils"
import { updateProductsWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import settleGatewayPayments from "../../src/jobs/settle-gateway-payments"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { STATUS } from "../../packages/sandbox/click/ledger"
import { clickCalls, offerClick, placeClickOrder, withClick } from "./click-support"
import {
  configurePayme,
  moneyOf,
  newTransactionId,
  offerPayme,
  paymeClient,
  placePaymeOrder,
} from "./payme-support"

configurePayme()
const { click, shopIsAt } = withClick()

/** Maximum number of SQL statements before the answer, per gateway call. */
const MOST = { check: 5, checkWithReceipt: 8, begin: 9, perform: 8, repeated: 3, clickComplete: 7 }

const textOf = (statement: unknown) =>
  typeof statement === "string" ? statement : (statement as { text: string }).text

/** A gateway's waiting time depends on the number of SQL statements before the answer. */
shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    /** Marks the statements that run for a gateway's HTTP request, not for a job in parallel. */
    const asked = new AsyncLocalStorage<true>()
    let sent: string[] = []

    beforeAll(async () => {
      jobsRunByHand()
      shopIsAt(api.defaults.baseURL)
      shop = await createDeliveryFixture(getContainer())
      await offerPayme(getContainer(), shop)
      await offerClick(getContainer(), shop)
      const { emit } = Server.prototype
      jest.spyOn(Server.prototype, "emit").mockImplementation(function (this: Server, ...args: unknown[]) {
        const go = (): boolean => Reflect.apply(emit, this, args)
        return args[0] === "request" ? asked.run(true, go) : go()
      })
      const query: (...args: unknown[]) => unknown = Client.prototype.query
      jest.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...args: unknown[]) {
        if (asked.getStore()) {
          sent.push(textOf(args[0]))
        }
        return query.apply(this, args)
      })
    })
    afterAll(() => jest.restoreAllMocks())

    /** Counts the statements up to the answer. Events are blocked, so the work after the answer waits for the sweep. */
    async function statementsOf(act: () => Promise<unknown>): Promise<number> {
      const emit = jest.spyOn(getContainer().resolve(Modules.EVENT_BUS), "emit").mockResolvedValue()
      sent = []
      await act()
      emit.mockRestore()
      // A connection that opens at this moment reads its server version first.
      return sent.filter((text) => !text.startsWith("select version()")).length
    }

    it("answers Payme's calls with at most the allowed number of statements", async () => {
      const payme = paymeClient(api)
      const order = await placePaymeOrder(getContainer(), shop)
      const charge = { amount: order.tiyin, account: order.account }
      const id = newTransactionId()
      const create = () => payme("CreateTransaction", { id, time: Date.now(), ...charge })
      const perform = () => payme("PerformTransaction", { id })
      const counted = {
        check: await statementsOf(() => payme("CheckPerformTransaction", charge)),
        begin: await statementsOf(create),
        repeated: await statementsOf(create),
        asked: await statementsOf(() => payme("CheckTransaction", { id })),
        perform: await statementsOf(perform),
        performedBefore: await statementsOf(perform),
      }
      console.info(`SQL statements of Payme's calls: ${JSON.stringify(counted)}`)
      expect(counted.check).toBeGreaterThan(0)
      expect(counted.check).toBeLessThanOrEqual(MOST.check)
      expect(counted.begin).toBeLessThanOrEqual(MOST.begin)
      expect(counted.perform).toBeLessThanOrEqual(MOST.perform)
      for (const again of [counted.repeated, counted.asked, counted.performedBefore]) {
        expect(again).toBeLessThanOrEqual(MOST.repeated)
      }
      await settleGatewayPayments(getContainer())
      expect(await moneyOf(getContainer(), order.order_id)).toMatchObject({ captured: order.total })
    })

    it("answers Payme's check with a fiscal receipt with at most the allowed number of statements", async () => {
      const products = await getContainer().resolve(Modules.PRODUCT).listProducts({}, { take: null })
      const metadata = { ikpu: "10705001001000000", package_code: "1376452" }
      await updateProductsWorkflow(getContainer()).run({
        input: { products: products.map(({ id }) => ({ id, metadata })) },
      })
      const payme = paymeClient(api)
      const order = await placePaymeOrder(getContainer(), shop)
      const charge = { amount: order.tiyin, account: order.account }
      const check = () => payme("CheckPerformTransaction", charge)
      expect(await statementsOf(check)).toBeLessThanOrEqual(MOST.checkWithReceipt)
      expect((await check()).result).toMatchObject({ allow: true, detail: { items: [{ count: 1 }] } })
    })

    it("answers Click's calls with at most the allowed number of statements", async () => {
      const { begin, prepare, complete } = clickCalls(click)
      const order = await placeClickOrder(getContainer(), shop)
      const payment = begin(order)
      const counted = {
        prepare: await statementsOf(() => prepare(payment)),
        preparedBefore: await statementsOf(() => prepare(payment)),
        complete: await statementsOf(async () => {
          payment.status = STATUS.paid
          expect(await complete(payment)).toBe(0)
        }),
        completedBefore: await statementsOf(() => complete(payment)),
      }
      console.info(`SQL statements of Click's calls: ${JSON.stringify(counted)}`)
      expect(counted.prepare).toBeGreaterThan(0)
      expect(counted.prepare).toBeLessThanOrEqual(MOST.begin)
      expect(counted.preparedBefore).toBeLessThanOrEqual(MOST.repeated)
      expect(counted.complete).toBeLessThanOrEqual(MOST.clickComplete)
      expect(counted.completedBefore).toBeLessThanOrEqual(MOST.repeated)
      await settleGatewayPayments(getContainer())
      expect(await moneyOf(getContainer(), order.order_id)).toMatchObject({ captured: order.total })
    })
  },
})
