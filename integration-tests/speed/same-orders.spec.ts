import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Event, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  completeCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  updateCartWorkflow,
} from "@medusajs/medusa/core-flows"
import { shopSuite } from "../support/shop-suite"
import { CASH_PROVIDER } from "../../src/lib/shop"
import { CLICK, offerClick, withClick } from "../payments/click-support"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { eventually } from "../support/eventually"
import { commonOf, rowsOfOrder } from "./order-rows"

/** Emitted after the order was placed: a workflow saves the address for the next order. */
const REMEMBERED = "delivery.delivery.updated"

const TIMEOUT_MS = 30_000

withClick()

shopSuite({
  testSuite: ({ getContainer }) => {
    let container: MedusaContainer
    let knex: Knex
    let shop: DeliveryFixture
    let steps: ReturnType<typeof checkoutSteps>
    let customer: string

    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      await offerClick(getContainer(), shop)
    })
    beforeEach(async () => {
      container = getContainer()
      knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
      steps = checkoutSteps(container, shop)
      const made = await container.resolve(Modules.CUSTOMER).createCustomers({ first_name: "Aziza" })
      customer = made.id
    })

    /** A cart with all optional fields and three lines, one of them without inventory. */
    async function fullCart(): Promise<string> {
      const id = await steps.cart(
        [
          { variant_id: shop.five.id, quantity: 2, metadata: { ribbon: "red" } },
          { variant_id: shop.five.id, quantity: 1 },
          { variant_id: shop.card.id, quantity: 1 },
        ],
        customer,
      )
      await updateCartWorkflow(container).run({
        input: {
          id,
          email: "aziza@example.uz",
          metadata: { from: "window" },
          billing_address: { first_name: "Aziza", country_code: "uz", city: "Бухара", postal_code: "200100" },
        },
      })
      await steps.answerDelivery(id, { card_text: "С любовью" })
      return id
    }
    const pickup = () =>
      steps.readyCart(undefined, { method: "pickup", shipping_option_id: shop.option("pickup") })

    /** Completes the cart with Medusa's own workflow, as the Store API does. */
    async function completeByCore(cartId: string, provider: string): Promise<string> {
      const { result: collection } = await createPaymentCollectionForCartWorkflow(container).run({
        input: { cart_id: cartId },
      })
      await createPaymentSessionsWorkflow(container).run({
        input: {
          payment_collection_id: collection.id,
          provider_id: provider,
          // Cash stores no payer and receives no payer.
          customer_id: provider === CASH_PROVIDER ? undefined : customer,
        },
      })
      const { result } = await completeCartWorkflow(container).run({ input: { id: cartId } })
      return result.id
    }

    /** The events emitted during an action, up to the order's announcement. */
    async function eventsOf(act: () => Promise<string>): Promise<{ id: string; events: unknown[] }> {
      const received: Event[] = []
      const bus = container.resolve(Modules.EVENT_BUS)
      const record = async (event: Event) => void received.push(event)
      bus.subscribe("*", record)
      try {
        const id = await act()
        await eventually(
          async () => expect(received.map(({ name }) => name)).toContain("order.placed"),
          TIMEOUT_MS,
        )
        const events = received
          .filter(({ name }) => name !== REMEMBERED)
          .map(({ name, data }) => ({ name, data: commonOf(data) }))
        return { id, events: events.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))) }
      } finally {
        bus.unsubscribe("*", record)
      }
    }

    const executions = async () => {
      const sql = "select workflow_id from workflow_execution where workflow_id = 'complete-cart'"
      return (await knex.raw<{ rows: unknown[] }>(sql)).rows.length
    }

    it.each([
      ["three lines and all optional fields, paid in cash", CASH_PROVIDER, fullCart],
      ["three lines and all optional fields, paid by a gateway", CLICK, fullCart],
      ["a pick-up order, paid in cash", CASH_PROVIDER, pickup],
    ])("makes the same order as core for %s", async (_, provider, cart) => {
      const [ours, cores] = [await cart(), await cart()]
      const placed = await eventsOf(async () => {
        const { order_id: id } = await steps.place(ours, { provider_id: provider })
        return id
      })
      expect(await executions()).toBe(0)
      const completed = await eventsOf(() => completeByCore(cores, provider))
      expect(await executions()).toBe(1)

      const rows = await rowsOfOrder(container, placed.id)
      expect(rows).toMatchObject({ order: [{ id: placed.id }], cart: [{ completed_at: expect.any(Date) }] })
      expect(rows.reservation_item.length).toBeGreaterThan(0)
      expect(commonOf(rows)).toEqual(commonOf(await rowsOfOrder(container, completed.id)))
      expect(placed.events).toEqual(completed.events)
      expect(placed.events).toContainEqual({ name: "order.placed", data: { id: "order 1" } })
    })

    const count = async (sql: string) =>
      Number((await knex.raw<{ rows: { count: string }[] }>(`select count(*) from ${sql}`)).rows[0].count)
    const held = async (cartId: string) =>
      (
        await knex.raw<{ rows: unknown[] }>(
          `select i.inventory_item_id, i.quantity from cart_hold h join cart_hold_item i on i.hold_id = h.id
           where h.cart_id = ? and h.completing_at is null`,
          [cartId],
        )
      ).rows

    it.each(["payment", "workshop_assignment"])(
      "undoes everything when no %s can be written",
      async (table) => {
        await knex.raw(`
        create or replace function refuse() returns trigger as $$ begin raise exception 'refused'; end $$ language plpgsql;
        create trigger refusing before insert on ${table} for each row execute function refuse()`)
        const id = await steps.readyCart()
        const before = await held(id)
        expect(before).toHaveLength(1)
        const received: string[] = []
        const bus = container.resolve(Modules.EVENT_BUS)
        const record = async ({ name }: Event) => void received.push(name)
        bus.subscribe("*", record)

        await expect(steps.place(id)).rejects.toBeDefined()

        expect(await held(id)).toEqual(before)
        expect(await count(`"order"`)).toBe(0)
        expect(await count("order_cart where deleted_at is null")).toBe(0)
        expect(await count("order_payment_collection where deleted_at is null")).toBe(0)
        expect(await count("reservation_item where deleted_at is null")).toBe(0)
        expect(await count("inventory_level where reserved_quantity <> 0")).toBe(0)
        expect(await count("cart where completed_at is not null")).toBe(0)
        expect(await count("delivery where status = 'booked' or order_id is not null")).toBe(0)
        expect((await count("workshop_assignment")) + (await count("workshop_transition"))).toBe(0)
        expect(await count("payment where canceled_at is null")).toBe(0)
        const locking = container.resolve(Modules.LOCKING)
        await locking.acquire([`stock:${shop.rose_id}`, id], { ownerId: "another" })
        await locking.release([`stock:${shop.rose_id}`, id], { ownerId: "another" })

        await knex.raw(`drop trigger refusing on ${table}`)
        const placed = await steps.place(id)
        await eventually(async () => expect(received).toContain("order.placed"), TIMEOUT_MS)
        expect(received.filter((name) => name === "order.placed")).toHaveLength(1)
        expect((await rowsOfOrder(container, placed.order_id)).reservation_item).toHaveLength(1)
        bus.unsubscribe("*", record)
      },
    )

    it("leaves special carts to core, such as one with a manual discount", async () => {
      const id = await steps.readyCart()
      const [line] = await container.resolve(Modules.CART).listLineItems({ cart_id: id })
      await container
        .resolve(Modules.CART)
        .addLineItemAdjustments([{ item_id: line.id, code: "KIND", amount: 10_000 }])
      const placed = await steps.place(id)
      expect(await executions()).toBe(1)
      expect(placed.total).toBe(120_000)
    })
  },
})
