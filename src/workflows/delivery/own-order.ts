import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"

/** @throws not_found unless the order belongs to the customer */
export async function checkOwner(
  container: MedusaContainer,
  orderId: string,
  customerId: string,
): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["customer_id"],
    filters: { id: orderId },
  })
  if (data[0]?.customer_id !== customerId) {
    throw shopError("not_found", "The order was not found.", MedusaError.Types.NOT_FOUND)
  }
}
