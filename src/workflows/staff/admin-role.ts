import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { WORKSHOP_MODULE } from "../../modules/workshop"
import type { StaffRole } from "../../modules/workshop/order-transitions"
import type WorkshopModuleService from "../../modules/workshop/service"

/** The caller of the Admin API: a user, or a secret API key. */
export type AdminCaller = { type: string; id: string }

/**
 * What the shop knows about a caller. `gone`: the user, or the user who made the API key, no longer exists. `dismissed`:
 * the user's staff member is not active. `untied`: no staff member is linked to the user.
 */
export type AdminStanding = { role: StaffRole } | { refusal: "gone" | "dismissed" | "untied" }

/** Maximum age of a cached standing in ms. It bounds how long another process uses a role after its change. */
const MAX_AGE_MS = 5_000

/** Maximum number of cached callers. */
const MOST = 1_000

/** Maximum length of a chain of API keys, each made with the one before. */
const MOST_KEYS = 5

const cache = new Map<string, { at: number; reading: Promise<AdminStanding> }>()

/** Clears the cached standings of this process after a change of staff, users or API keys. */
export function forgetAdminRoles(): void {
  cache.clear()
}

/** The standing of a caller. Reads the database at most once in {@link MAX_AGE_MS} for each caller. */
export async function adminStanding(container: MedusaContainer, caller: AdminCaller): Promise<AdminStanding> {
  const key = `${caller.type} ${caller.id}`
  const known = cache.get(key)
  if (known && Date.now() - known.at < MAX_AGE_MS) {
    return known.reading
  }
  if (cache.size >= MOST) {
    cache.clear()
  }
  const entry = { at: Date.now(), reading: readStanding(container, caller) }
  cache.set(key, entry)
  entry.reading.catch(() => {
    if (cache.get(key) === entry) {
      cache.delete(key)
    }
  })
  return entry.reading
}

async function readStanding(container: MedusaContainer, caller: AdminCaller): Promise<AdminStanding> {
  const userId = await userOf(container, caller)
  if (!userId) {
    return { refusal: "gone" }
  }
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  const [[user], [member]] = await Promise.all([
    container.resolve(Modules.USER).listUsers({ id: userId }, { take: 1 }),
    workshop.listStaffMembers({ user_id: userId }, { take: 1 }),
  ])
  if (!user) {
    return { refusal: "gone" }
  }
  if (!member) {
    return { refusal: "untied" }
  }
  return member.active ? { role: member.role } : { refusal: "dismissed" }
}

/** The caller with an id that Medusa stores as `created_by` or `confirmed_by`. */
export const callerWithId = (id: string): AdminCaller => ({
  type: id.startsWith("apk_") ? "api-key" : "user",
  id,
})

/** The id of the caller's user. A secret API key has the rights of the user who made it. */
export async function userOf(container: MedusaContainer, caller: AdminCaller): Promise<string | undefined> {
  let maker = caller
  for (let keys = 0; maker.type === "api-key"; keys++) {
    const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ id: maker.id }, { take: 1 })
    if (!key?.created_by || keys === MOST_KEYS) {
      return undefined
    }
    maker = callerWithId(key.created_by)
  }
  return maker.id
}

/**
 * The role of a caller of Medusa's admin: the role of the active staff member linked to the user.
 *
 * @returns undefined if the user has no role
 */
export async function adminRole(
  container: MedusaContainer,
  caller: AdminCaller,
): Promise<StaffRole | undefined> {
  const standing = await adminStanding(container, caller)
  return "role" in standing ? standing.role : undefined
}
