import type { MedusaContainer } from "@medusajs/framework/types"
import { DELIVERY_MODULE } from "../../../modules/delivery"
import type DeliveryModuleService from "../../../modules/delivery/service"
import type { DeliveryRecord } from "../../../modules/delivery/service"
import type { AssignmentRecord } from "../../../modules/workshop/types"

/** The deliveries of assignments, by the order's id. */
export async function slotsOf(
  container: MedusaContainer,
  assignments: AssignmentRecord[],
): Promise<Map<string | null, DeliveryRecord>> {
  const deliveries = assignments.length
    ? await container
        .resolve<DeliveryModuleService>(DELIVERY_MODULE)
        .listDeliveries({ order_id: assignments.map(({ order_id }) => order_id) }, { take: null })
    : []
  return new Map(deliveries.map((delivery) => [delivery.order_id, delivery]))
}
