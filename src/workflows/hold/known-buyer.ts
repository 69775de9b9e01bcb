import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../../lib/prepared"
import { hasReceived } from "../../modules/delivery/statements"
import { isShopper } from "../../modules/telegram/statements"
import { statusOf } from "../../modules/workshop/statements"

/**
 * Whether a customer with an account is known: a shopper of the bot, or one who has received an order. Anybody can create
 * accounts with an e-mail and a password.
 *
 * @param customer an expression, the customer's id
 */
export const isKnown = (customer: string) => `(${isShopper(customer)} OR ${hasReceived(customer, statusOf)})`

const KNOWN: Prepared = { name: "known-buyer", text: `SELECT ${isKnown("$1")} AS is_known` }

/** Whether the shop knows the buyer of an order, see {@link isKnown}. */
export async function isKnownBuyer(
  container: MedusaContainer,
  { customer_id, has_account }: { customer_id: string | null; has_account: boolean },
): Promise<boolean> {
  if (!has_account || !customer_id) {
    return false
  }
  const [{ is_known }] = await ask<{ is_known: boolean }>(container, KNOWN, [customer_id])
  return is_known
}
