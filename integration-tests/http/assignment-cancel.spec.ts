import { Modules } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import { cancelOrderWorkflow, capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import followOrders from "../../src/jobs/follow-orders"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type { Action, Status } from "../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import type { Actor } from "../../src/workflows/assignment/actor"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look, staff, states, runTransition } from "../support/workshop-view"

/** The transitions that lead to each status, with an actor who may do them. */
const STEPS: { to: Status; action: Action; by: Actor; reason?: string }[] = [
  { to: "accepted", action: "accept", by: staff("florist") },
  { to: "ready", action: "mark_ready", by: staff("florist") },
  { to: "ready", action: "take_delivery", by: staff("courier") },
  { to: "out_for_delivery", action: "pick_up", by: staff("courier") },
  { to: "delivered", action: "deliver", by: staff("courier") },
]

const UNTOUCHED = { rose: [100, 0], ribbon: [20, 0], fulfillments: 0 }
const CANCELED = { ...UNTOUCHED, order: "canceled", payment: "canceled", status: "canceled" }

/** Waits for the result of a subscriber. */
async function until(done: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!(await done()) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

shopSuite({
  testSuite: ({ getContainer }) => {
    let shop: WorkshopFixture
    const shopper = (): Actor => ({ type: "shopper", telegram_id: "42", customer_id: shop.customerId })
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
    })

    const placeAt = async (status: Status) => {
      const order = await placeWorkshopOrder(getContainer(), shop)
      const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      if (status === "awaiting_payment") {
        await workshop.updateAssignments({ id: order.assignmentId, status })
      } else if (status !== "offered") {
        const last = STEPS.map(({ to }) => to).lastIndexOf(status)
        for (const { to: _to, ...step } of STEPS.slice(0, last + 1)) {
          await runTransition(getContainer(), order.assignmentId, step)
        }
      }
      const slot = async () => {
        const delivery = getContainer().resolve<DeliveryModuleService>(DELIVERY_MODULE)
        return (await delivery.listDeliveries({ order_id: order.orderId }))[0].status
      }
      return { ...order, slot, look: () => look(getContainer(), shop, order.orderId) }
    }

    const cancel = (assignmentId: string, by: Actor, reason?: string) =>
      runTransition(getContainer(), assignmentId, { action: "cancel", by, reason })

    it.each(["awaiting_payment", "offered", "accepted", "ready"] as const)(
      "lets a manager cancel from %s with a reason: releases flowers, slot and payment",
      async (status) => {
        const order = await placeAt(status)
        expect(await order.slot()).toBe("booked")
        expect(await cancel(order.assignmentId, staff("manager"))).toBe("reason_required")
        expect(await cancel(order.assignmentId, staff("florist"), "No")).toBe("not_allowed")
        expect(await cancel(order.assignmentId, staff("manager"), "The shopper asked")).toBe("canceled")
        const view = await order.look()
        expect(states(view)).toMatchObject(CANCELED)
        expect(await order.slot()).toBe("released")
        expect(view.transitions.at(-1)).toMatchObject({
          action: "cancel",
          from: status,
          reason: "The shopper asked",
          actor_name: "manager",
        })
        expect(await cancel(order.assignmentId, staff("manager"), "Again")).toBe("too_late")
      },
    )

    it.each(["out_for_delivery", "delivered"] as const)("lets no one cancel from %s", async (status) => {
      const order = await placeAt(status)
      const before = states(await order.look())
      for (const who of [staff("owner"), shopper(), { type: "system" } as const]) {
        expect(await cancel(order.assignmentId, who, "Because")).toBe("too_late")
      }
      expect(states(await order.look())).toEqual(before)
    })

    it("lets a shopper cancel only their own order, until a florist accepts it", async () => {
      const order = await placeAt("offered")
      const other: Actor = { type: "shopper", telegram_id: "43", customer_id: "cus_other" }
      expect(await cancel(order.assignmentId, other)).toBe("not_found")
      const tries = (action: Action, by: Actor) =>
        runTransition(getContainer(), order.assignmentId, { action, by, reason: "x" })
      for (const action of ["accept", "mark_ready", "deliver"] as const) {
        expect(await tries(action, shopper())).toBe("not_allowed")
      }
      // A shopper may give up an order that a courier brought back, and no other one.
      expect(await tries("return", shopper())).toBe("too_late")
      expect(await tries("return", other)).toBe("not_found")
      expect(await cancel(order.assignmentId, shopper())).toBe("canceled")
      const view = await order.look()
      expect(states(view)).toMatchObject(CANCELED)
      expect(view.transitions.at(-1)).toMatchObject({
        actor_type: "shopper",
        actor_name: "Nodira",
        reason: null,
      })

      const taken = await placeAt("accepted")
      expect(await cancel(taken.assignmentId, shopper())).toBe("too_late")
    })

    it("follows a cancellation in Medusa's admin", async () => {
      const order = await placeAt("offered")
      await cancelOrderWorkflow(getContainer()).run({ input: { order_id: order.orderId } })
      await until(async () => (await order.look()).status === "canceled")
      const view = await order.look()
      expect(states(view)).toMatchObject(CANCELED)
      expect(view.history).toEqual(["open", "cancel"])
      expect(view.transitions.at(-1)).toMatchObject({ actor_type: "system" })
      expect(await order.slot()).toBe("released")
    })

    it("offers an order once it is paid, and follows Medusa's order when the event was lost", async () => {
      const paid = await placeAt("awaiting_payment")
      await capturePaymentWorkflow(getContainer()).run({
        input: { payment_id: (await paid.look()).payments[0].id },
      })
      await until(async () => (await paid.look()).status === "offered")
      expect((await paid.look()).history).toEqual(["open", "offer"])

      const lost = await placeAt("awaiting_payment")
      await getContainer()
        .resolve(Modules.ORDER)
        .updateOrders([{ id: lost.orderId, status: "canceled" }])
      await followOrders(getContainer())
      expect((await lost.look()).status).toBe("canceled")
      expect(await lost.slot()).toBe("released")
    })

    it("reverts the whole transition when Medusa refuses its part", async () => {
      const order = await placeAt("ready")
      const before = await order.look()
      // Marked as shipped in Medusa's admin: such a fulfillment cannot be canceled.
      await getContainer()
        .resolve(Modules.FULFILLMENT)
        .updateFulfillment(before.assignment.fulfillment_id ?? "", { shipped_at: new Date() })
      expect(await cancel(order.assignmentId, staff("owner"), "Too late")).toBe("too_late")
      const after = await order.look()
      expect(states(after)).toEqual({ ...states(before), fulfillment: "shipped" })
      expect(after.history).toEqual(before.history)
      expect(after.assignment).toMatchObject({ status: "ready", closed_at: null })
      expect(await order.slot()).toBe("booked")
    })
  },
})
