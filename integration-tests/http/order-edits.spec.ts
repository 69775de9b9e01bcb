import { setTimeout as sleep } from "node:timers/promises"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  addToCartWorkflow,
  createCartWorkflow,
  requestOrderTransferWorkflow,
} from "@medusajs/medusa/core-flows"
import expireUnpaidOrders from "../../src/jobs/expire-unpaid-orders"
import followOrders from "../../src/jobs/follow-orders"
import repairAcceptances from "../../src/jobs/repair-acceptances"
import { CURRENCY } from "../../src/lib/shop"
import { CORE_MODULE } from "../../src/modules/core"
import type CoreModuleService from "../../src/modules/core/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { withAssignmentLock } from "../../src/workflows/assignment/of-order"
import { createAdmin } from "../support/admin"
import { eventually } from "../support/eventually"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { billOf, orderEdits } from "../support/order-edits"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look, runTransition, staff, states, type Step } from "../support/workshop-view"

const ACCEPT: Step = { action: "accept", by: staff("florist") }
const READY: Step = { action: "mark_ready", by: staff("florist"), photo_file_id: "photo" }
const TAKE: Step = { action: "take_delivery", by: staff("courier") }
const PICK_UP: Step = { action: "pick_up", by: staff("courier") }
const DELIVER: Step = { action: "deliver", by: staff("courier") }

/** The fixture's order: 2 × twenty roses (300 000), five roses (90 000), a card (5 000), delivery (20 000). */
const TOTAL = 715_000

