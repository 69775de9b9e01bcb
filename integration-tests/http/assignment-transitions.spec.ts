import { Modules } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import {
  cancelOrderFulfillmentWorkflow,
  capturePaymentWorkflow,
  createOrderFulfillmentWorkflow,
} from "@medusajs/medusa/core-flows"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { acceptOrderWorkflow } from "../../src/workflows/assignment/accept-order"
import { beforeOfferWorkflow } from "../../src/workflows/assignment/before-offer"
import { cancelOrderWorkflow } from "../../src/workflows/assignment/cancel-order"
import { deliverOrderWorkflow } from "../../src/workflows/assignment/deliver-order"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import {
  hireStaff,
  look,
  staff,
  states,
  runTransition,
  type Colleague,
  type Step,
} from "../support/workshop-view"

const OFFERED = {
  order: "pending",
  payment: "authorized",
  fulfillment: "not_fulfilled",
  fulfillments: 0,
  status: "offered",
  rose: [100, 45],
  ribbon: [20, 2],
}
const WRITTEN_OFF = { rose: [55, 0], ribbon: [18, 0], fulfillments: 1 }
const ACCEPTED = { ...OFFERED, ...WRITTEN_OFF, fulfillment: "fulfilled", status: "accepted" }
const READY = { ...ACCEPTED, status: "ready" }
const ON_THE_WAY = { ...READY, fulfillment: "shipped", status: "out_for_delivery" }
const DELIVERED = {
  ...ON_THE_WAY,
  order: "completed",
  payment: "captured",
  fulfillment: "delivered",
  status: "delivered",
}

/** Calls of the host's hooks; a hook that throws, if one does. Handlers can be registered once per process. */
let hookCalls: [hook: string, input: object][] = []
let throwing: string | undefined
const handle = (hook: string) => async (input: object) => {
  hookCalls.push([hook, input])
  if (hook === throwing) {
    throw new Error(`${hook} refuses`)
  }
}
beforeOfferWorkflow.hooks.validate(handle("beforeOffer"))
acceptOrderWorkflow.hooks.orderAccepted(handle("orderAccepted"))
deliverOrderWorkflow.hooks.orderDelivered(handle("orderDelivered"))
cancelOrderWorkflow.hooks.orderCanceled(handle("orderCanceled"))

