import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import {
  beginOrderEditOrderWorkflow,
  cancelBeginOrderEditWorkflow,
  capturePaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import expireUnpaidOrders from "../../src/jobs/expire-unpaid-orders"
import followOrders from "../../src/jobs/follow-orders"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look } from "../support/workshop-view"

const MINUTE_MS = 60_000
const AWAITED = { rose: [100, 45], ribbon: [20, 2], fulfillments: 0, status: "awaiting_payment" }
const EXPIRED = {
  rose: [100, 0],
  ribbon: [20, 0],
  fulfillments: 0,
  order: "canceled",
  payment: "canceled",
  status: "canceled",
}

shopSuite({
  testSuite: ({ getContainer }) => {
    let shop: WorkshopFixture
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
    })

    const workshop = () => getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    const delivery = () => getContainer().resolve<DeliveryModuleService>(DELIVERY_MODULE)
    const gateway = () => getContainer().resolve<GatewayModuleService>(GATEWAY_MODULE)

    /** An order whose gateway has moved no money; `due` is the end of its window, in minutes from now. */
    const placeUnpaid = async (due: number) => {
      const order = await placeWorkshopOrder(getContainer(), shop)
      // Medusa authorizes cash at once. A redirect gateway is not authorized yet.
      await getContainer()
        .resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw(
          `update payment_collection set status = 'awaiting', authorized_amount = 0, raw_authorized_amount = '{"value": "0", "precision": 20}'
           where id in (select payment_collection_id from order_payment_collection where order_id = ?)`,
          [order.orderId],
        )
      await workshop().updateAssignments({
        id: order.assignmentId,
        status: "awaiting_payment",
        payment_due_at: new Date(Date.now() + due * MINUTE_MS),
      })
      return {
        ...order,
        look: () => look(getContainer(), shop, order.orderId),
        slot: async () => (await delivery().listDeliveries({ order_id: order.orderId }))[0],
        history: async () => {
          const lines = await workshop().listTransitions(
            { assignment_id: order.assignmentId },
            { order: { number: "ASC" } },
          )
          return lines.map(({ action, to, actor_type }) => `${action} ${to} by ${actor_type}`)
        },
      }
    }

    const transactionOf = (orderId: string, expiresInMinutes: number | null) =>
      gateway().createGatewayTransactions({
        provider_id: "pp_payme_payme",
        external_id: "63b54a5c4f1e9d0001a1b2c3",
        order_id: orderId,
        reference: "1",
        amount: 71_000_000,
        currency_code: "uzs",
        gateway_time: new Date(),
        began_at: new Date(),
        expires_at: expiresInMinutes === null ? null : new Date(Date.now() + expiresInMinutes * MINUTE_MS),
      })

    describe("an order that awaits payment", () => {
      it("keeps its stock and its slot during its payment window", async () => {
        const order = await placeUnpaid(10)
        await expireUnpaidOrders(getContainer())
        expect(await order.look()).toMatchObject(AWAITED)
        expect((await order.slot()).status).toBe("booked")
      })

      it("is canceled once after its window, and releases stock and slot", async () => {
        const order = await placeUnpaid(-1)
        await Promise.all([expireUnpaidOrders(getContainer()), expireUnpaidOrders(getContainer())])
        await expireUnpaidOrders(getContainer())
        expect(await order.look()).toMatchObject(EXPIRED)
        expect((await order.slot()).status).toBe("released")
        const history = await order.history()
        expect(history.filter((line) => line === "expire canceled by system")).toHaveLength(1)
        expect(history.filter((line) => line.includes("canceled"))).toHaveLength(1)
      })

      it("stays open while staff edit it, and is canceled after the edit", async () => {
        const order = await placeUnpaid(-1)
        const begun = { input: { order_id: order.orderId } }
        await beginOrderEditOrderWorkflow(getContainer()).run(begun)
        await expireUnpaidOrders(getContainer())
        expect(await order.look()).toMatchObject(AWAITED)
        await cancelBeginOrderEditWorkflow(getContainer()).run(begun)
        await expireUnpaidOrders(getContainer())
        expect(await order.look()).toMatchObject(EXPIRED)
      })

      it("waits for a gateway transaction in progress until it ends", async () => {
        const order = await placeUnpaid(-1)
        const transaction = await transactionOf(order.orderId, 60)
        await expireUnpaidOrders(getContainer())
        expect(await order.look()).toMatchObject(AWAITED)

        await gateway().updateGatewayTransactions({ id: transaction.id, state: "canceled" })
        await expireUnpaidOrders(getContainer())
        expect(await order.look()).toMatchObject(EXPIRED)
      })

      it("does not wait for a gateway transaction that has expired", async () => {
        const order = await placeUnpaid(-1)
        await transactionOf(order.orderId, -1)
        await expireUnpaidOrders(getContainer())
        expect(await order.look()).toMatchObject(EXPIRED)
      })

      it("does not wait for a gateway after its slot's cutoff", async () => {
        const order = await placeUnpaid(-1)
        await transactionOf(order.orderId, null)
        await expireUnpaidOrders(getContainer())
        expect(await order.look()).toMatchObject(AWAITED)

        const { window_id: windowId } = await order.slot()
        const nextWeek = 7 * 24 * 60
        await delivery().updateDeliveryWindows({ id: windowId ?? "", cut_off_minutes: nextWeek })
        await expireUnpaidOrders(getContainer())
        expect(await order.look()).toMatchObject(EXPIRED)
      })

      it("is never canceled once it is paid, also when the payment's event was lost", async () => {
        const order = await placeUnpaid(-1)
        const query = getContainer().resolve(ContainerRegistrationKeys.QUERY)
        const { data } = await query.graph({
          entity: "order",
          fields: ["payment_collections.payments.id"],
          filters: { id: order.orderId },
        })
        const events = getContainer().resolve(Modules.EVENT_BUS)
        const silent = jest.spyOn(events, "emit").mockResolvedValue(undefined)
        await capturePaymentWorkflow(getContainer()).run({
          input: { payment_id: data[0].payment_collections?.[0]?.payments?.[0]?.id ?? "" },
        })
        await expireUnpaidOrders(getContainer())
        silent.mockRestore()
        expect(await order.look()).toMatchObject(AWAITED)

        await followOrders(getContainer())
        expect(await order.look()).toMatchObject({ ...AWAITED, status: "offered" })
      })
    })
  },
})
