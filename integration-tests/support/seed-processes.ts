import type { ExecArgs } from "@medusajs/framework/types"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import { STAFF_ROLES } from "../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { seedForTest } from "./seed"

/** Seeds the database of {@link ShopProcesses}. The arguments add staff as `<telegram id>:<role>:<name>`. */
export default async function seedProcesses({ container, args = [] }: ExecArgs): Promise<void> {
  await seedForTest(container)
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  await workshop.createStaffMembers(
    args.map((argument) => {
      const [telegram_id, given, name] = argument.split(":")
      const role = STAFF_ROLES.find((known) => known === given)
      if (!role) {
        throw new Error(`Unknown role: ${given}`)
      }
      return { telegram_id, role, name }
    }),
  )
}
