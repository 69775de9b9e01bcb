import type { MedusaContainer } from "@medusajs/framework/types"
import { generateJwtToken, Modules } from "@medusajs/framework/utils"

/**
 * Creates a user of Medusa's admin.
 *
 * @returns the user, and axios options with their authorization header
 */
export async function createAdmin(container: MedusaContainer, email = "aziza@example.uz") {
  const user = await container
    .resolve(Modules.USER)
    .createUsers({ first_name: "Aziza", last_name: "Karimova", email })
  const identity = await container.resolve(Modules.AUTH).createAuthIdentities({
    provider_identities: [{ provider: "emailpass", entity_id: user.email }],
    app_metadata: { user_id: user.id },
  })
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
