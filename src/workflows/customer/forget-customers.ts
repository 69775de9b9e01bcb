import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { RATING_MODULE } from "../../modules/rating"
import type RatingModuleService from "../../modules/rating/service"
import type { RatingRecord } from "../../modules/rating/types"
import { TELEGRAM_MODULE } from "../../modules/telegram"
import type TelegramModuleService from "../../modules/telegram/service"
import type { DetachedAccount } from "../../modules/telegram/service"
import { findIdentity } from "./find-identity"
import { putHoldBack, releaseHold, type ReleasedHold } from "../hold/release-hold"

const ratingsOf = (container: MedusaContainer) => container.resolve<RatingModuleService>(RATING_MODULE)

/** What {@link undoForgetting} needs. */
export type Forgotten = {
  accounts: DetachedAccount[]
  holds: ReleasedHold[]
  identities: string[]
  ratings: RatingRecord[]
}

/**
 * Deletes the ratings of deleted customers, detaches their Telegram accounts and releases the stock that their carts hold.
 * Orders remain.
 */
export async function forgetCustomers(container: MedusaContainer, customerIds: string[]): Promise<Forgotten> {
  const accounts = await container
    .resolve<TelegramModuleService>(TELEGRAM_MODULE)
    .detachCustomers(customerIds)
  const forgotten: Forgotten = { accounts, holds: [], identities: [], ratings: [] }
  try {
    forgotten.ratings = await ratingsOf(container).forget(customerIds)
    for (const { cart_id } of accounts) {
      if (cart_id) {
        forgotten.holds.push(await releaseHold(container, cart_id))
      }
    }
    const customers = [...new Set(accounts.flatMap(({ customer_id }) => customer_id ?? []))]
    await ensureIdentities(container, customers, forgotten.identities)
    return forgotten
  } catch (error) {
    // Medusa gives the compensation of a failed hook no data.
    await undoForgetting(container, forgotten)
    throw error
  }
}

/** Undoes {@link forgetCustomers}. */
export async function undoForgetting(
  container: MedusaContainer,
  { accounts, holds, identities, ratings }: Forgotten,
): Promise<void> {
  await ratingsOf(container).restore(ratings)
  if (identities.length) {
    await container.resolve(Modules.AUTH).deleteAuthIdentities(identities)
  }
  await container.resolve<TelegramModuleService>(TELEGRAM_MODULE).attachAgain(accounts)
  for (const hold of holds.filter(({ items }) => items.length > 0)) {
    await putHoldBack(container, hold)
  }
}

/**
 * Creates an auth identity without a login for each customer that has none. Medusa's workflow `remove-customer-account`
 * deletes the identity of a registered customer, and fails when there is none. The bot's customers are registered, but
 * log in only through Telegram.
 *
 * @param created gets the ids of the created identities
 */
async function ensureIdentities(
  container: MedusaContainer,
  customerIds: string[],
  created: string[],
): Promise<void> {
  const auth = container.resolve(Modules.AUTH)
  for (const customer_id of customerIds) {
    if (!(await findIdentity(container, customer_id))) {
      created.push((await auth.createAuthIdentities({ app_metadata: { customer_id } })).id)
    }
  }
}
