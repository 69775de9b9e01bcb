import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"

/**
 * Creates the owner's login for Medusa's admin. An existing account keeps its password.
 *
 * @param email login name
 * @param password at least 8 characters
 */
export async function ensureOwner(
  container: MedusaContainer,
  email: string,
  password: string,
): Promise<void> {
  const [user] = await container.resolve(Modules.USER).listUsers({ email }, { take: 1 })
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
  const { success, authIdentity, error } = await auth.register("emailpass", { body: { email, password } })
  if (!success || !authIdentity) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `Cannot create the owner's login: ${error}`)
  }
  return authIdentity.id
}
