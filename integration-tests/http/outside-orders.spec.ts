import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createOrderWorkflow } from "@medusajs/medusa/core-flows"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { createAdmin } from "../support/admin"
import { eventually } from "../support/eventually"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { billOf } from "../support/order-edits"
import { replacements } from "../support/replacements"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look, runTransition, staff, states } from "../support/workshop-view"

shopSuite({
  testSuite: ({ getContainer, api }) => {
    let shop: WorkshopFixture
    let admin: Awaited<ReturnType<typeof createAdmin>>
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createWorkshopFixture(getContainer())
      await hireStaff(getContainer())
      admin = await createAdmin(getContainer())
    })

    const get = (path: string) => api.get(path, admin.options)
    const post = (path: string, body: object = {}) => api.post(path, body, admin.options)
    const unassigned = async () =>
      (await get("/admin/unassigned-orders")).data.orders.map(({ id }: { id: string }) => id)

    /** A draft order of 20 roses and a ribbon, from Medusa's admin. */
    async function draft(more: object = {}): Promise<string> {
      const { data } = await post("/admin/draft-orders", {
        region_id: shop.regionId,
        sales_channel_id: shop.salesChannelId,
        customer_id: shop.customerId,
        email: "nodira@example.uz",
        items: [{ variant_id: shop.variantIds[0], quantity: 1 }],
        shipping_methods: [],
        ...more,
      })
      return data.draft_order.id
    }

    /** What staff enter in the order's form. */
    async function entered(orderId: string, method: "delivery" | "pickup" = "delivery") {
      const { data } = await get(`/admin/orders/${orderId}/delivery`)
      expect(data).toMatchObject({ is_in_workshop: false, can_change: true })
      return {
        method,
        shipping_option_id: shop.optionIds[method],
        recipient_name: "Zilola",
        recipient_phone: "+998901234567",
        ...(method === "delivery" ? { address: "7, Khakikat street" } : {}),
        slot_id: data.slots.findLast((slot: { method: string }) => slot.method === method).id,
      }
    }

    async function assignmentOf(orderId: string) {
      const { data } = await get(`/admin/orders/${orderId}/assignment`)
      return data.assignment
    }

    it("lists a converted draft order until its delivery is entered, and makes and delivers it", async () => {
      const id = await draft()
      expect(await unassigned()).toEqual([])
      expect((await post(`/admin/draft-orders/${id}/convert-to-order`)).status).toBe(200)
      expect(await unassigned()).toEqual([id])

      const { status, data } = await post(`/admin/orders/${id}/delivery`, await entered(id))
      expect([status, data]).toEqual([
        200,
        expect.objectContaining({ is_in_workshop: true, can_change: true }),
      ])
      expect(await unassigned()).toEqual([])
      const { data: order } = await get(`/admin/orders/${id}?fields=*shipping_address`)
      expect(order.order.shipping_address).toMatchObject({
        first_name: "Zilola",
        address_1: "7, Khakikat street",
      })

      const { id: assignmentId, status: first } = await assignmentOf(id)
      expect(first).toBe("offered")
      expect(states(await look(getContainer(), shop, id))).toMatchObject({ rose: [100, 20], ribbon: [20, 1] })
      for (const [action, who] of [
        ["accept", "florist"],
        ["mark_ready", "florist"],
        ["take_delivery", "courier"],
        ["pick_up", "courier"],
        ["deliver", "courier"],
      ] as const) {
        await runTransition(getContainer(), assignmentId, { action, by: staff(who) })
      }
      expect(states(await look(getContainer(), shop, id))).toMatchObject({
        status: "delivered",
        order: "completed",
        rose: [80, 0],
        ribbon: [19, 0],
      })
    })

    it("offers a draft order that already has its delivery when it becomes an order", async () => {
      const id = await draft()
      const form = await entered(id, "pickup")
      expect((await post(`/admin/orders/${id}/delivery`, form)).status).toBe(200)
      expect(await assignmentOf(id)).toBeNull()
      await post(`/admin/draft-orders/${id}/convert-to-order`)
      await eventually(async () =>
        expect(await assignmentOf(id)).toMatchObject({ status: "offered", method: "pickup" }),
      )
      expect(await unassigned()).toEqual([])
    })

    it("delivers an imported order with a line that is shipped and not in the catalogue", async () => {
      const { result } = await createOrderWorkflow(getContainer()).run({
        input: {
          region_id: shop.regionId,
          sales_channel_id: shop.salesChannelId,
          email: "import@example.uz",
          items: [
            { variant_id: shop.variantIds[1], quantity: 1, title: "Five roses", unit_price: 90_000 },
            { title: "Balloon", quantity: 1, unit_price: 40_000, requires_shipping: true },
          ],
        },
      })
      const { id } = result
      const { status } = await post(`/admin/orders/${id}/delivery`, await entered(id))
      expect(status).toBe(200)
      const { id: assignmentId } = await assignmentOf(id)
      const accept = { action: "accept", by: staff("florist") } as const
      expect(await runTransition(getContainer(), assignmentId, accept)).toBe("accepted")
      expect(await look(getContainer(), shop, id)).toMatchObject({ rose: [95, 0], fulfillments: 1 })
    })

    /** An order of twice five roses from another system. */
    async function imported() {
      const { result } = await createOrderWorkflow(getContainer()).run({
        input: {
          region_id: shop.regionId,
          sales_channel_id: shop.salesChannelId,
          email: "import@example.uz",
          items: [{ variant_id: shop.variantIds[1], quantity: 2, title: "Five roses", unit_price: 90_000 }],
          shipping_address: {
            first_name: "Nigora",
            last_name: "Saidova",
            phone: "+998935551122",
            address_1: "12, Navoi street",
            country_code: "uz",
          },
        },
      })
      return result
    }

    it("reserves the stock of imported orders that are brought in at the same time", async () => {
      const ids: string[] = []
      for (let count = 0; count < 4; count += 1) {
        ids.push((await imported()).id)
      }
      const form = await entered(ids[0], "pickup")
      const answers = await Promise.all(ids.map((id) => post(`/admin/orders/${id}/delivery`, form)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      expect(await look(getContainer(), shop, ids[0])).toMatchObject({ status: "offered", rose: [100, 40] })
    })

    it("brings an imported order in, and reserves its stock", async () => {
      const order = await imported()
      expect(await unassigned()).toEqual([order.id])
      const { data: form } = await get(`/admin/orders/${order.id}/delivery`)
      expect(form.delivery).toMatchObject({
        recipient_name: "Nigora Saidova",
        recipient_phone: "+998935551122",
        address: "12, Navoi street",
      })
      const { slot_id, method, shipping_option_id } = await entered(order.id)
      const { status } = await post(`/admin/orders/${order.id}/delivery`, {
        slot_id,
        method,
        shipping_option_id,
      })
      expect(status).toBe(200)
      expect(states(await look(getContainer(), shop, order.id))).toMatchObject({
        status: "offered",
        rose: [100, 10],
      })
      const { id } = await assignmentOf(order.id)
      expect(await runTransition(getContainer(), id, { action: "accept", by: staff("florist") })).toBe(
        "accepted",
      )
      expect(states(await look(getContainer(), shop, order.id))).toMatchObject({
        rose: [90, 0],
        fulfillments: 1,
      })
    })

    it("lists a completed imported order with an exchange, and makes only the goods of the exchange", async () => {
      const { result: order } = await createOrderWorkflow(getContainer()).run({
        input: {
          region_id: shop.regionId,
          sales_channel_id: shop.salesChannelId,
          email: "import@example.uz",
          items: [{ variant_id: shop.variantIds[1], quantity: 1, title: "Five roses", unit_price: 90_000 }],
        },
      })
      const done = async (path: string, body: object = {}) => {
        const { status, data } = await post(path, body)
        expect([path, status, data]).toEqual([path, 200, expect.anything()])
        return data
      }
      const [{ id: line }] = (await billOf(getContainer(), order.id)).lines
      await done("/admin/reservations", {
        line_item_id: line,
        inventory_item_id: shop.flowers.rose,
        location_id: shop.locationId,
        quantity: 5,
      })
      const made = await done(`/admin/orders/${order.id}/fulfillments?fields=fulfillments.id`, {
        items: [{ id: line, quantity: 1 }],
        location_id: shop.locationId,
        shipping_option_id: shop.optionIds.delivery,
      })
      const [{ id: fulfillment }] = made.order.fulfillments
      await done(`/admin/orders/${order.id}/fulfillments/${fulfillment}/mark-as-delivered`)
      await done(`/admin/orders/${order.id}/complete`)
      expect(await unassigned()).toEqual([])

      await replacements(api, () => admin).exchange(order.id, {
        back: [{ id: line, quantity: 1 }],
        out: [{ variant_id: shop.variantIds[0], quantity: 1 }],
      })
      expect(await unassigned()).toEqual([order.id])
      await done(`/admin/orders/${order.id}/delivery`, await entered(order.id))
      expect(await unassigned()).toEqual([])
      expect(await look(getContainer(), shop, order.id)).toMatchObject({
        status: "offered",
        rose: [95, 20],
        fulfillments: 1,
      })
      const { id } = await assignmentOf(order.id)
      const accept = { action: "accept", by: staff("florist") } as const
      expect(await runTransition(getContainer(), id, accept)).toBe("accepted")
      expect(await look(getContainer(), shop, order.id)).toMatchObject({ rose: [75, 0], fulfillments: 2 })
    })

    it("changes nothing when the delivery is not complete, its slot is full or the stock is too small", async () => {
      const { result: order } = await createOrderWorkflow(getContainer()).run({
        input: {
          region_id: shop.regionId,
          sales_channel_id: shop.salesChannelId,
          email: "import@example.uz",
          items: [
            { variant_id: shop.variantIds[0], quantity: 1, title: "Twenty roses", unit_price: 300_000 },
          ],
        },
      })
      const form = await entered(order.id)
      await getContainer()
        .resolve(Modules.INVENTORY)
        .updateInventoryLevels([
          { inventory_item_id: shop.flowers.rose, location_id: shop.locationId, stocked_quantity: 19 },
        ])
      const attempts = [
        [{ ...form, recipient_phone: "12" }, "invalid_phone"],
        [{ recipient_name: "Zilola" }, "delivery_missing"],
        [{ ...form, slot_id: "2020-01-01.none" }, "invalid_slot"],
        [form, "out_of_stock"],
      ] as const
      for (const [body, code] of attempts) {
        const { status, data } = await post(`/admin/orders/${order.id}/delivery`, body)
        expect([status, data.code]).toEqual([400, code])
      }
      expect(await unassigned()).toEqual([order.id])
      const deliveries = getContainer().resolve<DeliveryModuleService>(DELIVERY_MODULE)
      expect(await deliveries.listDeliveries({ order_id: order.id })).toEqual([])
      expect(await getContainer().resolve(Modules.INVENTORY).listReservationItems({})).toEqual([])
    })

    it("leaves orders of the shop's carts and canceled orders out of the list", async () => {
      const id = await draft()
      await post(`/admin/draft-orders/${id}/convert-to-order`)
      await post(`/admin/orders/${id}/cancel`)
      expect(await unassigned()).toEqual([])
      const { data } = await getContainer()
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({ entity: "order", fields: ["status"], filters: { id } })
      expect(data[0].status).toBe("canceled")
      const refused = await post(`/admin/orders/${id}/delivery`, { recipient_name: "Zilola" })
      expect([refused.status, refused.data.code]).toEqual([400, "too_late"])
      const none = await post("/admin/orders/order_none/delivery", { recipient_name: "Zilola" })
      expect([none.status, none.data.code]).toEqual([404, "not_found"])
    })
  },
})
