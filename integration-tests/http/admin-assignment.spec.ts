import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import { createAdmin } from "../support/admin"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look, staff, runTransition } from "../support/workshop-view"

shopSuite({
  testSuite: ({ getContainer, api }) => {
    let shop: WorkshopFixture
    let admin: Awaited<ReturnType<typeof createAdmin>>
    beforeAll(async () => {
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
      admin = await createAdmin(getContainer())
    })
    const get = (path: string) => api.get(path, admin.options)
    const step = (orderId: string, action: string, body: unknown = {}) =>
      api.post(`/admin/orders/${orderId}/assignment/${action}`, body, admin.options)

    it("shows delivery, history and next steps, and performs all transitions over HTTP", async () => {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop)
      const { status, data } = await get(`/admin/orders/${orderId}/assignment`)
      expect(status).toBe(200)
      expect(data.delivery).toMatchObject({
        recipient_name: "Zilola",
        recipient_phone: "+998901234567",
        address: "7, Khakikat street",
        card_text: "With love",
        anonymous: true,
        comment: "Ring twice",
        starts_at: expect.any(String),
      })
      expect(data.next_actions).toEqual([
        { action: "accept", needs_reason: false },
        { action: "cancel", needs_reason: true },
      ])
      expect(data.transitions).toHaveLength(1)

      await runTransition(getContainer(), assignmentId, { action: "accept", by: staff("florist") })
      const accepted = await get(`/admin/orders/${orderId}/assignment`)
      expect(accepted.data.assignment).toMatchObject({ status: "accepted", florist_name: "florist" })

      for (const [action, next] of [
        ["mark_ready", "ready"],
        ["pick_up", "out_for_delivery"],
        ["deliver", "delivered"],
      ]) {
        const answer = await step(orderId, action)
        expect([answer.status, answer.data.assignment.status]).toEqual([200, next])
        expect(answer.data.transitions.at(-1)).toMatchObject({
          actor_type: "admin",
          actor_name: "Aziza Karimova",
          action,
        })
      }
      expect((await get(`/admin/orders/${orderId}/assignment`)).data.next_actions).toEqual([])
      expect(await look(getContainer(), shop, orderId)).toMatchObject({
        order: "completed",
        payment: "captured",
      })
    })

    it("answers with an error code to impossible steps", async () => {
      const { orderId } = await placeWorkshopOrder(getContainer(), shop)
      const answers = [
        [await step(orderId, "mark_ready"), 400, "too_late"],
        [await step(orderId, "decline"), 403, "not_allowed"],
        [await step(orderId, "offer"), 403, "not_allowed"],
        [await step(orderId, "cancel"), 400, "reason_required"],
        [await step(orderId, "cancel", { reason: "x".repeat(501) }), 400, "text_too_long"],
        [await step(orderId, "explode"), 404, "not_found"],
        [await step("order_none", "accept"), 404, "not_found"],
        [await get("/admin/orders/order_none/assignment"), 404, "not_found"],
      ] as const
      for (const [answer, status, code] of answers) {
        expect([answer.status, answer.data.code]).toEqual([status, code])
      }
      expect((await step(orderId, "cancel", { reason: 7 })).status).toBe(400)
      expect((await step(orderId, "cancel", { why: "x" })).status).toBe(400)
      const stranger = { validateStatus: () => true }
      expect((await api.get(`/admin/orders/${orderId}/assignment`, stranger)).status).toBe(401)
      expect((await api.post(`/admin/orders/${orderId}/assignment/accept`, {}, stranger)).status).toBe(401)
    })

    it("lists the workshop's orders by status and day", async () => {
      const first = await placeWorkshopOrder(getContainer(), shop)
      const second = await placeWorkshopOrder(getContainer(), shop, "pickup")
      await runTransition(getContainer(), first.assignmentId, { action: "accept", by: staff("florist") })

      const all = await get("/admin/assignments")
      expect(all.data.count).toBe(2)
      expect(all.data.assignments.map(({ order_id }: { order_id: string }) => order_id)).toEqual([
        second.orderId,
        first.orderId,
      ])
      expect(all.data.assignments[1]).toMatchObject({
        florist_name: "florist",
        delivery: { recipient_name: "Zilola" },
      })
      const accepted = await get("/admin/assignments?status=accepted,ready")
      expect(accepted.data).toMatchObject({ count: 1, assignments: [{ order_id: first.orderId }] })

      const day = all.data.assignments[0].delivery.date
      expect((await get(`/admin/assignments?date=${day}&status=offered`)).data).toMatchObject({
        count: 1,
        assignments: [{ order_id: second.orderId }],
      })
      expect((await get("/admin/assignments?date=2001-01-01")).data.assignments).toEqual([])
      expect((await get("/admin/assignments?limit=1&offset=1")).data.assignments).toHaveLength(1)
      for (const bad of ["status=gone", "date=tomorrow", "limit=0", "limit=5000", "offset=-1", "x=1"]) {
        expect([bad, (await get(`/admin/assignments?${bad}`)).status]).toEqual([bad, 400])
      }
    })

    it("links the order and its assignment for queries in both directions", async () => {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop)
      const query = getContainer().resolve(ContainerRegistrationKeys.QUERY)
      const orders = await query.graph({
        entity: "order",
        fields: ["assignment.*"],
        filters: { id: orderId },
      })
      expect(orders.data[0]).toMatchObject({ assignment: { id: assignmentId, status: "offered" } })
      const assignments = await query.graph({
        entity: "assignment",
        fields: ["order.id", "order.status", "transitions.action"],
        filters: { id: assignmentId },
      })
      expect(assignments.data[0]).toMatchObject({
        order: { id: orderId, status: "pending" },
        transitions: [{ action: "open" }],
      })
    })
  },
})
