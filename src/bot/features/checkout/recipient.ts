import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { updateCustomersWorkflow } from "@medusajs/medusa/core-flows"
import type { Contact } from "grammy/types"
import { withoutInvisible } from "../../../lib/plain-text"
import type { ShopContext } from "../../runtime/context"

/** Maximum length of a recipient's name in a delivery. */
const NAME_LENGTH = 100

/** The shopper's name from Telegram; undefined when the name has no visible character. */
export function ownName({ account }: ShopContext): string | undefined {
  const name = withoutInvisible([account.first_name, account.last_name].filter(Boolean).join(" ")).trim()
  // A name of only spaces or invisible characters is no name for a courier.
  return /[\p{L}\p{N}\p{S}]/u.test(name) ? [...name].slice(0, NAME_LENGTH).join("") : undefined
}

/**
 * The shopper's phone from their Medusa customer, E.164; undefined before they gave it.
 */
export async function ownPhone(ctx: ShopContext): Promise<string | undefined> {
  const { customer_id: id } = ctx.account
  if (!id) {
    return undefined
  }
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "customer", fields: ["id", "phone"], filters: { id } })
  const [customer] = data as { phone: string | null }[]
  return customer?.phone ?? undefined
}

/** Saves the phone on the customer, so that the next checkout does not ask. @param phone E.164 */
export async function rememberOwnPhone(ctx: ShopContext, phone: string): Promise<void> {
  const { customer_id: id } = ctx.account
  if (id && (await ownPhone(ctx)) !== phone) {
    await updateCustomersWorkflow(ctx.container).run({ input: { selector: { id }, update: { phone } } })
  }
}

export function nameOf({ first_name, last_name }: Contact): string {
  return [first_name, last_name].filter(Boolean).join(" ").slice(0, NAME_LENGTH)
}
