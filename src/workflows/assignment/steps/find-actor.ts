import type { IUserModuleService, ICustomerModuleService, MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { WORKSHOP_MODULE } from "../../../modules/workshop"
import type WorkshopModuleService from "../../../modules/workshop/service"
import { callerWithId, userOf } from "../../staff/admin-role"
import type { Actor, KnownActor } from "../actor"

async function findStaff(telegramId: string, container: MedusaContainer): Promise<KnownActor> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const member = await workshop.findActiveMember(telegramId)
  if (!member) {
    throw shopError("not_staff", "Only the shop's staff may do this.", MedusaError.Types.FORBIDDEN)
  }
  return {
    role: member.role,
    member_id: member.id,
    signature: { type: "staff", id: member.id, name: member.name },
  }
}

/** The user with an id, or the user who made the secret API key with this id. */
async function findUser(callerId: string | null, container: MedusaContainer) {
  const users: IUserModuleService = container.resolve(Modules.USER)
  const userId = callerId && (await userOf(container, callerWithId(callerId)))
  const [user] = userId ? await users.listUsers({ id: userId }) : []
  return (
    user && {
      id: user.id,
      name: [user.first_name, user.last_name].filter(Boolean).join(" ") || user.email,
    }
  )
}

async function findAdmin(userId: string, container: MedusaContainer): Promise<KnownActor> {
  const user = await findUser(userId, container)
  if (!user) {
    throw shopError("not_staff", "Only the shop's staff may do this.", MedusaError.Types.FORBIDDEN)
  }
  return { role: "admin", member_id: null, signature: { type: "admin", ...user } }
}

async function findShopper(customerId: string, container: MedusaContainer): Promise<KnownActor> {
  const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
  const [customer] = await customers.listCustomers({ id: customerId })
  const name = [customer?.first_name, customer?.last_name].filter(Boolean).join(" ") || null
  return { role: "shopper", member_id: null, signature: { type: "shopper", id: customerId, name } }
}

/**
 * Reads the actor's current role and name from the database.
 *
 * @throws not_staff for a Telegram user who is not an active staff member, or for an unknown admin user
 */
export async function findActor(actor: Actor, container: MedusaContainer): Promise<KnownActor> {
  switch (actor.type) {
    case "staff":
      return await findStaff(actor.telegram_id, container)
    case "admin":
      return await findAdmin(actor.user_id, container)
    case "shopper":
      return await findShopper(actor.customer_id, container)
    case "system":
      return { role: "system", member_id: null, signature: { type: "system" } }
    case "medusa": {
      const user = await findUser(actor.user_id, container)
      return { role: "medusa", member_id: null, signature: { type: "admin", ...user } }
    }
  }
}
