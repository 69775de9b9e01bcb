import type { ExecArgs } from "@medusajs/framework/types"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import { STAFF_ROLES } from "../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { tieOwnerLogin } from "../../src/workflows/staff/tie-owner-login"
import { seedForTest, TEST_OWNER } from "./seed"

/** Telegram id of the owner in the sandbox's story. */
const STORY_OWNER = "9001"

/** Seeds the database of {@link ShopProcesses}. The arguments add staff as `<telegram id>:<role>:<name>`. The login is the owner's. */
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
  await tieOwnerLogin(container, { ownerId: STORY_OWNER, ownerEmail: TEST_OWNER.adminEmail })
}
