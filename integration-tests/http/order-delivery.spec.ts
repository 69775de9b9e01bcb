import { Modules } from "@medusajs/framework/utils"
import followOrders from "../../src/jobs/follow-orders"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { slotId } from "../../src/modules/delivery/slots"
import { addDays, dateAt } from "../../src/modules/delivery/zoned-time"
import { TIME_ZONE } from "../../src/lib/shop"
import { bindLogin, createAdmin } from "../support/admin"
import { whileHolding } from "../support/at-once"
import { eventually } from "../support/eventually"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look, runTransition, staff } from "../support/workshop-view"

const MINUTES_AGO = () => new Date(Date.now() - 5 * 60_000)

shopSuite({
  testSuite: ({ getContainer, api }) => {
    let shop: WorkshopFixture
    let admin: Awaited<ReturnType<typeof createAdmin>>
    let members: Awaited<ReturnType<typeof hireStaff>>
    beforeAll(async () => {
      jobsRunByHand()
      shop = await createWorkshopFixture(getContainer())
      members = await hireStaff(getContainer())
      admin = await createAdmin(getContainer())
    })

    const deliveries = () => getContainer().resolve<DeliveryModuleService>(DELIVERY_MODULE)

    async function place(method: "delivery" | "pickup" = "delivery") {
      const { orderId, assignmentId } = await placeWorkshopOrder(getContainer(), shop, method)
      const path = `/admin/orders/${orderId}`
      return {
        orderId,
        assignmentId,
        form: () => api.get(`${path}/delivery`, admin.options),
        change: (changes: object, options = admin.options) => api.post(`${path}/delivery`, changes, options),
        /** Medusa's own form for the shipping address. */
        changeInCore: (shipping_address: object) => api.post(path, { shipping_address }, admin.options),
        address: async () => {
          const { data } = await api.get(`${path}?fields=*shipping_address`, admin.options)
          return data.order.shipping_address
        },
        delivery: async () => (await deliveries().listDeliveries({ order_id: orderId }))[0],
        history: async () => (await look(getContainer(), shop, orderId)).history,
      }
    }

    it("changes recipient, phone, address, texts and slot, and Medusa's address follows", async () => {
      const order = await place()
      const { data: form } = await order.form()
      expect(form).toMatchObject({ can_change: true, delivery: { recipient_name: "Zilola" } })
      const slot = form.slots.at(-1)
      const { status, data } = await order.change({
        recipient_name: "Nigora Saidova",
        recipient_phone: "93 555 11 22",
        address: "12, Navoi street",
        card_text: "Happy birthday",
        slot_id: slot.id,
      })
      expect([status, data.delivery]).toEqual([
        200,
        expect.objectContaining({
          recipient_name: "Nigora Saidova",
          recipient_phone: "+998935551122",
          address: "12, Navoi street",
          slot_id: slot.id,
          starts_at: slot.starts_at,
        }),
      ])
      expect(await order.address()).toMatchObject({
        first_name: "Nigora",
        last_name: "Saidova",
        phone: "+998935551122",
        address_1: "12, Navoi street",
        country_code: "uz",
      })
      const { address_id, changed_at, status: booking } = await order.delivery()
      expect([address_id, changed_at, booking]).toEqual([(await order.address()).id, null, "booked"])
      expect(await order.history()).toEqual(["open", "change_delivery"])
      await followOrders(getContainer())
      expect(await order.history()).toEqual(["open", "change_delivery"])
    })

    it("offers the days around a delivery that is months ahead", async () => {
      const order = await place()
      const today = dateAt(new Date(), TIME_ZONE)
      const far = addDays(today, 300)
      const { id, window_id } = await order.delivery()
      await deliveries().updateDeliveries({ id, date: far })
      const { data: form } = await order.form()
      // In the evening, today has no slot left.
      const days = [...new Set<string>(form.slots.map(({ date }: { date: string }) => date))].filter(
        (date) => date > today,
      )
      expect([days.length, days.at(-14), days.at(-1)]).toEqual([13 + 14, addDays(far, -7), addDays(far, 6)])
      const next = slotId(addDays(far, 1), window_id ?? "")
      expect((await order.change({ slot_id: next })).status).toBe(200)
      expect(await order.delivery()).toMatchObject({ date: addDays(far, 1), status: "booked" })
    })

    it("keeps an express delivery and an exact time until staff choose another slot", async () => {
      for (const kind of [{ express: true }, { exact_time: "13:30" }]) {
        const order = await place()
        const { id } = await order.delivery()
        const at = new Date(Date.now() + 3_600_000)
        await deliveries().updateDeliveries({ id, ...kind, starts_at: at, ends_at: at })
        const { data: form } = await order.form()
        const present = form.delivery.slot_id
        expect(form.delivery).toMatchObject({ ...kind, starts_at: at.toISOString() })
        expect((await order.change({ comment: "Ring twice", slot_id: present })).status).toBe(200)
        expect(await order.delivery()).toMatchObject({ ...kind, comment: "Ring twice", starts_at: at })
        const other = form.slots.find((one: { id: string }) => one.id !== present)
        expect((await order.change({ slot_id: other.id })).status).toBe(200)
        expect(await order.delivery()).toMatchObject({
          ...{ express: false, exact_time: null, starts_at: new Date(other.starts_at) },
          shipping_option_id: form.delivery.shipping_option_id,
        })
      }
    })

    it("follows a change of the shipping address on Medusa's page", async () => {
      const order = await place()
      const { status } = await order.changeInCore({
        first_name: "Nigora",
        last_name: "",
        phone: "+998 93 555-11-22",
        address_1: "12, Navoi street",
        address_2: "flat 5",
      })
      expect(status).toBe(200)
      await eventually(async () =>
        expect(await order.delivery()).toMatchObject({
          recipient_name: "Nigora",
          recipient_phone: "+998935551122",
          address: "12, Navoi street, flat 5",
          latitude: null,
          changed_at: null,
        }),
      )
      const view = await look(getContainer(), shop, order.orderId)
      expect(view.transitions.at(-1)).toMatchObject({
        action: "change_delivery",
        actor_name: "Aziza Karimova",
        metadata: { fields: ["recipient_name", "recipient_phone", "address"] },
      })
      expect((await order.form()).data.delivery.address).toBe("12, Navoi street, flat 5")
    })

    it("takes over only the fields that changed on Medusa's page", async () => {
      const order = await place()
      await order.change({ recipient_name: "Nigora Saidova" })
      await order.changeInCore({ address_1: "12, Navoi street" })
      await eventually(async () => expect((await order.delivery()).address).toBe("12, Navoi street"))
      expect(await order.delivery()).toMatchObject({
        recipient_name: "Nigora Saidova",
        recipient_phone: "+998901234567",
      })
      // Another detail of the order is no change of its delivery.
      await api.post(`/admin/orders/${order.orderId}`, { metadata: { a: 1 } }, admin.options)
      await followOrders(getContainer())
      expect(await order.history()).toEqual(["open", "change_delivery", "change_delivery"])
    })

    it("keeps both changes when staff use Medusa's page and the shop's form one after the other, or at the same moment", async () => {
      const order = await place()
      const becomes = (delivery: object) =>
        eventually(async () => {
          expect(await order.delivery()).toMatchObject({ ...delivery, changed_at: null })
          const { phone, address_1 } = await order.address()
          expect({ recipient_phone: phone, address: address_1 }).toEqual(delivery)
        })
      const unchanged = { ...(await order.address()), id: undefined }
      // The shop has not followed this change yet, because its event was lost.
      await getContainer()
        .resolve(Modules.ORDER)
        .updateOrders([{ id: order.orderId, shipping_address: { ...unchanged, phone: "+998935551122" } }])
      expect((await order.change({ address: "12, Navoi street" })).status).toBe(200)
      await becomes({ recipient_phone: "+998935551122", address: "12, Navoi street" })

      const { both } = await whileHolding(
        getContainer(),
        `SELECT FROM "order" WHERE id = '${order.orderId}'`,
        async (waiting) => {
          const core = order.changeInCore({ phone: "+998935553344" })
          await eventually(async () => expect(await waiting()).toBe(1))
          const form = order.change({ address: "14, Navoi street" })
          // The form waits for the other request, and not for the row.
          await new Promise((resolve) => setTimeout(resolve, 1000))
          return { both: Promise.all([core, form]) }
        },
      )
      expect((await both).map(({ status }) => status)).toEqual([200, 200])
      await becomes({ recipient_phone: "+998935553344", address: "14, Navoi street" })
    })

    it("writes an interrupted change before a change on Medusa's page", async () => {
      const order = await place()
      await deliveries().revise({
        delivery_id: (await order.delivery()).id,
        changes: { address: "12, Navoi street", address_id: null },
        now: new Date(),
        timeZone: TIME_ZONE,
      })
      expect((await order.changeInCore({ phone: "+998935551122" })).status).toBe(200)
      await eventually(async () =>
        expect(await order.delivery()).toMatchObject({
          recipient_phone: "+998935551122",
          address: "12, Navoi street",
          changed_at: null,
        }),
      )
      expect(await order.address()).toMatchObject({ phone: "+998935551122", address_1: "12, Navoi street" })
    })

    it("refuses on Medusa's page what a courier could not use", async () => {
      const order = await place()
      for (const [address, code] of [
        [{ phone: "12" }, "invalid_phone"],
        [{ address_1: "?" }, "invalid_address"],
        [{ first_name: " ", last_name: "" }, "invalid_name"],
      ] as const) {
        const { status, data } = await order.changeInCore(address)
        expect([status, data.code]).toEqual([400, code])
      }
      expect(await order.address()).toMatchObject({ first_name: "Zilola", phone: "+998901234567" })
      expect(await order.history()).toEqual(["open"])
    })

    it("respects the slot's capacity, and frees the old slot", async () => {
      const [first, second] = [await place(), await place()]
      const { data: form } = await first.form()
      const target = form.slots.at(-1)
      const window = target.id.slice(11)
      await deliveries().updateDeliveryWindows({ id: window, capacity: 1 })
      expect((await first.change({ slot_id: target.id })).status).toBe(200)
      const { status, data } = await second.change({ slot_id: target.id, recipient_name: "Nigora" })
      expect([status, data.code]).toEqual([400, "slot_full"])
      expect((await second.delivery()).recipient_name).toBe("Zilola")
      const another = form.slots.find(({ id }: { id: string }) => id.slice(11) !== window)
      expect((await first.change({ slot_id: another.id })).status).toBe(200)
      expect((await second.change({ slot_id: target.id })).status).toBe(200)
      const moved = await second.delivery()
      expect(slotId(moved.date ?? "", moved.window_id ?? "")).toBe(target.id)
      expect((await second.change({ slot_id: "2020-01-01.none" })).data.code).toBe("invalid_slot")
    })

    it("allows it to owners and managers until the order is delivered", async () => {
      const order = await place()
      await bindLogin(getContainer(), members.accountant, admin.user.id)
      const refused = await order.change({ recipient_name: "Nigora" })
      expect([refused.status, refused.data.code]).toEqual([403, "not_allowed"])
      expect((await order.form()).data.can_change).toBe(false)
      await bindLogin(getContainer(), members.manager, admin.user.id)
      expect((await order.change({ recipient_name: "Nigora" })).status).toBe(200)

      for (const [action, who] of [
        ["accept", "florist"],
        ["mark_ready", "florist"],
        ["take_delivery", "courier"],
        ["pick_up", "courier"],
      ] as const) {
        await runTransition(getContainer(), order.assignmentId, { action, by: staff(who) })
      }
      expect((await order.change({ recipient_phone: "93 555 11 22" })).status).toBe(200)
      expect((await order.change({ slot_id: (await order.form()).data.slots[0].id })).data.code).toBe(
        "too_late",
      )
      await runTransition(getContainer(), order.assignmentId, { action: "deliver", by: staff("courier") })
      expect((await order.change({ recipient_name: "Zilola" })).data.code).toBe("too_late")
      expect((await order.change({ recipient_name: 7 })).status).toBe(400)
      expect((await order.form()).data).toMatchObject({ can_change: false, slots: [] })
      const stranger = { headers: {}, validateStatus: () => true } as unknown as typeof admin.options
      expect((await order.change({ recipient_name: "X" }, stranger)).status).toBe(401)
    })

    it("follows with the sweep when the event was lost or the process stopped", async () => {
      const lost = await place()
      await getContainer()
        .resolve(Modules.ORDER)
        .updateOrders([
          {
            id: lost.orderId,
            shipping_address: { ...(await lost.address()), id: undefined, address_1: "12, Navoi street" },
          },
        ])
      await followOrders(getContainer())
      expect(await lost.delivery()).toMatchObject({ address: "12, Navoi street", changed_at: null })

      const interrupted = await place()
      const { id } = await interrupted.delivery()
      await deliveries().revise({
        delivery_id: id,
        changes: { recipient_name: "Nigora", address_id: null },
        now: MINUTES_AGO(),
        timeZone: TIME_ZONE,
      })
      await followOrders(getContainer())
      expect(await interrupted.address()).toMatchObject({ first_name: "Nigora", phone: "+998901234567" })
      expect(await interrupted.delivery()).toMatchObject({
        changed_at: null,
        address_id: (await interrupted.address()).id,
      })
    })
  },
})
