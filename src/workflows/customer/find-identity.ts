import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Returns the id of the auth identity with which a customer logs in; undefined when they have none. */
export async function findIdentity(
  container: MedusaContainer,
  customerId: string,
): Promise<string | undefined> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "auth_identity",
    fields: ["id"],
    filters: { app_metadata: { customer_id: customerId } },
  })
  return data[0]?.id
}
