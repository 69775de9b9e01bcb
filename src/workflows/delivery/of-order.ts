import type { MedusaContainer } from "@medusajs/framework/types"
import { DELIVERY_MODULE } from "../../modules/delivery"
import type DeliveryModuleService from "../../modules/delivery/service"
import type { DeliveryRecord } from "../../modules/delivery/service"

/** The delivery of an order; undefined for an order without one. */
export async function deliveryOf(
  container: MedusaContainer,
  orderId: string,
): Promise<DeliveryRecord | undefined> {
  const service = container.resolve<DeliveryModuleService>(DELIVERY_MODULE)
  return (await service.listDeliveries({ order_id: orderId }, { take: 1 })).at(0)
}
