import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createPromotionsWorkflow, updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import repairOrders from "../../src/jobs/repair-orders"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { undoOrder } from "../../src/workflows/checkout/open-order"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, type DeliveryFixture } from "../support/delivery-fixture"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { shopSuite } from "../support/shop-suite"

shopSuite({
  testSuite: ({ getContainer }) => {
    let container: MedusaContainer
    let shop: DeliveryFixture
    let steps: ReturnType<typeof checkoutSteps>
    let delivery: DeliveryModuleService
    let workshop: WorkshopModuleService

    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
    })
    beforeEach(() => {
      container = getContainer()
      steps = checkoutSteps(container, shop)
      delivery = container.resolve(DELIVERY_MODULE)
      workshop = container.resolve(WORKSHOP_MODULE)
    })

    const orders = () =>
      container.resolve(Modules.ORDER).listOrders({}, { take: null, order: { display_id: "ASC" } })
    /** Makes everything three minutes older, and runs the job. */
    async function repairLater(): Promise<void> {
      const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await knex.raw(`update "order" set created_at = created_at - interval '3 minutes'`)
      await knex.raw(`update core_retry set next_at = next_at - interval '3 minutes'`)
      await knex.raw(`update delivery set booked_at = booked_at - interval '3 minutes'`)
      await repairOrders(container)
    }
    /** The state after a crash between Medusa's part of an order and this shop's part. */
    const interrupt = (orderId: string) => undoOrder(container, orderId)
    async function payment(orderId: string, status: string): Promise<void> {
      const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const link = "select payment_collection_id from order_payment_collection where order_id = ?"
      await knex.raw(`update payment_session set status = ? where payment_collection_id in (${link})`, [
        status,
        orderId,
      ])
      await knex.raw(`delete from payment where payment_collection_id in (${link})`, [orderId])
    }

    it("never changes an order of another sales channel, whatever its payment is", async () => {
      const cartId = await steps.cart([{ variant_id: shop.card.id, quantity: 1 }])
      const [order] = await container
        .resolve(Modules.ORDER)
        .createOrders([
          { currency_code: "uzs", items: [{ title: "T-shirt", quantity: 1, unit_price: 90_000 }] },
        ])
      await container
        .resolve(ContainerRegistrationKeys.LINK)
        .create({ [Modules.ORDER]: { order_id: order.id }, [Modules.CART]: { cart_id: cartId } })
      await repairLater()
      expect(await orders()).toMatchObject([{ id: order.id, status: "pending" }])
      expect(await workshop.listAssignments({})).toEqual([])
      // The shopper's next attempt with the same cart returns this order.
      expect(await steps.place(cartId)).toMatchObject({ order_id: order.id })
      expect(await orders()).toMatchObject([{ id: order.id, status: "pending" }])
    })

    it("completes an interrupted order that is paid or awaits its payment", async () => {
      const cartId = await steps.readyCart()
      const { order_id: id } = await steps.place(cartId)
      await interrupt(id)
      await repairLater()
      expect(await orders()).toMatchObject([{ id, status: "pending" }])
      expect(await workshop.listAssignments({})).toMatchObject([{ order_id: id, status: "offered" }])
    })

    it("completes an interrupted free order", async () => {
      await createPromotionsWorkflow(container).run({
        input: {
          promotionsData: [
            {
              code: "GIFT",
              type: "standard",
              status: "active",
              application_method: {
                type: "percentage",
                value: 100,
                target_type: "order",
                allocation: "across",
              },
            },
          ],
        },
      })
      const cartId = await steps.readyCart([{ variant_id: shop.five.id, quantity: 1 }], {
        method: "pickup",
        address: null,
      })
      await updateCartPromotionsWorkflow(container).run({
        input: { cart_id: cartId, promo_codes: ["GIFT"], action: "add" as never },
      })
      const { order_id: id, total } = await steps.place(cartId)
      expect(total).toBe(0)
      await interrupt(id)
      await repairLater()
      expect(await orders()).toMatchObject([{ id, status: "pending" }])
      expect(await workshop.listAssignments({})).toMatchObject([{ order_id: id, status: "offered" }])
    })

    it("gives a promotion back once, although the process stops again while it repairs the order", async () => {
      await createPromotionsWorkflow(container).run({
        input: {
          promotionsData: [
            {
              code: "FIVE",
              type: "standard",
              status: "active",
              limit: 5,
              application_method: {
                type: "percentage",
                value: 10,
                target_type: "order",
                allocation: "across",
              },
            },
          ],
        },
      })
      const used = async () =>
        (await container.resolve(Modules.PROMOTION).listPromotions({ code: ["FIVE"] }))[0].used
      const place = async () => {
        const cartId = await steps.readyCart()
        await updateCartPromotionsWorkflow(container).run({
          input: { cart_id: cartId, promo_codes: ["FIVE"], action: "add" as never },
        })
        return steps.place(cartId)
      }
      await place()
      const { order_id: id } = await place()
      expect(await used()).toBe(2)
      await interrupt(id)
      await payment(id, "pending")
      const inventory = container.resolve(Modules.INVENTORY)
      const stopped = jest
        .spyOn(inventory, "deleteReservationItemsByLineItem")
        .mockRejectedValueOnce(new Error("the process stops"))
      await repairLater()
      expect(stopped).toHaveBeenCalled()
      stopped.mockRestore()
      await repairLater()
      expect((await orders()).map(({ status }) => status)).toEqual(["pending", "canceled", "pending"])
      // The first order, and the new order of the second cart.
      expect(await used()).toBe(2)
    })

    it("cancels an interrupted order without a payment, and orders its cart again", async () => {
      const cartId = await steps.readyCart()
      const { order_id: id } = await steps.place(cartId)
      await interrupt(id)
      await payment(id, "pending")
      await repairLater()
      const [first, second, ...others] = await orders()
      expect([first, others]).toMatchObject([{ id, status: "canceled" }, []])
      expect(second).toMatchObject({ status: "pending" })
      expect(await workshop.listAssignments({})).toMatchObject([{ order_id: second.id, status: "offered" }])
      expect(await delivery.listDeliveries({ cart_id: cartId })).toMatchObject([{ order_id: second.id }])
      const reservations = await container.resolve(Modules.INVENTORY).listReservationItems({})
      expect(reservations.map(({ quantity }) => Number(quantity))).toEqual([5])
    })
  },
})
