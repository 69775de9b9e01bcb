import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { passwordProblem } from "../../src/lib/passwords"

/**
 * Creates the owner's login for Medusa's admin. An existing account keeps its password, and a deleted account stays
 * deleted.
 *
 * @param email login name
 */
export async function ensureOwner(
  container: MedusaContainer,
  email: string,
  password: string,
): Promise<void> {
  const [user] = await container.resolve(Modules.USER).listUsers({ email }, { take: 1, withDeleted: true })
  if (user) {
    return
  }
  await createUserAccountWorkflow(container).run({
    input: { authIdentityId: await ensureIdentity(container, email, password), userData: { email } },
  })
}

/**
 * Returns the id of the login's auth identity. An interrupted earlier run may have created it without the
 * user.
 */
async function ensureIdentity(container: MedusaContainer, email: string, password: string): Promise<string> {
  const auth = container.resolve(Modules.AUTH)
  const [known] = await auth.listProviderIdentities({ entity_id: email, provider: "emailpass" }, { take: 1 })
  if (known?.auth_identity_id) {
    return known.auth_identity_id
  }
  const problem = passwordProblem(password, "user", email)
  if (problem) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `ADMIN_PASSWORD is refused. ${problem}`)
  }
  const { success, authIdentity, error } = await auth.register("emailpass", { body: { email, password } })
  if (!success || !authIdentity) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Cannot create the owner's login: ${error}`)
  }
  return authIdentity.id
}
