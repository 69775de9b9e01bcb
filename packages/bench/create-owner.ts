import type { ExecArgs } from "@medusajs/framework/types"
import { createOwnerLogin } from "../../integration-tests/support/admin"

/** Creates an owner's login. @param args e-mail and password */
export default async function createOwner({
  container,
  args: [email, password] = [],
}: ExecArgs): Promise<void> {
  await createOwnerLogin(container, email, password)
}
