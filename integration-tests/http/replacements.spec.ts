import { setTimeout as sleep } from "node:timers/promises"
import { confirmExchangeRequestWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import followOrders from "../../src/jobs/follow-orders"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type { Action } from "../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { withAssignmentLock } from "../../src/workflows/assignment/of-order"
import { createAdmin } from "../support/admin"
import { eventually } from "../support/eventually"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { billOf, orderEdits } from "../support/order-edits"
import { replacements } from "../support/replacements"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look, runTransition, staff, type Colleague } from "../support/workshop-view"

/** The fixture's order: 2 × twenty roses (300 000), five roses (90 000), a card (5 000), delivery (20 000). */
const TOTAL = 715_000

const ROUND: [Action, Colleague][] = [
  ["accept", "florist"],
  ["mark_ready", "florist"],
  ["take_delivery", "courier"],
  ["pick_up", "courier"],
  ["deliver", "courier"],
]

shopSuite({
  testSuite: ({ getContainer, api }) => {
    let shop: WorkshopFixture
    let admin: Awaited<ReturnType<typeof createAdmin>>
    const { post, exchange, beginExchange, claim, receive } = replacements(api, () => admin)

    const edits = orderEdits(api, () => admin)

    beforeAll(async () => {
      jobsRunByHand()
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
      admin = await createAdmin(getContainer())
    })

    /** A delivered order in cash. */
    async function delivered() {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop)
      const takes = (action: Action, who: Colleague) =>
        runTransition(getContainer(), assignmentId, { action, by: staff(who), reason: "because" })
      const isMade = async () => {
        for (const [action, who] of ROUND) {
          await takes(action, who)
        }
      }
      await isMade()
      const { lines } = await billOf(getContainer(), orderId)
      const line = (index: number) =>
        lines.find(({ variant_id }) => variant_id === shop.variantIds[index])?.id ?? ""
      return {
        orderId,
        assignmentId,
        line,
        takes,
        isMade,
        look: () => look(getContainer(), shop, orderId),
        bill: () => billOf(getContainer(), orderId),
        /** The state after a process stopped two minutes ago, when it had closed the order. */
        interrupt: () =>
          getContainer()
            .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
            .updateAssignments({
              id: assignmentId,
              finished_at: null,
              closed_at: new Date(Date.now() - 120_000),
            }),
        shown: async () => (await api.get(`/admin/orders/${orderId}/assignment`, admin.options)).data,
        becomes: (expected: object) =>
          eventually(async () => expect(await look(getContainer(), shop, orderId)).toMatchObject(expected)),
      }
    }

    it("makes and delivers the goods of an exchange, collects the difference and takes the return back", async () => {
      const order = await delivered()
      expect(await order.look()).toMatchObject({ status: "delivered", rose: [55, 0], ribbon: [18, 0] })
      const returnId = await exchange(order.orderId, {
        back: [{ id: order.line(1), quantity: 1 }],
        out: [{ variant_id: shop.variantIds[0], quantity: 1 }],
        shipping_option_id: shop.optionIds.delivery,
      })
      await order.becomes({ status: "offered", rose: [55, 20], ribbon: [18, 1], fulfillments: 1 })
      const offered = await order.shown()
      expect(offered.assignment).toMatchObject({
        florist_id: null,
        courier_id: null,
        closed_at: null,
        finished_at: null,
      })
      expect(offered.delivery).toMatchObject({ starts_at: null, status: "booked" })
      expect(offered.balance).toMatchObject({ paid: TOTAL * 100, due: 210_000 * 100, owed: 0 })
      expect(offered.next_actions.map(({ action }: { action: string }) => action)).not.toContain("cancel")
      expect((await order.look()).transitions.at(-1)).toMatchObject({
        action: "change",
        from: "delivered",
        to: "offered",
        metadata: { kind: "exchange" },
      })
      const { data: form } = await api.get(`/admin/orders/${order.orderId}/delivery`, admin.options)
      const slot = form.slots.findLast(({ method }: { method: string }) => method === "delivery")
      await post(`/admin/orders/${order.orderId}/delivery`, { slot_id: slot.id })
      expect((await order.shown()).delivery.starts_at).not.toBeNull()

      await order.isMade()
      expect(await order.look()).toMatchObject({
        status: "delivered",
        order: "completed",
        rose: [35, 0],
        ribbon: [17, 0],
        fulfillments: 2,
      })
      expect(await order.bill()).toMatchObject({ paid: TOTAL + 210_000, pending: 0 })
      await receive(returnId, [{ id: order.line(1), quantity: 1 }])
      await order.becomes({ status: "delivered", rose: [40, 0] })
      expect((await order.shown()).balance).toMatchObject({ due: 0, owed: 0 })

      await order.interrupt()
      await followOrders(getContainer())
      expect((await order.look()).assignment.finished_at).not.toBeNull()
      expect(await order.look()).toMatchObject({ status: "delivered", rose: [40, 0], fulfillments: 2 })
      expect(await order.bill()).toMatchObject({ paid: TOTAL + 210_000, pending: 0 })
    })

    it("delivers the replacement of a claim without a shipping method, and reserves its stock", async () => {
      const order = await delivered()
      await claim(order.orderId, {
        claimed: [{ id: order.line(1), quantity: 1, reason: "production_failure" }],
        out: [{ variant_id: shop.variantIds[1], quantity: 1, unit_price: 0 }],
      })
      await order.becomes({ status: "offered", rose: [55, 5] })
      expect((await order.shown()).balance).toMatchObject({ due: 0, owed: 0 })
      expect(await order.takes("cancel", "manager")).toBe("too_late")
      const { status, data } = await post(`/admin/orders/${order.orderId}/cancel`)
      expect([status, data.code]).toEqual([400, "cancel_replacement"])
      await order.takes("accept", "florist")
      expect(await order.look()).toMatchObject({ status: "accepted", rose: [50, 0], fulfillments: 2 })
      await order.takes("give_back", "florist")
      expect(await order.look()).toMatchObject({ status: "offered", rose: [55, 5], fulfillments: 1 })
      await order.isMade()
      expect(await order.look()).toMatchObject({ status: "delivered", rose: [50, 0], fulfillments: 2 })
      expect(await order.bill()).toMatchObject({ paid: TOTAL, pending: 0 })
    })

    it("shows what a cheaper exchange leaves to give back", async () => {
      const order = await delivered()
      const { data: begun } = await post("/admin/exchanges", { order_id: order.orderId })
      expect((await order.shown()).open_change).toMatchObject({
        kind: "exchange",
        begun_by: "Aziza Karimova",
      })
      const left = await api.delete(`/admin/exchanges/${begun.exchange.id}/request`, admin.options)
      expect(left.status).toBe(200)
      await exchange(order.orderId, {
        back: [{ id: order.line(0), quantity: 1 }],
        out: [{ variant_id: shop.variantIds[1], quantity: 1 }],
      })
      await order.becomes({ status: "offered", rose: [55, 5] })
      expect((await order.shown()).balance).toMatchObject({ due: 0, owed: 210_000 * 100 })
      await order.isMade()
      await post(`/admin/orders/${order.orderId}/balance/pay-back`)
      expect((await order.shown()).balance).toMatchObject({ due: 0, owed: 0 })
      expect(await order.bill()).toMatchObject({ paid: TOTAL, refunded: 210_000 })
    })

    it("puts back all flowers of a return whose bouquets consist of the same roses, in two parts and once", async () => {
      const order = await delivered()
      // Medusa's form lets staff leave the location out.
      const { data } = await post("/admin/returns", { order_id: order.orderId })
      const path = `/admin/returns/${data.return.id}`
      const [twenty, five] = [order.line(0), order.line(1)]
      const items = [
        { id: twenty, quantity: 2 },
        { id: five, quantity: 1 },
      ]
      await post(`${path}/request-items`, { items })
      expect((await post(`${path}/request`)).status).toBe(200)
      await receive(data.return.id, [
        { id: twenty, quantity: 1 },
        { id: five, quantity: 1 },
      ])
      await order.becomes({ status: "delivered", rose: [80, 0], ribbon: [19, 0] })
      await receive(data.return.id, [{ id: twenty, quantity: 1 }])
      await order.becomes({ status: "delivered", rose: [100, 0], ribbon: [20, 0] })
      const again = await post(`${path}/receive/confirm`)
      expect([again.status, (await order.look()).rose]).toEqual([400, [100, 0]])
      const { data: read } = await api.get(path, admin.options)
      expect(read.return).toMatchObject({ status: "received", location_id: shop.locationId })
      expect((await order.shown()).balance).toMatchObject({ due: 0, owed: (TOTAL - 25_000) * 100 })
    })

    it("collects the difference of an exchange whose return is canceled before the goods are delivered", async () => {
      const order = await delivered()
      const { data } = await post("/admin/returns", { order_id: order.orderId, location_id: shop.locationId })
      const path = `/admin/returns/${data.return.id}`
      await post(`${path}/request-items`, { items: [{ id: order.line(0), quantity: 1 }] })
      await post(`${path}/request`)
      await exchange(order.orderId, {
        back: [{ id: order.line(1), quantity: 1 }],
        out: [{ variant_id: shop.variantIds[0], quantity: 1 }],
      })
      await order.becomes({ status: "offered" })
      expect((await order.shown()).balance).toMatchObject({ due: 0, owed: 90_000 * 100 })

      expect((await post(`${path}/cancel`)).status).toBe(200)
      await followOrders(getContainer())
      // The cards follow each transition.
      expect((await order.look()).transitions.at(-1)).toMatchObject({
        action: "change",
        metadata: { kind: "cancel_return" },
      })
      expect((await order.shown()).balance).toMatchObject({ due: 210_000 * 100, owed: 0 })
      await order.isMade()
      expect(await order.bill()).toMatchObject({ paid: TOTAL + 210_000, pending: 0 })
    })

    it("finishes an interrupted delivery before the exchange, and closes the order again when staff cancel it", async () => {
      const order = await delivered()
      await order.interrupt()
      const early = await post("/admin/exchanges", { order_id: order.orderId })
      expect([early.status, early.data.code]).toEqual([400, "not_finished_yet"])
      await followOrders(getContainer())
      expect((await order.look()).assignment.finished_at).not.toBeNull()
      await exchange(order.orderId, {
        back: [{ id: order.line(1), quantity: 1 }],
        out: [{ variant_id: shop.variantIds[0], quantity: 1 }],
        shipping_option_id: shop.optionIds.delivery,
      })
      await order.becomes({ status: "offered", rose: [55, 20] })
      const { data } = await api.get(`/admin/exchanges?order_id=${order.orderId}`, admin.options)
      expect((await post(`/admin/exchanges/${data.exchanges[0].id}/cancel`)).status).toBe(200)
      expect(await order.takes("accept", "florist")).toBe("too_late")
      await followOrders(getContainer())
      await order.becomes({ status: "delivered", rose: [55, 0] })
      expect((await order.shown()).balance).toMatchObject({ due: 0, owed: 0 })
      const { closed_at, finished_at } = (await order.look()).assignment
      expect([closed_at, finished_at]).not.toContain(null)
    })

    /** Cancels the order's newest exchange. */
    const cancelExchange = async (orderId: string) => {
      const { data } = await api.get(`/admin/exchanges?order_id=${orderId}&order=-created_at`, admin.options)
      return post(`/admin/exchanges/${data.exchanges[0].id}/cancel`)
    }

    it.each(["accepted", "ready"])(
      "takes the goods back from the florist when staff cancel an exchange that is %s",
      async (status) => {
        const order = await delivered()
        await exchange(order.orderId, {
          back: [{ id: order.line(1), quantity: 1 }],
          out: [{ variant_id: shop.variantIds[0], quantity: 1 }],
          shipping_option_id: shop.optionIds.delivery,
        })
        await order.becomes({ status: "offered", rose: [55, 20] })
        await order.takes("accept", "florist")
        if (status === "ready") {
          await order.takes("mark_ready", "florist")
        }
        expect(await order.look()).toMatchObject({ status, rose: [35, 0], fulfillments: 2 })
        expect((await cancelExchange(order.orderId)).status).toBe(200)
        await followOrders(getContainer())
        await order.becomes({ status: "delivered", rose: [55, 0], ribbon: [18, 0], fulfillments: 1 })
        expect((await order.shown()).balance).toMatchObject({ paid: TOTAL * 100, due: 0, owed: 0 })
        expect(await order.bill()).toMatchObject({ total: TOTAL, paid: TOTAL, pending: 0 })
        expect((await order.look()).assignment).toMatchObject({ fulfillment_id: null })
        expect(await order.takes("mark_ready", "florist")).toBe("too_late")
      },
    )

    it.each(["request", "cancel"])(
      "waits for a step of the workshop before the %s of an exchange",
      async (path) => {
        const order = await delivered()
        const { id, fill, request } = await beginExchange(order.orderId)
        await fill({
          back: [{ id: order.line(1), quantity: 1 }],
          out: [{ variant_id: shop.variantIds[0], quantity: 1 }],
          shipping_option_id: shop.optionIds.delivery,
        })
        if (path === "cancel") {
          await request()
          await order.becomes({ status: "offered" })
        }
        let isAnswered = false
        const { answer } = await withAssignmentLock(getContainer(), order.assignmentId, async () => {
          const answer = post(`/admin/exchanges/${id}/${path}`).finally(() => (isAnswered = true))
          await sleep(3000)
          expect(isAnswered).toBe(false)
          return { answer }
        })
        expect((await answer).status).toBe(200)
        await followOrders(getContainer())
        await order.becomes({ status: path === "cancel" ? "delivered" : "offered" })
      },
    )

    it("keeps the stock when a price is edited during a claim: of a new line, but not of a delivered one", async () => {
      const order = await delivered()
      await claim(order.orderId, {
        claimed: [{ id: order.line(1), quantity: 1, reason: "production_failure" }],
        out: [{ variant_id: shop.variantIds[1], quantity: 1, unit_price: 0 }],
      })
      await order.becomes({ status: "offered", rose: [55, 5] })
      await order.takes("accept", "florist")
      const price = { quantity: 1, unit_price: 70_000 }
      await edits.begin(order.orderId)
      await edits.change(order.orderId, order.line(1), price)
      expect((await edits.confirm(order.orderId)).data).toMatchObject({ code: "edit_too_late" })
      await edits.cancel(order.orderId)
      await order.becomes({ rose: [50, 0], fulfillments: 2 })

      const { lines } = await order.bill()
      const added = lines.find(
        ({ id, variant_id }) => variant_id === shop.variantIds[1] && id !== order.line(1),
      )
      await edits.changeLine(order.orderId, added?.id ?? "", price)
      await followOrders(getContainer())
      await order.becomes({ status: "accepted", rose: [50, 0], fulfillments: 2 })
      expect((await order.shown()).balance).toMatchObject({ due: 70_000 * 100, owed: 0 })
    })

    it("cancels a claim that a florist makes, and refuses it when the goods have left the shop", async () => {
      const order = await delivered()
      const claimed = [{ id: order.line(1), quantity: 1, reason: "production_failure" }]
      const out = [{ variant_id: shop.variantIds[1], quantity: 1, unit_price: 0 }]
      await claim(order.orderId, { claimed, out })
      await order.becomes({ status: "offered", rose: [55, 5] })
      const { data } = await api.get(`/admin/claims?order_id=${order.orderId}`, admin.options)
      const cancelClaim = () => post(`/admin/claims/${data.claims[0].id}/cancel`)
      for (const [action, who] of ROUND.slice(0, 4)) {
        await order.takes(action, who)
      }
      const late = await cancelClaim()
      expect([late.status, late.data.code]).toEqual([400, "return_in_workshop"])
      expect(await order.look()).toMatchObject({ status: "out_for_delivery", rose: [50, 0], fulfillments: 2 })
      await order.takes("deliver", "courier")
      expect((await cancelClaim()).status).toBe(400)
      expect(await order.look()).toMatchObject({ status: "delivered", rose: [50, 0], fulfillments: 2 })

      await claim(order.orderId, { claimed, out })
      await order.becomes({ status: "offered", rose: [50, 5] })
      await order.takes("accept", "florist")
      const second = await api.get(`/admin/claims?order_id=${order.orderId}&order=-created_at`, admin.options)
      expect((await post(`/admin/claims/${second.data.claims[0].id}/cancel`)).status).toBe(200)
      await followOrders(getContainer())
      await order.becomes({ status: "delivered", rose: [50, 0], fulfillments: 2 })
      expect(await order.bill()).toMatchObject({ paid: TOTAL, pending: 0 })
    })

    it("makes the goods of a second exchange in the same round, and keeps the first when the second is canceled", async () => {
      const order = await delivered()
      const first = {
        back: [{ id: order.line(1), quantity: 1 }],
        out: [{ variant_id: shop.variantIds[0], quantity: 1 }],
        shipping_option_id: shop.optionIds.delivery,
      }
      // The workshop follows the first exchange when it has the lock. Medusa's route would wait for the lock.
      const second = await withAssignmentLock(getContainer(), order.assignmentId, async () => {
        const { id, fill } = await beginExchange(order.orderId)
        await fill(first)
        await confirmExchangeRequestWorkflow(getContainer()).run({ input: { exchange_id: id } })
        return beginExchange(order.orderId)
      })
      await order.becomes({ status: "offered" })
      await second.send({
        back: [{ id: order.line(2), quantity: 1 }],
        out: [{ variant_id: shop.variantIds[1], quantity: 1 }],
        shipping_option_id: shop.optionIds.delivery,
      })
      await order.becomes({ status: "offered", rose: [55, 25] })
      expect((await order.shown()).balance).toMatchObject({ due: (210_000 + 85_000) * 100, owed: 0 })
      const third = await post("/admin/exchanges", { order_id: order.orderId })
      expect([third.status, third.data.code]).toEqual([400, "not_delivered_yet"])

      await order.takes("accept", "florist")
      expect(await order.look()).toMatchObject({ status: "accepted", rose: [30, 0], fulfillments: 2 })
      await order.takes("mark_ready", "florist")
      expect((await cancelExchange(order.orderId)).status).toBe(200)
      await followOrders(getContainer())
      await order.becomes({ status: "accepted", rose: [35, 0], fulfillments: 2 })
      expect((await order.shown()).balance).toMatchObject({ due: 210_000 * 100, owed: 0 })

      await edits.begin(order.orderId)
      await edits.change(order.orderId, order.line(0), { quantity: 3 })
      expect((await edits.confirm(order.orderId)).data).toMatchObject({ code: "edit_too_late" })
      await edits.cancel(order.orderId)
      await order.becomes({ status: "accepted", rose: [35, 0], fulfillments: 2 })
      await order.isMade()
      expect(await order.look()).toMatchObject({
        status: "delivered",
        order: "completed",
        rose: [35, 0],
        fulfillments: 2,
      })
      expect(await order.bill()).toMatchObject({ paid: TOTAL + 210_000, pending: 0 })
    })

    it("follows a replacement that did not reach its recipient, and Medusa's own buttons", async () => {
      const order = await delivered()
      await claim(order.orderId, {
        claimed: [{ id: order.line(1), quantity: 1, reason: "missing_item" }],
        out: [{ variant_id: shop.variantIds[1], quantity: 2, unit_price: 0 }],
        shipping_option_id: shop.optionIds.delivery,
      })
      await order.becomes({ status: "offered", rose: [55, 10] })
      await order.takes("accept", "florist")
      const { fulfillment_id } = (await order.look()).assignment
      const { id } = (await order.bill()).lines[3]
      const shipped = await post(`/admin/orders/${order.orderId}/fulfillments/${fulfillment_id}/shipments`, {
        items: [{ id, quantity: 2 }],
      })
      expect(shipped.status).toBe(200)
      await order.becomes({ status: "out_for_delivery" })
      await order.takes("fail_delivery", "manager")
      await order.takes("return", "manager")
      expect(await order.look()).toMatchObject({ status: "returned", order: "completed", rose: [45, 0] })
      expect((await order.shown()).balance).toMatchObject({ due: 0 })
    })

    it("refuses an exchange that needs more flowers than are free", async () => {
      const order = await delivered()
      await getContainer()
        .resolve(Modules.INVENTORY)
        .updateInventoryLevels([
          { inventory_item_id: shop.flowers.rose, location_id: shop.locationId, stocked_quantity: 24 },
        ])
      const refused = await exchange(order.orderId, {
        back: [{ id: order.line(1), quantity: 1 }],
        // Medusa checks each line separately.
        out: [
          { variant_id: shop.variantIds[0], quantity: 1 },
          { variant_id: shop.variantIds[1], quantity: 1 },
        ],
      }).catch((error: Error) => error.message)
      expect(refused).toContain("out_of_stock")
      const workshop = getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      expect(await workshop.retrieveAssignment(order.assignmentId)).toMatchObject({ status: "delivered" })
    })
  },
})
