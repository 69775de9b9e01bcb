import { createCustomersWorkflow } from "@medusajs/medusa/core-flows"
import followOrders from "../../src/jobs/follow-orders"
import { CASH_PROVIDER, TIME_ZONE } from "../../src/lib/shop"
import { readZoneChange } from "../../src/medusa-sql/zone-changes"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { assignmentOf } from "../../src/workflows/assignment/of-order"
import { beginZoneEdit } from "../../src/workflows/order-edits/change-zone"
import { createAdmin, customerLogin } from "../support/admin"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { billOf, orderEdits } from "../support/order-edits"
import { addShippingOption, removeShippingOptions } from "../support/shipping-options"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look, runTransition, staff } from "../support/workshop-view"

const PRICE = 300_000 * 2 + 90_000 + 5_000

shopSuite({
  testSuite: ({ getContainer, api }) => {
    let shop: WorkshopFixture
    let owner: Awaited<ReturnType<typeof customerLogin>>
    let stranger: typeof owner
    let login: Awaited<ReturnType<typeof createAdmin>>
    beforeAll(async () => {
      jobsRunByHand()
      const container = getContainer()
      shop = await createWorkshopFixture(container)
      await hireStaff(container)
      login = await createAdmin(container)
      owner = await customerLogin(container, shop.customerId, shop.salesChannelId)
      const { result } = await createCustomersWorkflow(container).run({
        input: { customersData: [{ email: "other@example.uz" }] },
      })
      stranger = await customerLogin(container, result[0].id, shop.salesChannelId)
    })

    const deliveries = () => getContainer().resolve<DeliveryModuleService>(DELIVERY_MODULE)

    async function place(exact = false) {
      const { orderId, assignmentId } = await placeWorkshopOrder(
        ...([getContainer(), shop, "delivery", CASH_PROVIDER, { exact }] as const),
      )
      const path = `/store/orders/${orderId}/delivery`
      const bill = async () => {
        const { total, paid, pending } = await billOf(getContainer(), orderId)
        return { total, paid, pending }
      }
      return {
        orderId,
        read: async (who = owner) => (await api.get(path, who)).data,
        change: async (changes: object, who = owner) => {
          const { status, data } = await api.post(path, changes, who)
          return status === 200 ? data : [status, data.code]
        },
        delivery: async () => (await deliveries().listDeliveries({ order_id: orderId }))[0],
        bill,
        history: async () => (await look(getContainer(), shop, orderId)).history,
        does: async (...steps: [Parameters<typeof runTransition>[2]["action"], "florist" | "courier"][]) => {
          for (const [action, who] of steps) {
            await runTransition(getContainer(), assignmentId, { action, by: staff(who) })
          }
        },
        /** Begins a move to the far zone as the shopper's request does, and stops. */
        beginMove: async () => {
          const assignment = await assignmentOf(getContainer(), orderId)
          const { shipping_methods: methods } = (
            await api.get(`/admin/orders/${orderId}?fields=*shipping_methods`, login.options)
          ).data.order
          await beginZoneEdit(getContainer(), assignment!, {
            order_id: orderId,
            customer_id: shop.customerId,
            option_id: shop.optionIds.far,
            amount: 30_000,
            method_id: methods[0].id,
          })
        },
      }
    }

    const freeSlots = async () => {
      const { data } = await api.get("/store/delivery-slots?method=delivery&days=5", owner)
      return data.slots.filter(({ available }: { available: boolean }) => available) as { id: string }[]
    }

    it("changes everything of an own order until it is ready, and nothing of another's", async () => {
      const order = await place()
      const [free] = await freeSlots()
      expect(await order.read()).toMatchObject({
        can_change: ["slot", "address", "recipient", "card", "comment"],
        shipping_options: [
          { id: shop.optionIds.delivery, difference: 0 },
          { id: shop.optionIds.far, difference: 10_000 },
        ],
      })
      const before = await order.delivery()
      const changes = {
        recipient_name: "Nigora",
        recipient_phone: "93 555 11 22",
        address: "12, Navoi street",
        card_text: "Happy birthday",
        comment: null,
        slot_id: free.id,
      }
      expect(await order.change(changes, stranger)).toEqual([404, "not_found"])
      expect(
        (
          await api.post(`/store/orders/${order.orderId}/delivery`, changes, {
            ...owner,
            headers: { "x-publishable-api-key": owner.headers["x-publishable-api-key"] },
          })
        ).status,
      ).toBe(401)
      expect(await order.delivery()).toEqual(before)
      expect(await order.change(changes)).toMatchObject({
        delivery: { ...changes, recipient_phone: "+998935551122" },
      })
      const { data } = await api.get(`/admin/orders/${order.orderId}?fields=*shipping_address`, login.options)
      expect(data.order.shipping_address).toMatchObject({
        phone: "+998935551122",
        address_1: "12, Navoi street",
      })
      expect((await look(getContainer(), shop, order.orderId)).transitions.at(-1)).toMatchObject({
        action: "change_delivery",
        actor_type: "shopper",
        actor_id: shop.customerId,
      })
      expect(await order.change({ card_text: " " })).toEqual([400, "card_fixed"])
      expect(await order.change({ shipping_option_id: shop.optionIds.pickup })).toEqual([
        400,
        "invalid_shipping_option",
      ])
      expect(await order.change({ method: "pickup" })).toEqual([400, undefined])
      expect(await order.bill()).toEqual({ total: PRICE + 20_000, paid: 0, pending: PRICE + 20_000 })
    })

    it("moves the order to another zone for the price that the shopper has agreed to, and back", async () => {
      const order = await place()
      const far = { address: "1, Kagan street", shipping_option_id: shop.optionIds.far }
      expect(await order.change(far)).toEqual([400, "price_differs"])
      expect(await order.bill()).toMatchObject({ total: PRICE + 20_000 })
      expect(await order.change({ ...far, difference: 10_000 })).toMatchObject({
        delivery: far,
        shipping_options: [{ difference: -10_000 }, { difference: 0 }],
      })
      expect(await order.bill()).toEqual({ total: PRICE + 30_000, paid: 0, pending: PRICE + 30_000 })
      expect(await order.history()).toEqual(["open", "change_delivery", "change"])
      expect(await readZoneChange(getContainer(), order.orderId)).toBeUndefined()

      // The flowers of an accepted order stay written off.
      await order.does(["accept", "florist"])
      const { fulfillments } = await look(getContainer(), shop, order.orderId)
      const near = { address: "7, Khakikat street", shipping_option_id: shop.optionIds.delivery }
      await order.change({ ...near, difference: -10_000 })
      expect(await order.bill()).toMatchObject({ total: PRICE + 20_000 })
      expect((await look(getContainer(), shop, order.orderId)).fulfillments).toEqual(fulfillments)

      await order.does(["mark_ready", "florist"], ["take_delivery", "courier"])
      await order.does(["pick_up", "courier"], ["deliver", "courier"])
      expect(await order.bill()).toEqual({ total: PRICE + 20_000, paid: PRICE + 20_000, pending: 0 })
    })

    it("ends a move whose process died by the zone of the delivery", async () => {
      const [before, after] = [await place(), await place()]
      await before.beginMove()
      await after.beginMove()
      await deliveries().revise({
        delivery_id: (await after.delivery()).id,
        changes: { shipping_option_id: shop.optionIds.far, address: "1, Kagan street", address_id: null },
        now: new Date(),
        timeZone: TIME_ZONE,
      })
      await followOrders(getContainer())
      expect(await readZoneChange(getContainer(), before.orderId)).toBeUndefined()
      expect(await before.bill()).toMatchObject({ total: PRICE + 20_000 })
      expect(await after.bill()).toMatchObject({ total: PRICE + 30_000 })
      expect(await after.history()).toContain("change")

      // The next edit of the order does not charge for the shipping method of the canceled one.
      const edits = orderEdits(api, () => login)
      const { lines } = await billOf(getContainer(), before.orderId)
      const card = lines.find(({ variant_id: id }) => id === shop.variantIds[2])
      await edits.changeLine(before.orderId, card?.id ?? "", { quantity: 2 })
      expect(await before.bill()).toMatchObject({ total: PRICE + 25_000 })
    })

    it("gives the old slot back, and does not take a full one", async () => {
      const [first, second] = [await place(), await place()]
      const slot = (await freeSlots()).at(-1)?.id ?? ""
      const window = slot.slice(11)
      const other = (await freeSlots()).find(({ id }) => id.slice(11) !== window)?.id ?? ""
      await deliveries().updateDeliveryWindows({ id: window, capacity: 1 })
      expect(await first.change({ slot_id: slot })).toMatchObject({ delivery: { slot_id: slot } })
      expect(await second.change({ slot_id: slot })).toEqual([400, "slot_full"])
      expect(await first.change({ slot_id: other })).toMatchObject({ delivery: { slot_id: other } })
      expect(await second.change({ slot_id: slot })).toMatchObject({ delivery: { slot_id: slot } })
    })

    it("takes the price of an exact time off when the shopper chooses another slot", async () => {
      const zone = shop.optionIds.delivery
      const option = { name: "Exact time", amount: 35_000, data: { kind: "exact_time", zone } }
      const added = await addShippingOption(getContainer(), zone, option)
      const order = await place(true)
      expect(await order.bill()).toMatchObject({ total: PRICE + 35_000 })
      // Another address in the zone keeps the time.
      expect(await order.change({ address: "12, Navoi street" })).toMatchObject({
        delivery: { shipping_option_id: added },
        shipping_options: [{ id: zone, difference: 0 }, { difference: -5_000 }],
      })
      const [{ id: slot_id }] = await freeSlots()
      expect(await order.change({ slot_id })).toEqual([400, "price_differs"])
      expect(await order.change({ slot_id, difference: -15_000 })).toMatchObject({
        delivery: { slot_id, exact_time: null, shipping_option_id: zone },
      })
      expect(await order.bill()).toMatchObject({ total: PRICE + 20_000 })
      await removeShippingOptions(getContainer(), [added])
    })

    it("allows time, address and recipient of a ready order, nothing with a courier, and six changes an hour", async () => {
      const order = await place()
      await order.does(["accept", "florist"], ["mark_ready", "florist"])
      expect((await order.read()).can_change).toEqual(["slot", "address", "recipient"])
      expect(await order.change({ comment: "Ring once" })).toEqual([400, "too_late"])
      for (const count of [1, 2, 3, 4, 5, 6]) {
        expect(await order.change({ recipient_name: `Nigora ${count}` })).toMatchObject({
          delivery: { recipient_name: `Nigora ${count}` },
        })
      }
      expect(await order.change({ recipient_name: "Nigora" })).toEqual([400, "too_many_changes"])
      const far = { address: "1, Kagan street", shipping_option_id: shop.optionIds.far, difference: 10_000 }
      expect(await order.change(far)).toEqual([400, "too_many_changes"])
      expect(await readZoneChange(getContainer(), order.orderId)).toBeUndefined()
      await order.does(["take_delivery", "courier"])
      expect(await order.read()).toMatchObject({ can_change: [], shipping_options: [] })
      expect(await order.change({ recipient_name: "Nigora" })).toEqual([400, "too_late"])
    })
  },
})
