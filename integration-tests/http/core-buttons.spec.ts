import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createOrderWorkflow } from "@medusajs/medusa/core-flows"
import followOrders from "../../src/jobs/follow-orders"
import { CASH_PROVIDER, CURRENCY } from "../../src/lib/shop"
import { CORE_MODULE } from "../../src/modules/core"
import type CoreModuleService from "../../src/modules/core/service"
import type { Action, Method, Status } from "../../src/modules/workshop/order-transitions"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { withAssignmentLock } from "../../src/workflows/assignment/of-order"
import { createAdmin } from "../support/admin"
import { whileHolding } from "../support/at-once"
import { eventually } from "../support/eventually"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look, runTransition, staff, states } from "../support/workshop-view"

/** The steps to a status, by staff in Telegram. */
const STEPS: [to: Status, action: Action, who: "florist" | "courier"][] = [
  ["accepted", "accept", "florist"],
  ["ready", "mark_ready", "florist"],
  ["ready", "take_delivery", "courier"],
  ["out_for_delivery", "pick_up", "courier"],
]

const WRITTEN_OFF = { rose: [55, 0], ribbon: [18, 0], fulfillments: 1 }
const DELIVERED = {
  ...WRITTEN_OFF,
  order: "completed",
  payment: "captured",
  fulfillment: "delivered",
  status: "delivered",
}