shopSuite({
  testSuite: ({ getContainer }) => {
    let shop: WorkshopFixture
    let members: Record<Colleague, string>
    beforeAll(async () => {
      shop = await createWorkshopFixture(getContainer())
      members = await hireStaff(getContainer())
    })

    const workshop = () => getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)

    const place = async (method: "delivery" | "pickup" = "delivery") => {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop, method)
      return {
        orderId,
        assignmentId,
        runTransition: (step: Step) => runTransition(getContainer(), assignmentId, step),
        look: () => look(getContainer(), shop, orderId),
        states: async () => states(await look(getContainer(), shop, orderId)),
      }
    }

    beforeEach(() => {
      hookCalls = []
      throwing = undefined
    })

    it("runs the host's hooks once, with the order and the transition", async () => {
      const order = await place()
      for (const [action, by] of [
        ["accept", "florist"],
        ["mark_ready", "florist"],
        ["take_delivery", "courier"],
        ["pick_up", "courier"],
        ["deliver", "courier"],
      ] as const) {
        await order.runTransition({ action, by: staff(by) })
      }
      const { transitions } = await order.look()
      const input = (name: string) => ({
        order_id: order.orderId,
        assignment_id: order.assignmentId,
        transition_id: transitions.find(({ action }) => action === name)?.id,
      })
      expect(hookCalls).toEqual([
        ["beforeOffer", { order_id: order.orderId }],
        ["orderAccepted", input("accept")],
        ["orderDelivered", input("deliver")],
      ])

      const other = await place()
      hookCalls = []
      await other.runTransition({ action: "cancel", by: { type: "system" } })
      expect(hookCalls).toEqual([
        [
          "orderCanceled",
          expect.objectContaining({ order_id: other.orderId, assignment_id: other.assignmentId }),
        ],
      ])
    })

    it("undoes the action if a hook throws", async () => {
      throwing = "beforeOffer"
      await expect(place()).rejects.toMatchObject({ message: "beforeOffer refuses" })
      expect(await getContainer().resolve(Modules.ORDER).listOrders({})).toEqual([])
      expect(await workshop().listAssignments({})).toEqual([])

      throwing = "orderAccepted"
      const order = await place()
      await expect(order.runTransition({ action: "accept", by: staff("florist") })).rejects.toMatchObject({
        message: "orderAccepted refuses",
      })
      expect(await order.states()).toMatchObject({ status: "offered", rose: [100, 45], ribbon: [20, 2] })
      throwing = undefined
      expect(await order.runTransition({ action: "accept", by: staff("florist") })).toBe("accepted")
    })

    it("performs all transitions, and Medusa's states are correct after each one", async () => {
      const order = await place()
      expect(await order.states()).toEqual(OFFERED)

      await order.runTransition({ action: "accept", by: staff("florist") })
      expect(await order.states()).toEqual(ACCEPTED)

      await order.runTransition({ action: "mark_ready", by: staff("florist"), photo_file_id: "AgAC-photo" })
      expect(await order.states()).toEqual(READY)

      await order.runTransition({ action: "take_delivery", by: staff("courier") })
      expect(await order.states()).toEqual(READY)

      await order.runTransition({ action: "pick_up", by: staff("courier") })
      expect(await order.states()).toEqual(ON_THE_WAY)

      await order.runTransition({ action: "deliver", by: staff("courier") })
      expect(await order.states()).toEqual(DELIVERED)

      const { history, transitions, assignment, medusa } = await order.look()
      expect(history).toEqual(["open", "accept", "mark_ready", "take_delivery", "pick_up", "deliver"])
      expect(transitions.slice(1).map(({ actor_name }) => actor_name)).toEqual([
        "florist",
        "florist",
        "courier",
        "courier",
        "courier",
      ])
      expect(assignment).toMatchObject({
        florist_id: members.florist,
        courier_id: members.courier,
        photo_file_id: "AgAC-photo",
        fulfillment_id: medusa.fulfillments?.[0]?.id,
      })
      expect(Number(medusa.summary?.paid_total)).toBe(Number(medusa.total))
      expect(Number(medusa.summary?.pending_difference)).toBe(0)
    })

    it("lets one of ten parallel accepts win", async () => {
      const order = await place()
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          order.runTransition({ action: "accept", by: staff(index % 2 ? "florist" : "florist2") }),
        ),
      )
      expect(answers.filter((answer) => answer === "accepted")).toHaveLength(1)
      expect(answers.filter((answer) => answer === "already_taken")).toHaveLength(9)
      expect(await order.states()).toEqual(ACCEPTED)
      expect((await order.look()).history).toEqual(["open", "accept"])
    })

    it("lets one of two couriers win, and one of accept and cancel", async () => {
      const order = await place()
      const first = await Promise.all([
        order.runTransition({ action: "accept", by: staff("florist") }),
        order.runTransition({
          action: "cancel",
          by: { type: "shopper", telegram_id: "1", customer_id: shop.customerId },
        }),
      ])
      const { status, fulfillments, order: medusaStatus } = await order.states()
      if (status === "accepted") {
        expect(first).toEqual(["accepted", "too_late"])
        expect([fulfillments, medusaStatus]).toEqual([1, "pending"])
      } else {
        expect(first).toEqual(["too_late", "canceled"])
        expect([fulfillments, medusaStatus]).toEqual([0, "canceled"])
      }

      const other = await place()
      await other.runTransition({ action: "accept", by: staff("florist") })
      await other.runTransition({ action: "mark_ready", by: staff("florist") })
      const couriers = await Promise.all(
        (["courier", "courier2"] as const).map((who) =>
          other.runTransition({ action: "take_delivery", by: staff(who) }),
        ),
      )
      expect(couriers.sort()).toEqual(["already_taken", "ready"])
    })

    it("gives an order back: restores stock and reservations exactly, and lets another florist accept it", async () => {
      const order = await place()
      await order.runTransition({ action: "accept", by: staff("florist") })
      expect(await order.runTransition({ action: "give_back", by: staff("florist") })).toBe("offered")
      expect(await order.states()).toEqual({ ...OFFERED, fulfillment: "canceled" })
      expect((await order.look()).assignment).toMatchObject({ florist_id: null, fulfillment_id: null })

      expect(await order.runTransition({ action: "accept", by: staff("florist2") })).toBe("accepted")
      expect(await order.states()).toEqual(ACCEPTED)
      expect((await order.look()).assignment.florist_id).toBe(members.florist2)
    })

    it("changes nothing when a flower is short", async () => {
      const order = await place()
      // Staff counted 44 roses; the order needs 45 in two of its lines.
      await getContainer()
        .resolve(Modules.INVENTORY)
        .updateInventoryLevels([
          { inventory_item_id: shop.flowers.rose, location_id: shop.locationId, stocked_quantity: 44 },
        ])
      const before = await order.states()
      expect(await order.runTransition({ action: "accept", by: staff("florist") })).toBe("out_of_stock")
      expect(await order.states()).toEqual(before)
      const { history, assignment, medusa } = await order.look()
      expect(history).toEqual(["open"])
      expect(assignment).toMatchObject({ florist_id: null, accepted_at: null, fulfillment_id: null })
      expect(medusa.fulfillments).toEqual([])

      await getContainer()
        .resolve(Modules.INVENTORY)
        .updateInventoryLevels([
          { inventory_item_id: shop.flowers.rose, location_id: shop.locationId, stocked_quantity: 45 },
        ])
      expect(await order.runTransition({ action: "accept", by: staff("florist2") })).toBe("accepted")
      expect(await order.states()).toEqual({ ...ACCEPTED, rose: [0, 0] })
    })

    it("never writes off more than the stock when two orders are accepted in parallel", async () => {
      const orders = [await place(), await place()]
      await getContainer()
        .resolve(Modules.INVENTORY)
        .updateInventoryLevels([
          { inventory_item_id: shop.flowers.rose, location_id: shop.locationId, stocked_quantity: 60 },
        ])
      const answers = await Promise.all(
        orders.map((order) => order.runTransition({ action: "accept", by: staff("florist") })),
      )
      expect(answers.sort()).toEqual(["accepted", "out_of_stock"])
      expect((await orders[0].states()).rose).toEqual([15, 45])
    })

    it("hands over a pick-up order at the counter: shipped and delivered in one step", async () => {
      const order = await place("pickup")
      await order.runTransition({ action: "accept", by: staff("florist") })
      await order.runTransition({ action: "mark_ready", by: staff("florist") })
      expect(await order.runTransition({ action: "take_delivery", by: staff("courier") })).toBe("too_late")
      expect(await order.runTransition({ action: "deliver", by: staff("courier") })).toBe("too_late")
      expect(await order.runTransition({ action: "deliver", by: staff("florist2") })).toBe("delivered")
      expect(await order.states()).toEqual(DELIVERED)
      expect((await order.look()).medusa.fulfillments?.[0]).toMatchObject({ shipped_at: expect.anything() })
    })

    it("retries after a failed attempt, and creates one shipment", async () => {
      const order = await place()
      await order.runTransition({ action: "accept", by: staff("florist") })
      await order.runTransition({ action: "mark_ready", by: staff("florist") })
      await order.runTransition({ action: "take_delivery", by: staff("courier") })
      await order.runTransition({ action: "pick_up", by: staff("courier") })
      expect(await order.runTransition({ action: "fail_delivery", by: staff("courier") })).toBe(
        "reason_required",
      )
      expect(await order.runTransition({ action: "fail_delivery", by: staff("courier"), reason: "  " })).toBe(
        "reason_required",
      )
      expect(
        await order.runTransition({ action: "fail_delivery", by: staff("courier"), reason: "Nobody home" }),
      ).toBe("ready")
      expect(await order.states()).toEqual({ ...ON_THE_WAY, status: "ready" })
      expect((await order.look()).assignment.courier_id).toBeNull()

      expect(
        await order.runTransition({ action: "cancel", by: staff("owner"), reason: "Changed my mind" }),
      ).toBe("too_late")
      const shippedAt = (await order.look()).medusa.fulfillments?.[0]?.shipped_at
      await order.runTransition({ action: "take_delivery", by: staff("courier2") })
      expect(await order.runTransition({ action: "pick_up", by: staff("courier2") })).toBe("out_for_delivery")
      expect((await order.look()).medusa.fulfillments?.[0]?.shipped_at).toEqual(shippedAt)
      expect(await order.runTransition({ action: "deliver", by: staff("courier2") })).toBe("delivered")
      expect(await order.states()).toEqual(DELIVERED)
      const { transitions } = await order.look()
      expect(transitions.find(({ action }) => action === "fail_delivery")).toMatchObject({
        reason: "Nobody home",
        from: "out_for_delivery",
        to: "ready",
        actor_id: members.courier,
      })
    })

    it("returns an unpaid order: Medusa receives the items, the payment and the order are canceled, the flowers are written off", async () => {
      const order = await place()
      await order.runTransition({ action: "accept", by: staff("florist") })
      await order.runTransition({ action: "mark_ready", by: staff("florist") })
      await order.runTransition({ action: "pick_up", by: staff("manager") })
      await order.runTransition({ action: "fail_delivery", by: staff("manager"), reason: "Refused" })
      expect(await order.runTransition({ action: "return", by: staff("courier"), reason: "Refused" })).toBe(
        "not_allowed",
      )
      expect(await order.runTransition({ action: "return", by: staff("manager"), reason: "Refused" })).toBe(
        "returned",
      )
      expect(await order.states()).toEqual({
        ...ON_THE_WAY,
        order: "canceled",
        payment: "canceled",
        status: "returned",
      })
      const { medusa, returns } = await order.look()
      expect(returns).toEqual([expect.objectContaining({ status: "received" })])
      expect(medusa.items?.map(({ detail }) => Number(detail.return_received_quantity)).sort()).toEqual([
        1, 1, 2,
      ])
      expect((await order.look()).history.at(-1)).toBe("return")
    })

    it("returns a paid order: the order stays open in Medusa and shows the refund that is due", async () => {
      const order = await place("pickup")
      await order.runTransition({ action: "accept", by: staff("florist") })
      await order.runTransition({ action: "mark_ready", by: staff("florist") })
      const [payment] = (await order.look()).payments
      await capturePaymentWorkflow(getContainer()).run({ input: { payment_id: payment?.id ?? "" } })
      expect(await order.runTransition({ action: "return", by: staff("owner"), reason: "Never came" })).toBe(
        "returned",
      )
      const { medusa, ...view } = await order.look()
      expect([view.order, view.payment]).toEqual(["pending", "captured"])
      expect(Number(medusa.summary?.pending_difference)).toBe(-695_000)
    })

    it("adopts a whole fulfillment from Medusa's admin, and refuses a partial one", async () => {
      const order = await place()
      const { medusa } = await order.look()
      const items = (medusa.items ?? []).map(({ id, quantity }) => ({ id, quantity }))
      const fulfill = (some: typeof items) =>
        createOrderFulfillmentWorkflow(getContainer()).run({
          input: { order_id: order.orderId, items: some, location_id: shop.locationId },
        })
      await fulfill(items)
      expect(await order.runTransition({ action: "accept", by: staff("florist") })).toBe("accepted")
      expect(await order.states()).toEqual(ACCEPTED)

      const other = await place()
      const five = (await other.look()).medusa.items?.find(({ title }) => title === "Five roses")
      await createOrderFulfillmentWorkflow(getContainer()).run({
        input: {
          order_id: other.orderId,
          items: [{ id: five?.id ?? "", quantity: 1 }],
          location_id: shop.locationId,
        },
      })
      expect(await other.runTransition({ action: "accept", by: staff("florist") })).toBe("partly_fulfilled")
      expect((await other.states()).status).toBe("offered")
    })

    it("writes the flowers off again when the fulfillment was canceled in Medusa's admin", async () => {
      const order = await place()
      await order.runTransition({ action: "accept", by: staff("florist") })
      await order.runTransition({ action: "mark_ready", by: staff("florist") })
      const { assignment } = await order.look()
      await cancelOrderFulfillmentWorkflow(getContainer()).run({
        input: { order_id: order.orderId, fulfillment_id: assignment.fulfillment_id ?? "" },
      })
      expect((await order.states()).rose).toEqual([100, 45])
      expect(await order.runTransition({ action: "pick_up", by: staff("owner") })).toBe("out_for_delivery")
      expect(await order.states()).toEqual(ON_THE_WAY)
      expect((await order.look()).assignment.fulfillment_id).not.toBe(assignment.fulfillment_id)
    })

    it("keeps a declined order on offer, and reports when the last florist has declined", async () => {
      const order = await place()
      expect(await order.runTransition({ action: "decline", by: staff("florist") })).toBe("offered")
      expect(await order.runTransition({ action: "decline", by: staff("florist") })).toBe("already_declined")
      expect(await order.runTransition({ action: "decline", by: staff("florist2") })).toBe("offered")
      const { transitions } = await order.look()
      expect(transitions.slice(1)).toEqual([
        expect.objectContaining({
          action: "decline",
          actor_id: members.florist,
          metadata: { all_declined: false },
        }),
        expect.objectContaining({
          action: "decline",
          actor_id: members.florist2,
          metadata: { all_declined: true },
        }),
      ])
      expect(await order.runTransition({ action: "accept", by: staff("florist") })).toBe("accepted")
    })

    it("gives a claimed delivery back to the other couriers", async () => {
      const order = await place()
      await order.runTransition({ action: "accept", by: staff("florist") })
      await order.runTransition({ action: "mark_ready", by: staff("florist") })
      await order.runTransition({ action: "take_delivery", by: staff("courier") })
      expect(await order.runTransition({ action: "give_back_delivery", by: staff("courier2") })).toBe(
        "not_yours",
      )
      expect(await order.runTransition({ action: "pick_up", by: staff("courier2") })).toBe("not_yours")
      expect(await order.runTransition({ action: "give_back_delivery", by: staff("courier") })).toBe("ready")
      expect(await order.runTransition({ action: "take_delivery", by: staff("courier2") })).toBe("ready")
      expect((await order.look()).assignment.courier_id).toBe(members.courier2)
    })

    it("reads the actor's role from the database at every transition", async () => {
      const order = await place()
      expect(await order.runTransition({ action: "accept", by: { type: "staff", telegram_id: "666" } })).toBe(
        "not_staff",
      )
      for (const who of ["courier", "accountant", "marketing"] as const) {
        expect(await order.runTransition({ action: "accept", by: staff(who) })).toBe("not_allowed")
      }
      const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      await workshop.updateStaffMembers({ id: members.florist, active: false })
      expect(await order.runTransition({ action: "accept", by: staff("florist") })).toBe("not_staff")
      expect((await order.look()).history).toEqual(["open"])
    })
  },
})
