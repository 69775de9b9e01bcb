import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { runPrepared, type Prepared } from "../../../lib/prepared"
import type { SaveAddressInput } from "../save-address"

const ADDRESS: Prepared = {
  name: "address-of-order",
  text: `
    SELECT customer.id AS customer_id, delivery.address, delivery.latitude, delivery.longitude,
      delivery.shipping_option_id
    FROM delivery
    JOIN "order" o ON o.id = delivery.order_id AND o.deleted_at IS NULL
    JOIN customer ON customer.id = o.customer_id AND customer.has_account AND customer.deleted_at IS NULL
    WHERE delivery.order_id = $1 AND delivery.method = 'delivery' AND delivery.address <> ''
      AND delivery.remembered_at IS NULL AND delivery.deleted_at IS NULL`,
}

/**
 * Reads the address and the customer of an order. Null for pick-up orders, guests, orders with only a map
 * location, and addresses that were already saved.
 */
export const findOrderAddressStep = createStep(
  "find-order-address",
  async (input: { order_id: string }, { container }) => {
    const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
    const [found] = await runPrepared<SaveAddressInput>(knex, ADDRESS, [input.order_id])
    return new StepResponse<SaveAddressInput | null>(found ?? null)
  },
)
