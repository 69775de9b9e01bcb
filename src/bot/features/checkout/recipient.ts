import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { updateCustomersWorkflow } from "@medusajs/medusa/core-flows"
import type { Contact } from "grammy/types"
import type { ShopContext } from "../../runtime/context"

/** The longest name that a delivery takes. */
const NAME_LENGTH = 100

/** The person's own name as Telegram tells it; undefined when it has no visible character. */
export function ownName({ account }: ShopContext): string | undefined {
  const name = [account.first_name, account.last_name].filter(Boolean).join(" ")
  // A letter, a digit, an emoji: anything that is to be seen.
  return /[\p{L}\p{N}\p{S}]/u.test(name) ? [...name].slice(0, NAME_LENGTH).join("") : undefined
}

/** The phone number that the person told for an order of their own, if they ever did. */
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

/** The customer's phone: it is not asked again next time. @param phone E.164 */
export async function rememberOwnPhone(ctx: ShopContext, phone: string): Promise<void> {
  const { customer_id: id } = ctx.account
  if (id && (await ownPhone(ctx)) !== phone) {
    await updateCustomersWorkflow(ctx.container).run({ input: { selector: { id }, update: { phone } } })
  }
}

/** A shared contact's number; Telegram leaves the plus of an international number out. */
export function phoneOf({ phone_number: phone }: Contact): string {
  return /^\d{11,15}$/.test(phone) ? `+${phone}` : phone
}

/** A shared contact's name. */
export function nameOf({ first_name, last_name }: Contact): string {
  return [first_name, last_name].filter(Boolean).join(" ").slice(0, NAME_LENGTH)
}
