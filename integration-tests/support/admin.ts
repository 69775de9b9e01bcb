import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateJwtToken, Modules } from "@medusajs/framework/utils"
import { ensureOwner } from "../../packages/sample-shop/owner"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type { StaffRole } from "../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { forgetAdminRoles } from "../../src/workflows/staff/admin-role"

const workshopOf = (container: MedusaContainer) => container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)

/** Telegram ids of staff members that tests make for a login. */
let lastTelegramId = 9_000_000

/** Links a login to a staff member, and unties it from another one. */
export async function bindLogin(container: MedusaContainer, memberId: string, userId: string): Promise<void> {
  const workshop = workshopOf(container)
  const [holder] = await workshop.listStaffMembers({ user_id: userId })
  if (holder) {
    await workshop.updateStaffMembers({ id: holder.id, user_id: null })
  }
  await workshop.updateStaffMembers({ id: memberId, user_id: userId })
  forgetAdminRoles()
}

/** Makes a login an owner's: of an active owner without a login, or else of a new one. */
async function makeOwner(container: MedusaContainer, userId: string): Promise<void> {
  const workshop = workshopOf(container)
  const [owner] = await workshop.listStaffMembers({ role: "owner", active: true, user_id: null }, { take: 1 })
  await bindLogin(container, owner?.id ?? (await newMember(container, "owner")), userId)
}

/** Creates a login with a password, and makes it an owner's. */
export async function createOwnerLogin(
  container: MedusaContainer,
  email: string,
  password: string,
): Promise<void> {
  await ensureOwner(container, email, password)
  const [user] = await container.resolve(Modules.USER).listUsers({ email })
  await makeOwner(container, user.id)
}

async function newMember(container: MedusaContainer, role: StaffRole): Promise<string> {
  const telegram_id = String(++lastTelegramId)
  return (await workshopOf(container).createStaffMembers({ telegram_id, name: `Login of ${role}`, role })).id
}

/**
 * Creates a user of Medusa's admin.
 *
 * @param role role of the staff member whose login it is; null for a login without a staff member
 * @returns the user, and axios options with their authorization header
 */
export async function createAdmin(
  container: MedusaContainer,
  email = "aziza@example.uz",
  role: StaffRole | null = "owner",
) {
  const user = await container
    .resolve(Modules.USER)
    .createUsers({ first_name: "Aziza", last_name: "Karimova", email })
  const identity = await container.resolve(Modules.AUTH).createAuthIdentities({
    provider_identities: [{ provider: "emailpass", entity_id: user.email }],
    app_metadata: { user_id: user.id },
  })
  if (role === "owner") {
    await makeOwner(container, user.id)
  } else if (role) {
    await bindLogin(container, await newMember(container, role), user.id)
  }
  const token = generateJwtToken(
    {
      actor_id: user.id,
      actor_type: "user",
      auth_identity_id: identity.id,
      app_metadata: { user_id: user.id },
    },
    { secret: process.env.JWT_SECRET ?? "", expiresIn: "1h" },
  )
  return { user, options: { headers: { authorization: `Bearer ${token}` }, validateStatus: () => true } }
}

/** Headers of a request to the Store API by a customer who has logged in. */
export async function customerLogin(container: MedusaContainer, customerId: string, salesChannelId: string) {
  const key = await container
    .resolve(Modules.API_KEY)
    .createApiKeys({ title: "Test", type: "publishable", created_by: "test" })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.API_KEY]: { publishable_key_id: key.id },
    [Modules.SALES_CHANNEL]: { sales_channel_id: salesChannelId },
  })
  const identity = await container.resolve(Modules.AUTH).createAuthIdentities({
    provider_identities: [{ provider: "emailpass", entity_id: `${customerId}@example.uz` }],
    app_metadata: { customer_id: customerId },
  })
  const token = generateJwtToken(
    {
      actor_id: customerId,
      actor_type: "customer",
      auth_identity_id: identity.id,
      app_metadata: { customer_id: customerId },
    },
    { secret: process.env.JWT_SECRET ?? "", expiresIn: "1h" },
  )
  return {
    headers: { authorization: `Bearer ${token}`, "x-publishable-api-key": key.token },
    validateStatus: () => true,
  }
}