shopSuite({
  testSuite: ({ getContainer, api }) => {
    let shop: WorkshopFixture
    let admin: Awaited<ReturnType<typeof createAdmin>>
    let members: Awaited<ReturnType<typeof hireStaff>>
    const edits = orderEdits(api, () => admin)

    beforeAll(async () => {
      jobsRunByHand()
      shop = await createWorkshopFixture(getContainer())
      members = await hireStaff(getContainer())
      admin = await createAdmin(getContainer())
    })

    const workshop = () => getContainer().resolve<WorkshopModuleService>(WORKSHOP_MODULE)

    /** An order in cash after these transitions. */
    const placed = async (...steps: Step[]) => {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop)
      const order = {
        orderId,
        assignmentId,
        look: () => look(getContainer(), shop, orderId),
        bill: () => billOf(getContainer(), orderId),
        does: (...more: Step[]) => doAll(assignmentId, more),
        line: async (variant: number) => {
          const { lines } = await billOf(getContainer(), orderId)
          return lines.find(({ variant_id }) => variant_id === shop.variantIds[variant])?.id ?? ""
        },
        becomes: (expected: object) =>
          eventually(async () => expect(await look(getContainer(), shop, orderId)).toMatchObject(expected)),
        shown: async () => (await api.get(`/admin/orders/${orderId}/assignment`, admin.options)).data,
      }
      await order.does(...steps)
      return order
    }

    const doAll = async (assignmentId: string, steps: Step[]) => {
      for (const step of steps) {
        await runTransition(getContainer(), assignmentId, step)
      }
    }

    const times = (history: string[], action: string) => history.filter((one) => one === action).length

    it("collects and books the new amount of a cash order that was edited up before its acceptance", async () => {
      const order = await placed()
      await edits.changeLine(order.orderId, await order.line(1), { quantity: 2 })
      await order.becomes({ status: "offered", history: ["open", "change"], rose: [100, 50] })
      expect((await order.look()).transitions.at(-1)).toMatchObject({
        actor_type: "admin",
        actor_name: "Aziza Karimova",
        metadata: { kind: "edit", changes_items: true },
      })
      expect((await order.shown()).balance).toEqual({
        paid: 0,
        due: (TOTAL + 90_000) * 100,
        owed: 0,
        currency_code: "uzs",
      })
      await order.does(ACCEPT, READY, TAKE, PICK_UP, DELIVER)
      expect(states(await order.look())).toEqual({
        order: "completed",
        payment: "captured",
        fulfillment: "delivered",
        fulfillments: 1,
        status: "delivered",
        rose: [50, 0],
        ribbon: [18, 0],
      })
      expect(await order.bill()).toMatchObject({ paid: TOTAL + 90_000, pending: 0 })
    })

    it("collects the new amount of a cash order that was edited down before its acceptance", async () => {
      const order = await placed()
      await edits.changeLine(order.orderId, await order.line(0), { quantity: 1 })
      await order.becomes({ history: ["open", "change"], rose: [100, 25], ribbon: [20, 1] })
      await order.does(ACCEPT, READY, TAKE, PICK_UP, DELIVER)
      expect(await order.look()).toMatchObject({ status: "delivered", payment: "captured", rose: [75, 0] })
      expect(await order.bill()).toMatchObject({ paid: TOTAL - 300_000, pending: 0 })
    })

    async function makeFree(orderId: string): Promise<void> {
      await edits.begin(orderId)
      for (const { id, quantity } of (await billOf(getContainer(), orderId)).lines) {
        expect((await edits.change(orderId, id, { quantity, unit_price: 0 })).status).toBe(200)
      }
      expect((await edits.confirm(orderId)).status).toBe(200)
    }

    it("captures nothing of a cash order that was edited down to nothing", async () => {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop, "pickup")
      const bill = () => billOf(getContainer(), orderId)
      await makeFree(orderId)
      await eventually(async () =>
        expect(await look(getContainer(), shop, orderId)).toMatchObject({ history: ["open", "change"] }),
      )
      expect(await bill()).toMatchObject({ total: 0, paid: 0 })
      await doAll(assignmentId, [ACCEPT, READY, { action: "deliver", by: staff("florist") }])
      expect(await look(getContainer(), shop, orderId)).toMatchObject({
        status: "delivered",
        order: "completed",
      })
      expect(await bill()).toMatchObject({ paid: 0, refunded: 0, pending: 0 })
    })

    it("offers an order that was edited down to nothing while it awaited its payment", async () => {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop, "pickup")
      await workshop().updateAssignments({
        id: assignmentId,
        status: "awaiting_payment",
        payment_due_at: new Date(Date.now() + 3_600_000),
      })
      await makeFree(orderId)
      await eventually(async () =>
        expect(await look(getContainer(), shop, orderId)).toMatchObject({
          status: "offered",
          history: ["open", "offer", "change"],
        }),
      )
    })

    it("writes a line that was added after the acceptance off the stock, and lets the courier deliver", async () => {
      const order = await placed(ACCEPT)
      expect(await order.look()).toMatchObject({ rose: [55, 0], fulfillments: 1 })
      await edits.addLine(order.orderId, shop.variantIds[1], 2)
      await order.becomes({ history: ["open", "accept", "change"], status: "accepted", rose: [45, 0] })
      const edited = await order.look()
      expect(edited).toMatchObject({ fulfillments: 1, fulfillment: "fulfilled" })
      expect(edited.assignment).toMatchObject({ florist_id: members.florist })
      const [fulfillment] = (edited.medusa.fulfillments ?? []).filter(({ canceled_at }) => !canceled_at)
      expect(edited.assignment.fulfillment_id).toBe(fulfillment.id)
      await order.does(READY, TAKE, PICK_UP, DELIVER)
      expect(await order.look()).toMatchObject({ status: "delivered", order: "completed", rose: [45, 0] })
      expect(await order.bill()).toMatchObject({ paid: TOTAL + 180_000, pending: 0 })
    })

    it("returns the flowers of lines that were reduced after the acceptance", async () => {
      const order = await placed(ACCEPT)
      await edits.changeLine(order.orderId, await order.line(0), { quantity: 1 })
      await order.becomes({ history: ["open", "accept", "change"], rose: [75, 0], ribbon: [19, 0] })
      await edits.changeLine(order.orderId, await order.line(1), { quantity: 0 })
      await order.becomes({ rose: [80, 0], fulfillments: 1, fulfillment: "fulfilled" })
      await order.does(READY, TAKE, PICK_UP, DELIVER)
      expect(await order.bill()).toMatchObject({ paid: 300_000 + 5_000 + 20_000, pending: 0 })
    })

    it("gives a ready bouquet back to its florist, for another photo and another courier", async () => {
      const order = await placed(ACCEPT, READY, TAKE)
      await edits.changeLine(order.orderId, await order.line(1), { quantity: 3 })
      await order.becomes({ status: "accepted", rose: [45, 0] })
      const { assignment, transitions } = await order.look()
      expect(assignment).toMatchObject({
        florist_id: members.florist,
        courier_id: null,
        photo_file_id: null,
        ready_at: null,
      })
      expect(transitions.at(-1)).toMatchObject({ from: "ready", metadata: { courier_id: members.courier } })
      await order.does(READY, TAKE, PICK_UP, DELIVER)
      expect(await order.bill()).toMatchObject({ paid: TOTAL + 180_000, pending: 0 })
    })

    it("keeps a ready bouquet ready when only its price was edited", async () => {
      const order = await placed(ACCEPT, READY)
      await edits.changeLine(order.orderId, await order.line(1), { quantity: 1, unit_price: 80_000 })
      await order.becomes({
        history: ["open", "accept", "mark_ready", "change"],
        status: "ready",
        rose: [55, 0],
      })
      expect((await order.look()).assignment.photo_file_id).toBe("photo")
      await order.does(TAKE, PICK_UP, DELIVER)
      expect(await order.bill()).toMatchObject({ paid: TOTAL - 10_000, pending: 0 })
    })

    it("confirms an edit while no action of the workshop changes the order", async () => {
      const order = await placed(ACCEPT)
      expect((await edits.begin(order.orderId)).status).toBe(200)
      await edits.change(order.orderId, await order.line(0), { quantity: 3 })
      const confirmed = await withAssignmentLock(getContainer(), order.assignmentId, async () => {
        const answer = edits.confirm(order.orderId)
        await sleep(1500)
        expect((await order.bill()).lines.find(({ quantity }) => quantity === 3)).toBeUndefined()
        return { answer }
      })
      expect((await confirmed.answer).status).toBe(200)
      await order.becomes({ status: "accepted", rose: [35, 0], fulfillments: 1 })
    })

    it("refuses a claim and an exchange of an order that came back as a whole", async () => {
      const order = await placed(ACCEPT, READY)
      const { data } = await getContainer()
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({
          entity: "order",
          fields: ["payment_collections.payments.id"],
          filters: { id: order.orderId },
        })
      // A paid order stays open in Medusa after its return; an unpaid one is canceled.
      const payment = data[0].payment_collections?.[0]?.payments?.[0]?.id ?? ""
      const captured = await api.post(`/admin/payments/${payment}/capture`, {}, admin.options)
      expect(captured.status).toBe(200)
      await order.does({ action: "return", by: staff("manager"), reason: "Nobody at home" })
      for (const path of ["returns", "claims", "exchanges"]) {
        const body = { order_id: order.orderId, ...(path === "claims" ? { type: "replace" } : {}) }
        const answer = await api.post(`/admin/${path}`, body, admin.options)
        expect([path, answer.status, answer.data.code]).toEqual([path, 400, "nothing_delivered"])
      }
    })

    it("refuses an edit after the order has left the shop, and a return before its delivery or by anybody but staff", async () => {
      const order = await placed(ACCEPT, READY, TAKE)
      for (const path of ["returns", "claims", "exchanges"]) {
        const body = { order_id: order.orderId, ...(path === "claims" ? { type: "refund" } : {}) }
        const early = await api.post(`/admin/${path}`, body, admin.options)
        expect([path, early.status, early.data.code]).toEqual([path, 400, "not_delivered_yet"])
      }
      const begun = await edits.begin(order.orderId)
      expect(begun.status).toBe(200)
      await edits.cancel(order.orderId)
      await order.becomes({ rose: [55, 0], fulfillments: 1 })
      for (const step of [PICK_UP, DELIVER]) {
        await order.does(step)
        const late = await edits.begin(order.orderId)
        expect([late.status, late.data.code]).toEqual([400, "edit_too_late"])
      }
      const { token } = await getContainer()
        .resolve(Modules.API_KEY)
        .createApiKeys({ title: "Storefront", type: "publishable", created_by: admin.user.id })
      const byShopper = await api.post(
        "/store/returns",
        {
          order_id: order.orderId,
          items: [{ id: await order.line(0), quantity: 2 }],
          return_shipping: { option_id: shop.optionIds.delivery, price: 0 },
          location_id: shop.locationId,
          receive_now: true,
        },
        { headers: { "x-publishable-api-key": token }, validateStatus: () => true },
      )
      expect([byShopper.status, byShopper.data.code]).toEqual([400, "return_by_staff"])
      expect(await order.bill()).toMatchObject({ total: TOTAL, pending: 0 })
      expect(await order.look()).toMatchObject({ status: "delivered", rose: [55, 0] })
    })

    it("begins an edit while no action of the workshop changes the order", async () => {
      const { orderId, assignmentId } = await placed()
      const locking = getContainer().resolve(Modules.LOCKING)
      const other = { ownerId: "another request", expire: 30 }
      // Medusa's route waits for this lock, between the check of the edit and the edit.
      await locking.acquire([orderId], other)
      const begun = edits.begin(orderId)
      await sleep(300)
      const cancel: Step = { action: "cancel", by: staff("manager"), reason: "The shopper called" }
      const canceled = runTransition(getContainer(), assignmentId, cancel)
      await sleep(300)
      await locking.release([orderId], other)
      expect((await begun).status).toBe(200)
      expect(await canceled).toBe("order_being_changed")
    })

    it("says that the order is being changed while an edit is open, and resumes when it is left", async () => {
      const offered = await placed()
      expect((await edits.begin(offered.orderId)).status).toBe(200)
      expect(await runTransition(getContainer(), offered.assignmentId, ACCEPT)).toBe("order_being_changed")
      const canceled = await api.post(`/admin/orders/${offered.orderId}/cancel`, {}, admin.options)
      expect([canceled.status, canceled.data.code]).toEqual([400, "order_being_changed"])
      expect(canceled.data.message).toContain("an order edit that was begun at ")
      expect((await offered.shown()).open_change).toMatchObject({ kind: "edit" })
      await edits.cancel(offered.orderId)
      expect((await offered.shown()).open_change).toBeNull()
      expect(await runTransition(getContainer(), offered.assignmentId, ACCEPT)).toBe("accepted")

      await edits.begin(offered.orderId)
      expect(await offered.look()).toMatchObject({ rose: [100, 45], fulfillments: 0 })
      await workshop().updateAssignments({
        id: offered.assignmentId,
        accepted_at: new Date(Date.now() - 3_600_000),
      })
      await repairAcceptances(getContainer())
      expect(await offered.look()).toMatchObject({ fulfillments: 0 })
      const giveBack: Step = { action: "give_back", by: staff("florist") }
      expect(await runTransition(getContainer(), offered.assignmentId, giveBack)).toBe("order_being_changed")
      await edits.cancel(offered.orderId)
      await offered.becomes({ status: "accepted", rose: [55, 0], fulfillments: 1 })
      expect((await offered.shown()).balance).toMatchObject({ due: TOTAL * 100 })
      expect(times((await offered.look()).history, "change")).toBe(0)
      await offered.does({ action: "cancel", by: staff("manager"), reason: "The shopper called" })
      expect((await offered.shown()).balance).toMatchObject({ due: 0, owed: 0 })
    })

    it("expires an unpaid order in spite of an abandoned edit or transfer", async () => {
      const unpaid = async (minutesAgo: number) => {
        const order = await placed()
        await workshop().updateAssignments({
          id: order.assignmentId,
          status: "awaiting_payment",
          payment_due_at: new Date(Date.now() - minutesAgo * 60_000),
        })
        return order
      }
      const [recent, abandoned] = [await unpaid(30), await unpaid(90)]
      for (const { orderId } of [recent, abandoned]) {
        expect((await edits.begin(orderId)).status).toBe(200)
      }
      const withoutPayment = () =>
        getContainer()
          .resolve(ContainerRegistrationKeys.PG_CONNECTION)
          .raw("update payment_collection set authorized_amount = 0, raw_authorized_amount = null")
      await withoutPayment()
      await expireUnpaidOrders(getContainer())
      expect((await recent.look()).status).toBe("awaiting_payment")
      expect(await abandoned.look()).toMatchObject({ status: "canceled", order: "canceled" })

      const transferred = await unpaid(30)
      const other = await getContainer()
        .resolve(Modules.CUSTOMER)
        .createCustomers({ email: "lola@example.uz", has_account: true })
      // The API refuses a transfer of an open order, but code of the store can begin one.
      await requestOrderTransferWorkflow(getContainer()).run({
        input: { order_id: transferred.orderId, customer_id: other.id, logged_in_user: admin.user.id },
      })
      expect((await transferred.shown()).open_change).toMatchObject({ kind: "transfer" })
      await withoutPayment()
      await expireUnpaidOrders(getContainer())
      expect(await transferred.look()).toMatchObject({ status: "canceled", order: "canceled" })
    })

    it("follows an edit once, also when its event was lost", async () => {
      const order = await placed(ACCEPT)
      const events = getContainer().resolve(Modules.EVENT_BUS)
      const silent = jest.spyOn(events, "emit").mockResolvedValue(undefined)
      await edits.addLine(order.orderId, shop.variantIds[1])
      silent.mockRestore()
      expect(await order.look()).toMatchObject({ fulfillments: 0, history: ["open", "accept"] })
      await Promise.all([followOrders(getContainer()), followOrders(getContainer())])
      await followOrders(getContainer())
      expect(await order.look()).toMatchObject({
        fulfillments: 1,
        rose: [50, 0],
        history: ["open", "accept", "change"],
      })
    })

    it("logs an order that cannot be fulfilled less and less often, and fulfils it when the stock is back", async () => {
      const order = await placed(ACCEPT)
      const silent = jest
        .spyOn(getContainer().resolve(Modules.EVENT_BUS), "emit")
        .mockResolvedValue(undefined)
      await edits.begin(order.orderId)
      await edits.cancel(order.orderId)
      silent.mockRestore()
      await workshop().updateAssignments({
        id: order.assignmentId,
        accepted_at: new Date(Date.now() - 3_600_000),
      })
      const restock = (stocked_quantity: number) =>
        getContainer()
          .resolve(Modules.INVENTORY)
          .updateInventoryLevels([
            { inventory_item_id: shop.flowers.rose, location_id: shop.locationId, stocked_quantity },
          ])
      const logger = getContainer().resolve(ContainerRegistrationKeys.LOGGER)
      const lines: string[] = []
      const spies = (["warn", "error"] as const).map((level) =>
        jest
          .spyOn(logger, level)
          .mockImplementation((...said: unknown[]) => void lines.push(String(said[0]))),
      )
      await restock(40)
      await repairAcceptances(getContainer())
      await repairAcceptances(getContainer())
      expect(lines.filter((line) => line.includes("out_of_stock"))).toHaveLength(1)

      const core = getContainer().resolve<CoreModuleService>(CORE_MODULE)
      const retry = async () => (await core.listRetries({ item_id: order.assignmentId })).at(0)
      const later = async () =>
        core.updateRetries({ id: (await retry())?.id ?? "", next_at: new Date(Date.now() - 1000) })
      await later()
      await repairAcceptances(getContainer())
      expect(lines.filter((line) => line.includes("out_of_stock"))).toHaveLength(2)
      const waiting = await retry()
      expect(waiting).toMatchObject({ task: "repair-acceptances", cause: "out_of_stock", failures: 2 })
      expect((waiting?.next_at.getTime() ?? 0) - Date.now()).toBeGreaterThan(50_000)

      await restock(100)
      await later()
      await repairAcceptances(getContainer())
      spies.forEach((spy) => spy.mockRestore())
      expect(await order.look()).toMatchObject({ rose: [55, 0], fulfillments: 1 })
      expect(await retry()).toBeUndefined()
    })

    it("refuses an edit that needs flowers which a cart holds, or which are not in stock", async () => {
      const order = await placed()
      const { result: cart } = await createCartWorkflow(getContainer()).run({
        input: { region_id: shop.regionId, sales_channel_id: shop.salesChannelId, currency_code: CURRENCY },
      })
      await addToCartWorkflow(getContainer()).run({
        input: { cart_id: cart.id, items: [{ variant_id: shop.variantIds[1], quantity: 10 }] },
      })
      await edits.begin(order.orderId)
      await edits.change(order.orderId, await order.line(1), { quantity: 3 })
      const held = await edits.confirm(order.orderId)
      expect([held.status, held.data.code]).toEqual([400, "reserved_for_now"])
      await edits.change(order.orderId, await order.line(1), { quantity: 13 })
      const short = await edits.confirm(order.orderId)
      expect([short.status, short.data.code]).toEqual([400, "out_of_stock"])
      await edits.cancel(order.orderId)
      expect(await order.look()).toMatchObject({ rose: [100, 45], history: ["open"] })
    })

    it("shows what a return after the delivery leaves to give back, and records the repayment once", async () => {
      const order = await placed(ACCEPT, READY, TAKE, PICK_UP, DELIVER)
      const post = async (path: string, body: unknown = {}) => {
        const answer = await api.post(path, body, admin.options)
        expect([path, answer.status]).toEqual([path, 200])
        return answer.data
      }
      const { return: begun } = await post("/admin/returns", {
        order_id: order.orderId,
        location_id: shop.locationId,
      })
      const items = [{ id: await order.line(1), quantity: 1 }]
      await post(`/admin/returns/${begun.id}/request-items`, { items })
      await post(`/admin/returns/${begun.id}/request`)
      await post(`/admin/returns/${begun.id}/receive`)
      await post(`/admin/returns/${begun.id}/receive-items`, { items })
      await post(`/admin/returns/${begun.id}/receive/confirm`)
      await eventually(async () => expect(times((await order.look()).history, "change")).toBe(1))
      expect(await order.look()).toMatchObject({ status: "delivered", rose: [60, 0] })
      expect((await order.shown()).balance).toMatchObject({ due: 0, owed: 9_000_000 })
      const list = await api.get("/admin/assignments", admin.options)
      expect(list.data.assignments[0].balance).toMatchObject({ owed: 9_000_000 })

      const path = `/admin/orders/${order.orderId}/balance/pay-back`
      expect((await post(path)).balance).toMatchObject({ due: 0, owed: 0 })
      const again = await api.post(path, {}, admin.options)
      expect([again.status, again.data.code]).toEqual([400, "nothing_owed"])
      expect(await order.bill()).toMatchObject({ refunded: 90_000, pending: 0 })
      expect((await order.look()).transitions.at(-1)).toMatchObject({
        action: "change",
        actor_name: "Aziza Karimova",
        metadata: { kind: "paid_back", amount: 90_000 },
      })
    })
  },
})
