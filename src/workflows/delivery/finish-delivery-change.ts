import { updateOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { readOrderAddresses, type OrderAddress } from "../../medusa-sql/order-address"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import { deliveryOf } from "./of-order"
import { recipientOf } from "./rules/cart-of-delivery"
import { storedPart } from "./rules/apply-changes"

/** Seconds to wait for another process that finishes the same change. */
const WAIT_SECONDS = 30

/**
 * Ends a change of a placed order's delivery: writes Medusa's shipping address if it is older than the delivery.
 * Idempotent; the request that changes the delivery calls it, and a sweep if its process died.
 *
 * @param options.before only ends changes that began before this time
 * @returns whether there was a change to end
 */
export async function finishDeliveryChange(
  container: MedusaContainer,
  orderId: string,
  options: { user_id?: string; before?: Date } = {},
): Promise<boolean> {
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  return container.resolve(Modules.LOCKING).execute(
    [`delivery-change:${orderId}`],
    async () => {
      const delivery = await deliveryOf(container, orderId)
      const { before } = options
      if (!delivery?.changed_at || (before && delivery.changed_at >= before)) {
        return false
      }
      const order = await readOrderAddresses(container, orderId, null)
      if (delivery.address_id === null && order?.status !== "canceled") {
        const wanted = recipientOf(storedPart(delivery))
        if (!order?.now || !agrees(order.now, wanted)) {
          await updateOrderWorkflow(container).run({
            input: {
              id: orderId,
              user_id: options.user_id ?? "",
              shipping_address: {
                ...wanted,
                address_2: "",
                metadata: { ...otherMetadata(order?.now), ...wanted.metadata },
              },
            },
          })
        }
        const written = await readOrderAddresses(container, orderId, null)
        await service.updateDeliveries({ id: delivery.id, address_id: written?.now?.id ?? null })
      }
      await service.endChange(delivery.id, delivery.changed_at)
      return true
    },
    { timeout: WAIT_SECONDS },
  )
}

function otherMetadata(address: OrderAddress | null | undefined): Record<string, unknown> {
  const { latitude: _latitude, longitude: _longitude, ...metadata } = address?.metadata ?? {}
  return metadata
}

const FIELDS = ["first_name", "last_name", "phone", "address_1"] as const

const agrees = (address: OrderAddress, wanted: ReturnType<typeof recipientOf>) =>
  FIELDS.every((field) => (address[field] ?? "") === wanted[field]) &&
  !address.address_2 &&
  ["latitude", "longitude"].every(
    (key) => (address.metadata?.[key] ?? null) === (wanted.metadata[key] ?? null),
  )
