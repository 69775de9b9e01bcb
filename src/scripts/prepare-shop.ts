import type { ExecArgs } from "@medusajs/framework/types"
import { WORKSHOP_MODULE } from "../modules/workshop"
import { STAFF_ROLES, type StaffRole } from "../modules/workshop/order-way"
import type WorkshopModuleService from "../modules/workshop/service"
import seed from "./seed"

/**
 * What `npm start` runs once: fills the shop, and sees to the staff named by the arguments, each
 * `<telegram id>:<role>:<name>`. The sandbox's people are taken on so; a shop that goes live on the same
 * database lets them go by `<telegram id>:dismissed:<name>`, for their ids belong to strangers on Telegram.
 */
export default async function prepareShop(exec: ExecArgs): Promise<void> {
  await seed(exec)
  const workshop = exec.container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  for (const argument of exec.args ?? []) {
    const [telegram_id, role, name] = argument.split(":").map((part) => part.trim())
    const [known] = await workshop.listStaffMembers({ telegram_id, name }, { take: 1 })
    if (known) {
      await workshop.updateStaffMembers({ id: known.id, active: role !== "dismissed" })
    } else if (isRole(role)) {
      await workshop.createStaffMembers({ telegram_id, role, name })
    }
  }
}

function isRole(role: string): role is StaffRole {
  return STAFF_ROLES.some((known) => known === role)
}