shopSuite({
  testSuite: ({ getContainer, api }) => {
    let shop: WorkshopFixture
    let admin: Awaited<ReturnType<typeof createAdmin>>
    let otherId: string
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
      admin = await createAdmin(getContainer())
      const other = { email: "lola@example.uz", has_account: true }
      const { id } = await getContainer()
        .resolve(Modules.CUSTOMER)
        .createCustomers(other as object)
      otherId = id
    })

    const post = (path: string, body: object = {}) => api.post(path, body, admin.options)

    it("waits for a step of the workshop, and then refuses what this step excludes", async () => {
      const container = getContainer()
      const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      const { orderId, assignmentId } = await placeWorkshopOrder(container, shop)
      await runTransition(container, assignmentId, { action: "accept", by: staff("florist") })
      const { fulfillment_id } = await workshop.retrieveAssignment(assignmentId)
      const { canceling } = await withAssignmentLock(container, assignmentId, async () => {
        const canceling = post(`/admin/orders/${orderId}/fulfillments/${fulfillment_id}/cancel`)
        // The button has been pressed, and the bouquet is finished before Medusa acts.
        await sleep(1500)
        await workshop.updateAssignments({ id: assignmentId, status: "ready" })
        return { canceling }
      })
      const { status, data } = await canceling
      expect([status, data.code]).toEqual([400, "cancel_in_workshop"])
      expect(await look(container, shop, orderId)).toMatchObject({ fulfillments: 1 })
    })

    it("lets no courier leave with a gift before its giver has paid, and takes the cash once", async () => {
      const container = getContainer()
      const giver = { giver: "+998917654321" }
      const placed = await placeWorkshopOrder(container, shop, "delivery", CASH_PROVIDER, giver)
      const { orderId, assignmentId } = placed
      const run = (action: Action, who: "florist" | "courier") =>
        runTransition(container, assignmentId, { action, by: staff(who) })
      await run("accept", "florist")
      expect(await run("mark_ready", "florist")).toBe("ready")
      expect(await run("take_delivery", "courier")).toBe("ready")
      expect(await run("pick_up", "courier")).toBe("gift_unpaid")
      expect(await run("receive_cash", "courier")).toBe("not_allowed")

      const path = `/admin/orders/${orderId}`
      const { data: shown } = await api.get(`${path}/assignment`, admin.options)
      const actions = shown.next_actions.map(({ action }: { action: Action }) => action)
      expect(actions).toContain("receive_cash")
      expect(actions).not.toContain("pick_up")
      const { data } = await api.get(`${path}?fields=*fulfillments,*items`, admin.options)
      const { items, fulfillments } = data.order
      const shipment = {
        items: items.map(({ id, quantity }: { id: string; quantity: number }) => ({ id, quantity })),
        labels: [],
      }
      const fulfillment = `${path}/fulfillments/${fulfillments[0].id}`
      expect((await post(`${fulfillment}/shipments`, shipment)).data.code).toBe("gift_unpaid")
      expect((await post(`${fulfillment}/mark-as-delivered`)).data.code).toBe("gift_unpaid")

      const outcomes = await Promise.all([run("receive_cash", "florist"), run("receive_cash", "florist")])
      expect(outcomes.sort()).toEqual(["nothing_due", "ready"])
      expect(states(await look(container, shop, orderId))).toMatchObject({ payment: "captured" })
      expect(await run("pick_up", "courier")).toBe("out_for_delivery")
      expect(await run("deliver", "courier")).toBe("delivered")
      expect(states(await look(container, shop, orderId))).toMatchObject(DELIVERED)
    })

    /** An order in a status, with its routes on Medusa's own order page. */
    async function orderIn(status: Status, method: Method = "delivery") {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop, method)
      const last = STEPS.findLastIndex(([to]) => to === status)
      for (const [, action, who] of STEPS.slice(0, last + 1)) {
        if (method === "delivery" || who === "florist") {
          await runTransition(getContainer(), assignmentId, { action, by: staff(who) })
        }
      }
      const view = () => look(getContainer(), shop, orderId)
      const { medusa, assignment } = await view()
      const items = (medusa.items ?? []).map(({ id, quantity }) => ({ id, quantity }))
      const order = `/admin/orders/${orderId}`
      const fulfillment = `${order}/fulfillments/${assignment.fulfillment_id}`
      return {
        orderId,
        assignmentId,
        view,
        states: async () => states(await view()),
        reaches: (expected: object) =>
          eventually(async () => expect(states(await view())).toMatchObject(expected)),
        core: {
          fulfill: () => post(`${order}/fulfillments`, { items, location_id: shop.locationId }),
          ship: () =>
            post(`${fulfillment}/shipments`, {
              items,
              labels: [{ tracking_number: "UZ-1", tracking_url: "", label_url: "" }],
            }),
          deliver: () => post(`${fulfillment}/mark-as-delivered`),
          cancelFulfillment: () => post(`${fulfillment}/cancel`),
          cancel: () => post(`${order}/cancel`),
          complete: () => post(`${order}/complete`),
          archive: () => post(`${order}/archive`),
          transfer: () => post(`${order}/transfer`, { customer_id: otherId }),
        },
      }
    }

    /** The sums of an order and its payment. */
    async function moneyOf(orderId: string) {
      const { data } = await getContainer()
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({
          entity: "order",
          fields: [
            "total",
            "summary",
            "payment_collections.payments.id",
            "payment_collections.payments.captured_at",
          ],
          filters: { id: orderId },
        })
      const [{ total, summary, payment_collections: collections }] = data
      return { total, summary, payment: collections?.[0]?.payments?.[0] }
    }

    it("follows a shipment and a delivery on Medusa's page", async () => {
      const order = await orderIn("accepted")
      expect((await order.core.ship()).status).toBe(200)
      await order.reaches({ ...WRITTEN_OFF, status: "out_for_delivery", fulfillment: "shipped" })
      expect((await order.core.deliver()).status).toBe(200)
      await order.reaches(DELIVERED)
      const { history, transitions } = await order.view()
      expect(history).toEqual(["open", "accept", "mark_ready", "pick_up", "deliver"])
      expect(transitions.find(({ action }) => action === "pick_up")).toMatchObject({
        actor_type: "admin",
        actor_name: "Aziza Karimova",
      })
    })

    it("counts a payment once that is captured twice at the same moment", async () => {
      const { orderId } = await orderIn("ready")
      const money = () => moneyOf(orderId)
      const capture = async () => post(`/admin/payments/${(await money()).payment?.id}/capture`)
      // Medusa adds a capture to the sums in a statement of its own, which the row of the order holds up here.
      const { both } = await whileHolding(
        getContainer(),
        `SELECT FROM "order" WHERE id = '${orderId}'`,
        async (waiting) => {
          const first = capture()
          await eventually(async () => expect(await waiting()).toBe(1))
          const second = capture()
          // The second one waits for the first one, and not for the row.
          await new Promise((resolve) => setTimeout(resolve, 1000))
          return { both: Promise.all([first, second]) }
        },
      )
      expect((await both).map(({ status }) => status)).toEqual([200, 200])
      await eventually(async () => {
        const { total, summary } = await money()
        const { pending_difference: pending, transaction_total: paid } = summary as Record<string, unknown>
        expect([Number(pending) + 0, Number(paid)]).toEqual([0, Number(total)])
      })
    })

    it("counts a refund once when Medusa's page and the workshop cancel a paid order at the same moment", async () => {
      const { orderId, assignmentId, core, reaches } = await orderIn("offered")
      const { total, payment } = await moneyOf(orderId)
      expect((await post(`/admin/payments/${payment?.id}/capture`)).status).toBe(200)
      await eventually(async () =>
        expect(Number((await moneyOf(orderId)).summary?.transaction_total)).toBe(Number(total)),
      )
      const { both } = await whileHolding(
        getContainer(),
        `SELECT FROM "order" WHERE id = '${orderId}'`,
        async (waiting) => {
          const first = core.cancel()
          await eventually(async () => expect(await waiting()).toBe(1))
          const by = staff("manager")
          const second = runTransition(getContainer(), assignmentId, { action: "cancel", by, reason: "No" })
          // The second one waits for the first one, and not for the row.
          await new Promise((resolve) => setTimeout(resolve, 1000))
          return { both: Promise.all([first, second]) }
        },
      )
      expect((await both)[0].status).toBe(200)
      await reaches({ order: "canceled", status: "canceled" })
      await eventually(async () => {
        const { paid_total: paid, refunded_total: refunded } = (await moneyOf(orderId)).summary ?? {}
        expect([Number(paid), Number(refunded)]).toEqual([Number(total), Number(total)])
      })
    })

    it.each([
      ["ready", "delivery"],
      ["ready", "pickup"],
      ["accepted", "pickup"],
    ] as const)("follows the delivery of an order that is %s, for %s", async (status, method) => {
      const order = await orderIn(status, method)
      expect((await order.core.deliver()).status).toBe(200)
      await eventually(async () => {
        const { order: medusa, payment, status: now } = await order.states()
        expect([medusa, payment, now]).toEqual(["completed", "captured", "delivered"])
      })
    })

    it("offers the order again when the fulfillment is canceled before the bouquet is ready", async () => {
      const order = await orderIn("accepted")
      expect((await order.core.cancelFulfillment()).status).toBe(200)
      await order.reaches({ status: "offered", rose: [100, 45], ribbon: [20, 2], fulfillments: 0 })
      expect(
        await runTransition(getContainer(), order.assignmentId, { action: "accept", by: staff("florist2") }),
      ).toBe("accepted")
      expect(await order.states()).toMatchObject({ ...WRITTEN_OFF, status: "accepted" })
    })

    it("cancels an offered order, and its slot becomes free", async () => {
      const order = await orderIn("offered")
      expect((await order.core.cancel()).status).toBe(200)
      await order.reaches({ status: "canceled", order: "canceled", rose: [100, 0] })
    })

    it("keeps the state after a failed delivery, although Medusa's fulfillment stays shipped", async () => {
      const order = await orderIn("out_for_delivery")
      await runTransition(getContainer(), order.assignmentId, {
        action: "fail_delivery",
        by: staff("courier"),
        reason: "Nobody home",
      })
      await followOrders(getContainer())
      expect((await order.states()).status).toBe("ready")
      expect((await order.core.deliver()).status).toBe(200)
      await order.reaches(DELIVERED)
    })

    it.each([
      ["offered", "fulfill", "accept_in_workshop"],
      ["accepted", "cancel", "cancel_in_workshop"],
      ["ready", "cancel", "cancel_in_workshop"],
      ["out_for_delivery", "cancel", "return_in_workshop"],
      ["ready", "cancelFulfillment", "cancel_in_workshop"],
      ["offered", "complete", "finish_in_workshop"],
      ["accepted", "archive", "finish_in_workshop"],
      ["out_for_delivery", "complete", "finish_in_workshop"],
      ["accepted", "transfer", "transfer_later"],
    ] as const)("refuses in %s: %s, and says where to do it", async (status, button, code) => {
      const order = await orderIn(status)
      const before = await order.states()
      const { status: http, data } = await order.core[button]()
      expect([http, data.code, data.message]).toEqual([
        400,
        code,
        expect.stringMatching(/Workshop|after its delivery/),
      ])
      expect(await order.states()).toEqual(before)
    })

    it("answers 409 while another request changes the order in Medusa", async () => {
      const { orderId } = await orderIn("offered")
      const locking = getContainer().resolve(Modules.LOCKING)
      await locking.acquire([orderId], { ownerId: "another request", expire: 30 })
      const { status, data } = await post("/admin/order-edits", { order_id: orderId })
      expect([status, data.code]).toEqual([409, "record_busy"])
      await locking.release([orderId], { ownerId: "another request" })
      expect((await post("/admin/order-edits", { order_id: orderId })).status).toBe(200)
    })

    it("refuses Medusa's routes of a fulfillment without its order", async () => {
      const order = await orderIn("accepted")
      const { assignment } = await order.view()
      const before = await order.states()
      const canceled = await post(`/admin/fulfillments/${assignment.fulfillment_id}/cancel`)
      const shipped = await post(`/admin/fulfillments/${assignment.fulfillment_id}/shipment`, { labels: [] })
      expect([canceled, shipped].map(({ status, data }) => [status, data.code])).toEqual([
        [400, "use_order_page"],
        [400, "use_order_page"],
      ])
      expect(await order.states()).toEqual(before)
    })

    it("lets a delivered order be archived", async () => {
      const order = await orderIn("out_for_delivery")
      await order.core.deliver()
      await order.reaches(DELIVERED)
      expect((await order.core.transfer()).status).toBe(200)
      expect((await order.core.archive()).status).toBe(200)
    })

    it("follows a lost event with the sweep, from offered to delivered", async () => {
      const order = await orderIn("accepted")
      const { assignment } = await order.view()
      await getContainer()
        .resolve(Modules.FULFILLMENT)
        .updateFulfillment(assignment.fulfillment_id ?? "", { shipped_at: new Date() })
      await followOrders(getContainer())
      expect((await order.states()).status).toBe("out_for_delivery")
      await getContainer()
        .resolve(Modules.FULFILLMENT)
        .updateFulfillment(assignment.fulfillment_id ?? "", { delivered_at: new Date() })
      await followOrders(getContainer())
      expect(await order.states()).toMatchObject({
        status: "delivered",
        order: "completed",
        payment: "captured",
      })
    })

    it("does not touch an order that is not in the workshop", async () => {
      const { result: order } = await createOrderWorkflow(getContainer()).run({
        input: {
          region_id: shop.regionId,
          sales_channel_id: shop.salesChannelId,
          currency_code: CURRENCY,
          email: "nodira@example.uz",
          items: [{ title: "Vase", quantity: 1, unit_price: 50_000 }],
        },
      })
      expect((await post(`/admin/orders/${order.id}/complete`)).status).toBe(200)
      expect((await post(`/admin/orders/${order.id}/archive`)).status).toBe(200)
    })

    it.each<[Action, Status, Status, object]>([
      ["deliver", "out_for_delivery", "delivered", DELIVERED],
      ["return", "ready", "returned", { order: "canceled", payment: "canceled", status: "returned" }],
      [
        "cancel",
        "accepted",
        "canceled",
        { order: "canceled", payment: "canceled", fulfillments: 0, rose: [100, 0], status: "canceled" },
      ],
    ])("finishes %s of an order whose process stopped after it closed the assignment", async (...row) => {
      const [action, from, to, expected] = row
      const order = await orderIn(from)
      const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      const before = await order.states()
      await workshop.move({
        assignment_id: order.assignmentId,
        action,
        from: [from],
        to,
        patch: { closed_at: new Date(Date.now() - 120_000) },
        actor: { type: "system" },
      })
      expect((await order.core.cancelFulfillment()).data.code).toBe("order_closed")
      expect(await order.states()).toEqual({ ...before, status: to })
      await Promise.all([followOrders(getContainer()), followOrders(getContainer())])
      expect(await order.states()).toMatchObject(expected)
      const finished = await order.view()
      expect(finished.assignment.finished_at).toBeInstanceOf(Date)
      await followOrders(getContainer())
      expect(await order.states()).toEqual(states(finished))
    })

    it("tries to finish a closed order less and less often, and stops at no age", async () => {
      const order = await orderIn("out_for_delivery")
      const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      await workshop.move({
        assignment_id: order.assignmentId,
        action: "deliver",
        from: ["out_for_delivery"],
        to: "delivered",
        patch: { closed_at: new Date(Date.now() - 30 * 24 * 3_600_000) },
        actor: { type: "system" },
      })
      const stops = jest
        .spyOn(workshop, "retrieveAssignment")
        .mockRejectedValue(new Error("The database restarts"))
      await followOrders(getContainer())
      stops.mockRestore()
      await followOrders(getContainer())
      expect(await order.states()).toMatchObject({ order: "pending", status: "delivered" })
      const core = getContainer().resolve<CoreModuleService>(CORE_MODULE)
      const retries = await core.listRetries({ item_id: order.assignmentId })
      expect(retries).toMatchObject([{ task: "finish-closed-orders", failures: 1 }])
      await core.updateRetries({ id: retries[0].id, next_at: new Date(Date.now() - 1000) })
      await followOrders(getContainer())
      expect(await order.states()).toMatchObject(DELIVERED)
    })
  },
})
