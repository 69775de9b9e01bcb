import type { ExecArgs } from "@medusajs/framework/types"
import { WORKSHOP_MODULE } from "../modules/workshop"
import { STAFF_ROLES, type StaffRole } from "../modules/workshop/order-way"
import type WorkshopModuleService from "../modules/workshop/service"
import seed from "./seed"

/**
 * What `npm start` runs once: fills the shop, and takes on the staff named by the arguments, each
 * `<telegram id>:<role>:<name>` (the sandbox's people; a real shop invites its staff in the bot).
 */
export default async function prepareShop(exec: ExecArgs): Promise<void> {
  await seed(exec)
  const workshop = exec.container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  for (const argument of exec.args ?? []) {
    const [telegram_id, role, name] = argument.split(":")
    const known = await workshop.listStaffMembers({ telegram_id }, { take: 1 })
    if (!known.length && isRole(role)) {
      await workshop.createStaffMembers({ telegram_id, role, name: name.trim() })
    }
  }
}

function isRole(role: string): role is StaffRole {
  return STAFF_ROLES.some((known) => known === role)
}
