import { container as application } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { asError } from "../../lib/as-error"
import { lifecycle } from "../../modules/core/lifecycle"
import type { GuldastaOptions } from "../../modules/core/options"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type WorkshopModuleService from "../../modules/workshop/service"
import { optionsOf } from "../settings"
import { forgetAdminRoles } from "./admin-role"

/**
 * Links the login with the e-mail of the option `ownerEmail` to the staff member of the option `ownerId`, who becomes an
 * owner. Does nothing while an owner has a login, so it cannot be used to take over a shop. Each start calls it.
 */
export async function tieOwnerLogin(
  container: MedusaContainer,
  { ownerId, ownerEmail }: Pick<GuldastaOptions, "ownerId" | "ownerEmail"> = optionsOf(container),
): Promise<void> {
  const isGuarded = optionsOf(container).guardAdmin ?? false
  if (!ownerEmail && !isGuarded) {
    return
  }
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const owners = await workshop.listStaffMembers({ role: "owner", active: true }, { take: null })
  const logins = owners.flatMap(({ user_id }) => user_id ?? [])
  const users = container.resolve(Modules.USER)
  const [existing, [user]] = await Promise.all([
    logins.length ? users.listUsers({ id: logins }, { take: null }) : [],
    ownerEmail ? users.listUsers({ email: ownerEmail }, { take: 1 }) : [],
  ])
  if (existing.length > 0) {
    return
  }
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  if (!ownerEmail || !ownerId) {
    logger.warn(
      "staff: no owner has a login in the admin. Set TELEGRAM_OWNER_ID (option ownerId), and ADMIN_EMAIL (option ownerEmail) to the e-mail of the owner's login, which then gets the owner's rights.",
    )
    return
  }
  if (!user) {
    return
  }
  const isTied = await workshop.tieOwner({ telegram_id: ownerId, user_id: user.id, gone: logins })
  forgetAdminRoles()
  if (isTied) {
    logger.info("staff: the owner's login is linked to the owner's staff member.")
  } else {
    logger.warn("staff: the owner's login was not linked, because it is linked to another staff member.")
  }
}

lifecycle.register({
  async start() {
    const shop = application as MedusaContainer
    await tieOwnerLogin(shop).catch((error: unknown) => {
      const logger = shop.resolve(ContainerRegistrationKeys.LOGGER)
      logger.error(`staff: the owner's login was not linked: ${asError(error).message}`)
    })
  },
  stop: () => Promise.resolve(),
})
