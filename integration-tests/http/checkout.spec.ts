import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { cancelOrderWorkflow, updateProductVariantsWorkflow } from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import type { AxiosResponse } from "axios"
import { errorCode } from "../../src/lib/errors"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import type { Failure } from "../../src/modules/workshop/order-transitions"
import { failDeliveryWorkflow } from "../../src/workflows/assignment/fail-delivery"
import { amountsOf } from "../../src/workflows/payment/order-payment/sold-amounts"
import { readSoldOrder } from "../../src/workflows/payment/order-payment/sold-order"
import { listDeliverySlots } from "../../src/workflows/delivery/list-delivery-slots"
import { atOnce } from "../support/at-once"
import { createOwnerLogin } from "../support/admin"
import { CASH_PROVIDER, CURRENCY, TIME_ZONE } from "../../src/lib/shop"
import { instantOf } from "../../src/modules/delivery/zoned-time"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, PLACES, ROSES, type DeliveryFixture } from "../support/delivery-fixture"
import { holdsEndIn } from "../support/holds"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { eventually } from "../support/eventually"
import { withOptions } from "../support/limits"
import {
  addShippingOption,
  ALL_DAY,
  removeShippingOptions,
  whileExpressIsOffered,
} from "../support/shipping-options"

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "placed",
    (error) => errorCode(error) ?? String(error?.message ?? error),
  )

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let container: MedusaContainer
    let shop: DeliveryFixture
    let steps: ReturnType<typeof checkoutSteps>
    let delivery: DeliveryModuleService
    let workshop: WorkshopModuleService

    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
      await createOwnerLogin(getContainer(), "owner@example.uz", "supersecret")
      await getContainer()
        .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
        .createStaffMembers({ telegram_id: "9001", name: "Madina", role: "owner" })
    })
    beforeEach(() => {
      container = getContainer()
      steps = checkoutSteps(container, shop)
      delivery = container.resolve(DELIVERY_MODULE)
      workshop = container.resolve(WORKSHOP_MODULE)
    })

    const orders = () => container.resolve(Modules.ORDER).listOrders({}, { take: null })
    async function reserved(): Promise<number> {
      const [level] = await container
        .resolve(Modules.INVENTORY)
        .listInventoryLevels({ inventory_item_id: shop.rose_id })
      return Number(level.reserved_quantity)
    }
    /** Old carts: their holds expired, and the stock is too small for all of them. */
    async function oldCarts(count: number, lines: Parameters<typeof steps.readyCart>[0]): Promise<string[]> {
      const carts: string[] = []
      for (let index = 0; index < count; index++) {
        carts.push(await steps.readyCart(lines))
        await holdsEndIn(container, -1)
      }
      return carts
    }
    /** Different slots, so that the lock of a slot does not serialize the orders of a test. */
    async function freeSlots(count: number): Promise<string[]> {
      const slots = await listDeliverySlots(container, { method: "delivery", days: 3 })
      const free = slots.filter(({ available }) => available).slice(-count)
      expect(free).toHaveLength(count)
      return free.map(({ id }) => id)
    }
    const assignmentOf = async (orderId: string | null) =>
      (await workshop.listAssignments({ order_id: orderId ?? "" }))[0]
    async function closes(orderId: string | null, status: "delivered" | "returned"): Promise<void> {
      const { id } = await assignmentOf(orderId)
      await workshop.updateAssignments({ id, status, closed_at: new Date() })
    }
    /** The courier's delivery fails for a reason. */
    async function fails(orderId: string, failure: Failure): Promise<void> {
      const { id } = await assignmentOf(orderId)
      await workshop.updateAssignments({ id, status: "out_for_delivery" })
      await failDeliveryWorkflow(container).run({
        input: { assignment_id: id, actor: { type: "staff", telegram_id: "9001" }, reason: failure, failure },
      })
    }
    /** Places orders in parallel: each has read its delivery and its limits before any of them books its slot. */
    const placeAtOnce = (carts: string[]) =>
      atOnce(
        container,
        `SELECT FROM delivery WHERE cart_id IN (${carts.map((id) => `'${id}'`).join(", ")})`,
        carts.map((id) => () => code(steps.place(id))),
      )
    async function nothingPlaced(cartId: string) {
      expect(await orders()).toEqual([])
      expect(await reserved()).toBe(0)
      expect(await workshop.listAssignments({})).toEqual([])
      const [row] = await delivery.listDeliveries({ cart_id: cartId })
      expect([row?.status ?? "draft", row?.order_id ?? null]).toEqual(["draft", null])
    }

    it("sells express deliveries for their price in zones that have one, up to the limit", () =>
      whileExpressIsOffered(async () => {
        const center = shop.option("delivery-center")
        const price = await addShippingOption(container, center, {
          name: "Express",
          amount: 50_000,
          data: { kind: "express", zone: center },
        })
        const window = await delivery.createDeliveryWindows({ ...ALL_DAY, capacity: 1 })
        const slots = await listDeliverySlots(container, { method: "delivery", days: 1 })
        const express = slots.find((slot) => slot.express)?.id ?? ""
        const [first, second] = [await steps.readyCart(), await steps.readyCart()]
        const choice = await steps.answer(first, { slot_id: express })
        expect(choice.delivery).toMatchObject({ shipping_option_id: center, slot: { express: true } })
        expect(choice.shipping_options.find(({ id }) => id === center)).toMatchObject({
          amount: 20_000,
          express_amount: 50_000,
          chosen: true,
        })
        expect(choice.shipping_options.some(({ id }) => id === price)).toBe(false)
        await steps.answer(second, { slot_id: express })
        // A zone without a price for express deliveries.
        const far = await steps.readyCart([], PLACES.town)
        expect(await code(steps.answer(far, { slot_id: express }))).toBe("express_unavailable")
        const moved = await steps.answer(first, PLACES.town)
        expect([moved.delivery.slot_id, moved.missing]).toEqual([null, ["slot_id"]])
        const back = await steps.answer(first, { ...PLACES.near, slot_id: express })
        expect(back.missing).toEqual([])

        expect(await code(steps.place(first, { expected_total: 130_000 }))).toBe("total_changed")
        const before = Date.now()
        const placed = await steps.place(first, { expected_total: 160_000 })
        const [booked] = await delivery.listDeliveries({ order_id: placed.order_id ?? "" })
        expect(booked).toMatchObject({ express: true, shipping_option_id: price, ends_at: booked.starts_at })
        const minutes = (Number(booked.ends_at) - before) / 60_000
        expect([minutes > 14.9, minutes <= 20.1]).toEqual([true, true])
        const order = await container.resolve(Modules.ORDER).retrieveOrder(placed.order_id ?? "", {
          select: ["total", "shipping_total"],
          relations: ["shipping_methods"],
        })
        expect([Number(order.total), Number(order.shipping_total)]).toEqual([160_000, 50_000])
        expect(order.shipping_methods).toMatchObject([{ name: "Express", shipping_option_id: price }])
        const receipt = amountsOf(await readSoldOrder(container, placed.order_id ?? ""))
        expect(receipt.delivery).toEqual({ title: "Express", price: 5_000_000 })

        expect(await code(steps.place(second))).toBe("slot_full")
        await cancelOrderWorkflow(container).run({ input: { order_id: placed.order_id ?? "" } })
        // The event of the cancellation frees the place.
        const status = async () => (await delivery.retrieveDelivery(booked.id)).status
        await eventually(async () => expect(await status()).toBe("released"))
        expect(await code(steps.place(second))).toBe("placed")
        await removeShippingOptions(container, [price])
        await delivery.deleteDeliveryWindows(window.id)
      }))

    it("sells an exact time inside a slot, and gives its price back with another slot", async () => {
      const center = shop.option("delivery-center")
      const id = await steps.readyCart()
      const slot = (await steps.answer(id, {})).delivery.slot
      const time = `${slot?.start.slice(0, 2)}:30`
      expect(await code(steps.answer(id, { exact_time: time }))).toBe("invalid_exact_time")
      const price = await addShippingOption(container, center, {
        name: "Exact time",
        amount: 35_000,
        data: { kind: "exact_time", zone: center },
      })
      for (const wrong of ["08:30", "23:30", `${slot?.start.slice(0, 2)}:40`, "x", ""]) {
        expect(await code(steps.answer(id, { exact_time: wrong }))).toBe("invalid_exact_time")
      }
      const total = async () => {
        const cart = await container
          .resolve(Modules.CART)
          .retrieveCart(id, { select: ["shipping_total"], relations: ["shipping_methods"] })
        return Number(cart.shipping_total)
      }
      const chosen = await steps.answer(id, { exact_time: time })
      expect([chosen.delivery.exact_time, chosen.delivery.shipping_option_id]).toEqual([time, center])
      expect(await total()).toBe(35_000)
      const same = await steps.answer(id, { slot_id: slot?.id })
      expect([same.delivery.exact_time, await total()]).toEqual([null, 20_000])
      await steps.answer(id, { exact_time: time })
      const moved = await steps.answer(id, PLACES.town)
      expect([moved.delivery.exact_time, await total()]).toEqual([null, 30_000])
      await steps.answer(id, { ...PLACES.near, exact_time: time })

      const placed = await steps.place(id, { expected_total: 145_000 })
      const [booked] = await delivery.listDeliveries({ order_id: placed.order_id ?? "" })
      const exact = instantOf(slot?.date ?? "", time, TIME_ZONE)
      expect(booked).toMatchObject({ exact_time: time, starts_at: exact, ends_at: exact, status: "booked" })
      await removeShippingOptions(container, [price])
    })

    it("works over the Store API alone, without an e-mail, and staff see all data", async () => {
      const headers = { "x-publishable-api-key": shop.publishable_key }
      const post = async (path: string, body: unknown = {}): Promise<AxiosResponse> =>
        api.post(path, body, { headers })
      const created = await post("/store/carts", {
        region_id: shop.region_id,
        sales_channel_id: shop.default_sales_channel_id,
        items: [{ variant_id: shop.ten.id, quantity: 2 }],
      })
      const id: string = created.data.cart.id
      const slots = await api.get("/store/delivery-slots?method=delivery&days=3", { headers })
      const slot = slots.data.slots.findLast((one: { available: boolean }) => one.available)
      await post(`/store/carts/${id}/delivery`, {
        method: "delivery",
        recipient_name: "Zilola Karimova",
        recipient_phone: "901234567",
        address: "7, Khakikat street",
        ...PLACES.near,
        slot_id: slot.id,
        card_text: "С любовью 🌹",
      })
      const { data } = await post("/store/payment-collections", { cart_id: id })
      await post(`/store/payment-collections/${data.payment_collection.id}/payment-sessions`, {
        provider_id: CASH_PROVIDER,
      })
      const completed = await post(`/store/carts/${id}/complete`)
      expect(completed.data).toMatchObject({ type: "order", order: { email: null, total: 420_000 } })
      const again = await post(`/store/carts/${id}/complete`)
      expect(again.data.order.id).toBe(completed.data.order.id)

      const { data: login } = await api.post("/auth/user/emailpass", {
        email: "owner@example.uz",
        password: "supersecret",
      })
      const seen = await api.get(
        `/admin/orders/${completed.data.order.id}?fields=+delivery.*,*shipping_address`,
        {
          headers: { authorization: `Bearer ${login.token}` },
        },
      )
      expect(seen.data.order).toMatchObject({
        shipping_address: { first_name: "Zilola", phone: "+998901234567", address_1: "7, Khakikat street" },
        delivery: {
          order_id: completed.data.order.id,
          status: "booked",
          recipient_name: "Zilola Karimova",
          card_text: "С любовью 🌹",
          starts_at: slot.starts_at,
        },
      })
      expect(await workshop.listAssignments({})).toMatchObject([
        { order_id: completed.data.order.id, method: "delivery", status: "offered" },
      ])
      expect(await reserved()).toBe(20)
    })

    it("places an order in one call, and returns the same order for a repetition", async () => {
      const id = await steps.readyCart()
      const placed = await steps.place(id, { expected_total: 130_000 })
      expect(placed).toEqual({
        order_id: expect.any(String),
        display_id: expect.any(Number),
        total: 130_000,
        payment: { provider_id: CASH_PROVIDER, status: "authorized" },
      })
      expect(await steps.place(id, { expected_total: 1 })).toEqual(placed)
      const query = container.resolve(ContainerRegistrationKeys.QUERY)
      const { data } = await query.graph({
        entity: "order",
        fields: ["id", "payment_collections.status", "delivery.cart_id"],
        filters: { id: placed.order_id },
      })
      expect(data).toMatchObject([
        { payment_collections: [{ status: "authorized" }], delivery: { cart_id: id } },
      ])
    })

    it("places one order for two parallel taps", async () => {
      const id = await steps.readyCart()
      const [one, two] = await Promise.all([steps.place(id), steps.place(id)])
      expect(one).toEqual(two)
      expect(await orders()).toHaveLength(1)
      expect(await workshop.listAssignments({})).toHaveLength(1)
      expect(await reserved()).toBe(5)
    })

    it("reports a changed total once, and places nothing", async () => {
      const id = await steps.readyCart()
      await updateProductVariantsWorkflow(container).run({
        input: {
          selector: { id: shop.five.id },
          update: { prices: [{ currency_code: CURRENCY, amount: 150_000 }] },
        },
      })
      expect(await code(steps.place(id, { expected_total: 130_000 }))).toBe("total_changed")
      await nothingPlaced(id)
      // The shopper sees the new total and can confirm it.
      const [cart] = await container.resolve(Modules.CART).listCarts({ id }, { select: ["id", "total"] })
      expect(Number(cart.total)).toBe(170_000)
      expect((await steps.place(id, { expected_total: 170_000 })).total).toBe(170_000)
    })

    it("answers with an error code to each problem, and places nothing", async () => {
      const empty = await steps.cart([])
      expect(await code(steps.place(empty))).toBe("cart_empty")
      expect(await code(steps.place("cart_none"))).toBe("cart_not_found")

      const unreported = await steps.cart([{ variant_id: shop.five.id, quantity: 1 }])
      expect(await code(steps.place(unreported))).toBe("delivery_missing")
      await nothingPlaced(unreported)

      const ready = await steps.readyCart()
      expect(await code(steps.place(ready, { provider_id: "pp_bitcoin" }))).toBe("provider_unavailable")
      await delivery.createClosedDays({
        date: (await delivery.listDeliveries({ cart_id: ready }))[0].date ?? "",
      })
      expect(await code(steps.place(ready))).toBe("slot_closed")
      await delivery.updateDeliveries({ selector: { cart_id: ready }, data: { date: "2020-01-06" } })
      expect(await code(steps.place(ready))).toBe("slot_cut_off")
      await delivery.updateDeliveries({ selector: { cart_id: ready }, data: { window_id: "dwin_gone" } })
      expect(await code(steps.place(ready))).toBe("invalid_slot")
      await nothingPlaced(ready)
    })

    it("sums the stems of all lines", async () => {
      // 20 + 15 roses of 30: each line alone is in stock.
      const id = await steps.cart([{ variant_id: shop.ten.id, quantity: 2 }])
      await container.resolve(Modules.CART).addLineItems(id, [
        {
          title: "Five roses",
          variant_id: shop.five.id,
          quantity: 3,
          unit_price: 110_000,
          requires_shipping: false,
        },
      ])
      await steps.answerDelivery(id)
      expect(await code(steps.place(id))).toBe("out_of_stock")
      await nothingPlaced(id)
      await steps.pay(id).catch(() => undefined)
      const complete = await api.post(
        `/store/carts/${id}/complete`,
        {},
        {
          headers: { "x-publishable-api-key": shop.publishable_key },
          validateStatus: () => true,
        },
      )
      expect([complete.status, complete.data.code]).toEqual([400, "out_of_stock"])
      await nothingPlaced(id)
    })

    it("gives the last stems to one of several carts", async () => {
      const carts = await oldCarts(3, [{ variant_id: shop.ten.id, quantity: 2 }])
      const answers = await Promise.all(carts.map((id) => code(steps.place(id))))
      expect(answers.sort()).toEqual(["out_of_stock", "out_of_stock", "placed"])
      expect(await orders()).toHaveLength(1)
      expect(await reserved()).toBe(20)
      expect(await reserved()).toBeLessThanOrEqual(ROSES)
      expect(await delivery.listDeliveries({ status: "booked" })).toHaveLength(1)
    })

    it("never reserves more than the stock when lines share stems", async () => {
      // Two lines of five and one of ten per cart: each line alone is in stock, but the whole order may not be.
      const lines = [
        { variant_id: shop.five.id, quantity: 1 },
        { variant_id: shop.five.id, quantity: 1, metadata: { card: "two" } },
        { variant_id: shop.ten.id, quantity: 1 },
      ]
      const carts = await oldCarts(2, lines)
      const answers = await Promise.all(carts.map((id) => code(steps.place(id))))
      expect(answers.sort()).toEqual(["out_of_stock", "placed"])
      expect(await reserved()).toBe(20)
      // The remaining stems are available at once: no lock remains.
      const next = await steps.readyCart([{ variant_id: shop.five.id, quantity: 2 }])
      expect(await code(steps.place(next))).toBe("placed")
      expect(await reserved()).toBe(ROSES)
    })

    it("gives a slot's last place to one of five carts", async () => {
      const slot = await steps.freeSlot()
      await delivery.updateDeliveryWindows({ id: slot.slice(11), capacity: 1 })
      const carts = await Promise.all(
        [1, 2, 3, 4, 5].map(() =>
          steps.readyCart([{ variant_id: shop.card.id, quantity: 1 }], { slot_id: slot }),
        ),
      )
      const answers = await placeAtOnce(carts)
      expect(answers.sort()).toEqual(["placed", "slot_full", "slot_full", "slot_full", "slot_full"])
      expect(await orders()).toHaveLength(1)
      expect(await workshop.listAssignments({})).toHaveLength(1)

      const [booked] = await delivery.listDeliveries({ status: "booked" })
      await delivery.release({ order_id: booked.order_id ?? "" })
      await delivery.release({ order_id: booked.order_id ?? "" })
      expect((await delivery.retrieveDelivery(booked.id)).status).toBe("released")
      const loser = carts.find((id) => id !== booked.cart_id) ?? ""
      expect(await code(steps.place(loser))).toBe("placed")
    })

    it("limits the orders of one phone per hour, also of parallel ones", async () => {
      await withOptions(container, { ordersPerHour: 2 }, async () => {
        const ready = (recipient_phone: string, slot_id?: string) =>
          steps.readyCart([{ variant_id: shop.card.id, quantity: 1 }], {
            recipient_phone,
            ...(slot_id ? { slot_id } : {}),
          })
        const carts: string[] = []
        for (const slot of await freeSlots(4)) {
          carts.push(await ready("+998901234567", slot))
        }
        const answers = await placeAtOnce(carts)
        expect(answers.sort()).toEqual(["placed", "placed", "too_many_orders", "too_many_orders"])
        expect(await delivery.listDeliveries({ status: "booked" })).toHaveLength(2)
        // A canceled order counts too: its slot is free, but the florists saw it.
        const [booked] = await delivery.listDeliveries({ status: "booked" })
        await delivery.release({ order_id: booked.order_id ?? "" })
        expect(await code(steps.place(await ready("+998901234567")))).toBe("too_many_orders")
        expect(await code(steps.place(await ready("+998901234568")))).toBe("placed")
      })
    })

    it("limits the parallel orders of one shopper with different phones and addresses", async () => {
      await withOptions(container, { ordersPerHour: 1 }, async () => {
        const [customer] = await container
          .resolve(Modules.CUSTOMER)
          .createCustomers([{ first_name: "Aziza", has_account: true } as object])
        const carts: string[] = []
        for (const [index, slot_id] of (await freeSlots(2)).entries()) {
          const id = await steps.cart([{ variant_id: shop.card.id, quantity: 1 }], customer.id)
          const changes = {
            recipient_phone: `+99890123456${index}`,
            address: `${index}, Navoi street`,
            slot_id,
          }
          await steps.answerDelivery(id, changes)
          carts.push(id)
        }
        expect((await placeAtOnce(carts)).sort()).toEqual(["placed", "too_many_orders"])
      })
    })

    it("limits the open cash orders of a phone and of an address, also of parallel ones", async () => {
      await withOptions(container, { openCashOrders: 2 }, async () => {
        const ready = (changes: Parameters<typeof steps.readyCart>[1]) =>
          steps.readyCart([{ variant_id: shop.card.id, quantity: 1 }], changes)
        const street = (index: number) => (index % 2 ? "7 Khakikat Street" : "7, khakikat street.")
        const carts: string[] = []
        for (const [index, slot_id] of (await freeSlots(4)).entries()) {
          carts.push(
            await ready({ recipient_phone: `+99890123456${index}`, address: street(index), slot_id }),
          )
        }
        const answers = await placeAtOnce(carts)
        expect(answers.sort()).toEqual(["open_cash_orders", "open_cash_orders", "placed", "placed"])
        const [booked] = await delivery.listDeliveries({ status: "booked" })
        const again = await ready({
          recipient_phone: booked.recipient_phone ?? "",
          address: "9, other street",
        })
        expect(await code(steps.place(again))).toBe("placed")
        const third = await ready({
          recipient_phone: booked.recipient_phone ?? "",
          address: "11, other street",
        })
        expect(await code(steps.place(third))).toBe("open_cash_orders")
        expect((await delivery.listDeliveries({ cart_id: third }))[0]).toMatchObject({ status: "draft" })
        await closes(booked.order_id, "delivered")
        expect(await code(steps.place(third))).toBe("placed")
      })
    })

    it("refuses cash to a phone that did not receive orders, and to a costly first order", async () => {
      const card = [{ variant_id: shop.card.id, quantity: 1 }]
      const first = { firstCashOrder: "advance", firstCashOrderValue: 100_000 } as const
      await withOptions(container, { cashNoShows: 1, ...first }, async () => {
        expect(await code(steps.place(await steps.readyCart()))).toBe("first_order_in_advance")
        const { order_id } = await steps.place(await steps.readyCart(card))
        await closes(order_id, "delivered")
        const second = await steps.place(await steps.readyCart())
        // The address was wrong: the shopper did nothing wrong at the door.
        await fails(second.order_id, "wrong_address")
        const third = await steps.place(await steps.readyCart(card))
        await fails(third.order_id, "refused")
        expect(await code(steps.place(await steps.readyCart(card)))).toBe("cash_refused")
        const other = await steps.readyCart(card, { recipient_phone: "+998901234568" })
        expect(await code(steps.place(other))).toBe("placed")
        // The courier tried again, and the order was received.
        await closes(third.order_id, "delivered")
        expect(await code(steps.place(await steps.readyCart(card)))).toBe("placed")
      })
    })

    it("marks a costly first cash order for staff", async () => {
      await withOptions(container, { firstCashOrder: "call", firstCashOrderValue: 100_000 }, async () => {
        const placed = await steps.place(await steps.readyCart())
        const [row] = await delivery.listDeliveries({ order_id: placed.order_id })
        expect(row).toMatchObject({ call_first: true, pays_cash: true, no_shows: 0 })
        await closes(placed.order_id, "delivered")
        const next = await steps.place(await steps.readyCart())
        expect((await delivery.listDeliveries({ order_id: next.order_id }))[0].call_first).toBe(false)
      })
    })

    it("closes Medusa's payment webhooks of providers without a secret", async () => {
      for (const provider of ["system_default", "anything", "stripe_stripe"]) {
        const answer = await api.post(`/hooks/payment/${provider}`, {}, { validateStatus: () => true })
        expect([answer.status, answer.data.code]).toEqual([404, "hook_closed"])
      }
    })
  },
})
