import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"

type Amounts = { captured_amount: BigNumberInput | null; refunded_amount: BigNumberInput | null }

/** Whether an order has captured money that is not refunded, in Medusa or at a gateway that Medusa has not followed yet. */
export async function hasCapturedMoney(container: MedusaContainer, orderId: string): Promise<boolean> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const [{ data }, [performed]] = await Promise.all([
    container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "order",
      fields: ["payment_collections.captured_amount", "payment_collections.refunded_amount"],
      filters: { id: orderId },
    }),
    gateway.listGatewayTransactions({ order_id: orderId, state: "performed" }, { select: ["id"], take: 1 }),
  ])
  const [order]: unknown[] = data
  const { payment_collections: collections } = (order ?? {}) as {
    payment_collections?: (Amounts | null)[] | null
  }
  return (
    Boolean(performed) ||
    (collections ?? []).some(
      (one) => one !== null && MathBN.gt(one.captured_amount ?? 0, one.refunded_amount ?? 0),
    )
  )
}
