import type { ExecArgs } from "@medusajs/framework/types"
import { DELIVERY_MODULE } from "../modules/delivery"
import type DeliveryModuleService from "../modules/delivery/service"

/**
 * `medusa db:migrate` runs this script once, in this store and in stores that install the plugin. It creates
 * the default delivery windows, because a shop without windows cannot take orders. A shop with windows keeps
 * them.
 */
export default async function createDefaultWindows({
  container,
}: Pick<ExecArgs, "container">): Promise<void> {
  await container.resolve<DeliveryModuleService>(DELIVERY_MODULE).ensureDefaultWindows()
}
