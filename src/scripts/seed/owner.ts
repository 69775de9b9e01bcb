import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"

/**
 * Makes the owner's login for Medusa's admin. An account that is there keeps its password.
 *
 * @param email the login
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
    input: { authIdentityId: await loginOf(container, email, password), userData: { email } },
  })
}

/** The login's identity: a run that was broken off may have left it without its user. */
async function loginOf(container: MedusaContainer, email: string, password: string): Promise<string> {
  const auth = container.resolve(Modules.AUTH)
  const [known] = await auth.listProviderIdentities({ entity_id: email, provider: "emailpass" }, { take: 1 })
  if (known?.auth_identity_id) {
    return known.auth_identity_id
  }
  const { success, authIdentity, error } = await auth.register("emailpass", { body: { email, password } })
  if (!success || !authIdentity) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `The owner's login could not be made: ${error}`)
  }
  return authIdentity.id
}
