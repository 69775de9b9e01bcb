import type { ExecArgs } from "@medusajs/framework/types"
import { DELIVERY_MODULE } from "../modules/delivery"
import type DeliveryModuleService from "../modules/delivery/service"

/**
 * Run once by `medusa db:migrate`, in this store and in any that installs the shop as a plugin: without delivery
 * windows nothing could be ordered. A shop that has windows keeps them.
 */
export default async function giveDefaultWindows({ container }: Pick<ExecArgs, "container">): Promise<void> {
  await container.resolve<DeliveryModuleService>(DELIVERY_MODULE).ensureDefaultWindows()
}
