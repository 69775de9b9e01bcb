import { Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  createCustomersWorkflow,
  createInventoryItemsWorkflow,
  createProductsWorkflow,
} from "@medusajs/medusa/core-flows"
import followOrders from "../../src/jobs/follow-orders"
import { CASH_PROVIDER, CURRENCY, TIME_ZONE } from "../../src/lib/shop"
import { readOwnEdit } from "../../src/medusa-sql/own-edits"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { assignmentOf } from "../../src/workflows/assignment/of-order"
import { beginOwnEdit, type OwnEdit } from "../../src/workflows/order-edits/own-edit"
import { createAdmin, customerLogin } from "../support/admin"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { billOf, orderEdits } from "../support/order-edits"
import { addShippingOption, removeShippingOptions } from "../support/shipping-options"
import { shopSuite } from "../support/shop-suite"
import { createWorkshopFixture, placeWorkshopOrder, type WorkshopFixture } from "../support/workshop-fixture"
import { hireStaff, look, runTransition, staff } from "../support/workshop-view"

const NO_CARD = { card: false }
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

    async function place(options: { exact?: boolean; card?: boolean } = {}) {
      const { orderId, assignmentId } = await placeWorkshopOrder(
        ...([getContainer(), shop, "delivery", CASH_PROVIDER, options] as const),
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
          const { shipping_methods: methods } = (
            await api.get(`/admin/orders/${orderId}?fields=*shipping_methods`, login.options)
          ).data.order
          const zone = { option_id: shop.optionIds.far, amount: 30_000, method_id: methods[0].id }
          await beginEdit(orderId, { zone })
        },
      }
    }

    async function beginEdit(order_id: string, edit: Pick<OwnEdit, "zone" | "card">) {
      const assignment = await assignmentOf(getContainer(), order_id)
      await beginOwnEdit(getContainer(), assignment!, { order_id, customer_id: shop.customerId, ...edit })
    }

    /** Lets the shop sell greeting cards for 7,000, of which it has one. */
    async function sellCards() {
      const container = getContainer()
      const { result: items } = await createInventoryItemsWorkflow(container).run({
        input: {
          items: [{ sku: "card", location_levels: [{ location_id: shop.locationId, stocked_quantity: 1 }] }],
        },
      })
      const [profile] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles()
      const { result: products } = await createProductsWorkflow(container).run({
        input: {
          products: [
            {
              title: "Greeting card",
              status: ProductStatus.PUBLISHED,
              metadata: { kind: "addon", addon: "card" },
              shipping_profile_id: profile.id,
              sales_channels: [{ id: shop.salesChannelId }],
              options: [{ title: "Size", values: ["M"] }],
              variants: [
                {
                  title: "M",
                  options: { Size: "M" },
                  prices: [{ currency_code: CURRENCY, amount: 7_000 }],
                  manage_inventory: true,
                  inventory_items: [{ inventory_item_id: items[0].id, required_quantity: 1 }],
                },
              ],
            },
          ],
        },
      })
      const inventory = container.resolve(Modules.INVENTORY)
      const level = { inventory_item_id: items[0].id, location_id: shop.locationId }
      return {
        variantId: products[0].variants[0].id,
        stock: async () => {
          const [found] = await inventory.listInventoryLevels({ inventory_item_id: items[0].id })
          return [Number(found.stocked_quantity), Number(found.reserved_quantity)]
        },
        setStock: (stocked_quantity: number) =>
          inventory.updateInventoryLevels([{ ...level, stocked_quantity }]),
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
      expect(await readOwnEdit(getContainer(), order.orderId)).toBeUndefined()

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
      expect(await readOwnEdit(getContainer(), before.orderId)).toBeUndefined()
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

    it("adds a greeting card with its first words for its price, while the shop has one", async () => {
      const base = PRICE - 5_000 + 20_000
      const flowers = { inventory_item_id: shop.flowers.rose, location_id: shop.locationId }
      const inventory = getContainer().resolve(Modules.INVENTORY)
      await inventory.updateInventoryLevels([{ ...flowers, stocked_quantity: 200 }])
      const [free, bought, late] = [await place(NO_CARD), await place(NO_CARD), await place(NO_CARD)]
      // A shop that sells no cards takes the words only.
      expect(await free.read()).toMatchObject({ card_difference: 0 })
      expect(await free.change({ card_text: "Thank you" })).toMatchObject({
        delivery: { card_text: "Thank you" },
      })
      expect(await free.bill()).toMatchObject({ total: base })

      const cards = await sellCards()
      expect(await bought.read()).toMatchObject({ card_difference: 7_000 })
      expect((await bought.read()).can_change).toContain("card")
      expect(await bought.change({ card_text: "Happy birthday" })).toEqual([400, "price_differs"])
      expect(await bought.bill()).toMatchObject({ total: base })
      await bought.does(["accept", "florist"])
      const far = { address: "1, Kagan street", shipping_option_id: shop.optionIds.far }
      expect(await bought.change({ ...far, card_text: "Happy birthday", difference: 17_000 })).toMatchObject({
        delivery: { ...far, card_text: "Happy birthday" },
        card_difference: 0,
      })
      expect(await bought.bill()).toEqual({ total: base + 17_000, paid: 0, pending: base + 17_000 })
      expect(await bought.history()).toEqual(["open", "accept", "change_delivery", "change"])
      expect((await billOf(getContainer(), bought.orderId)).lines.at(-1)).toMatchObject({
        variant_id: cards.variantId,
      })
      expect(await cards.stock()).toEqual([0, 0])
      expect(await bought.change({ card_text: "Be happy" })).toMatchObject({
        delivery: { card_text: "Be happy" },
      })
      expect(await bought.bill()).toMatchObject({ total: base + 17_000 })

      expect(await late.read()).toMatchObject({ card_difference: null })
      expect((await late.read()).can_change).not.toContain("card")
      const words = { card_text: "Get well", difference: 7_000 }
      expect(await late.change(words)).toEqual([400, "card_sold_out"])
      expect(await late.delivery()).toMatchObject({ card_text: null })

      // The stored words decide what becomes of an edit whose process died.
      await cards.setStock(1)
      const card = { variant_id: cards.variantId, amount: 7_000 }
      await beginEdit(late.orderId, { card })
      await followOrders(getContainer())
      expect(await readOwnEdit(getContainer(), late.orderId)).toBeUndefined()
      expect(await late.bill()).toMatchObject({ total: base })
      expect(await cards.stock()).toEqual([1, 0])
      await beginEdit(late.orderId, { card })
      await deliveries().revise({
        delivery_id: (await late.delivery()).id,
        changes: { card_text: "Get well", address_id: null },
        now: new Date(),
        timeZone: TIME_ZONE,
      })
      await followOrders(getContainer())
      expect(await late.bill()).toMatchObject({ total: base + 7_000 })
      expect(await cards.stock()).toEqual([1, 1])
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
      const order = await place({ exact: true })
      expect(await order.bill()).toMatchObject({ total: PRICE + 35_000 })
      // Another address in the zone keeps the time.
      expect(await order.change({ address: "12, Navoi street" })).toMatchObject({
        delivery: { shipping_option_id: added },
        shipping_options: [{ difference: -5_000 }, { id: zone, difference: 0 }],
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
      expect(await readOwnEdit(getContainer(), order.orderId)).toBeUndefined()
      await order.does(["take_delivery", "courier"])
      expect(await order.read()).toMatchObject({ can_change: [], shipping_options: [] })
      expect(await order.change({ recipient_name: "Nigora" })).toEqual([400, "too_late"])
    })
  },
})
