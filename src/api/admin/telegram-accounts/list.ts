import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { RATING_MODULE } from "../../../modules/rating"
import type RatingModuleService from "../../../modules/rating/service"
import type { RatingRecord } from "../../../modules/rating/types"
import { TELEGRAM_MODULE } from "../../../modules/telegram"
import type { AccountRecord } from "../../../modules/telegram/queue-types"
import type TelegramModuleService from "../../../modules/telegram/service"
import type { ListTelegramAccounts } from "./validators"

/** Accounts per query of the export. */
const BATCH = 1000

const telegramOf = (container: MedusaContainer) => container.resolve<TelegramModuleService>(TELEGRAM_MODULE)

const describe = ({
  id,
  telegram_id,
  username,
  first_name,
  last_name,
  language,
  customer_id,
  created_at,
}: AccountRecord) => ({
  id,
  telegram_id,
  username,
  name: [first_name, last_name].filter(Boolean).join(" "),
  language,
  customer_id,
  created_at,
})

/** One page of the Telegram accounts with a customer, newest first. */
export async function listTelegramAccounts(
  container: MedusaContainer,
  { customer_id, limit, offset }: ListTelegramAccounts,
) {
  const [accounts, count] = await telegramOf(container).listAndCountAccounts(
    { customer_id: customer_id ?? { $ne: null } },
    { take: limit, skip: offset, order: { created_at: "DESC" } },
  )
  return { telegram_accounts: accounts.map(describe), count, limit, offset }
}

/** All Telegram accounts with their customers and ratings, in batches. */
export async function* allTelegramCustomers(container: MedusaContainer) {
  const customers = container.resolve(Modules.CUSTOMER)
  for (let last = ""; ;) {
    const accounts = await telegramOf(container).listAccounts(
      { customer_id: { $ne: null }, id: { $gt: last } },
      { take: BATCH, order: { id: "ASC" } },
    )
    if (accounts.length === 0) {
      return
    }
    const ids = [...new Set(accounts.flatMap(({ customer_id }) => customer_id ?? []))]
    const found = await customers.listCustomers({ id: ids }, { take: null })
    const ratings = await container
      .resolve<RatingModuleService>(RATING_MODULE)
      .listRatings({ customer_id: ids }, { take: null, order: { rated_at: "ASC" } })
    const ratingsOf = new Map<string, RatingRecord[]>()
    for (const rating of ratings) {
      ratingsOf.set(rating.customer_id, [...(ratingsOf.get(rating.customer_id) ?? []), rating])
    }
    const known = new Map(found.map((customer) => [customer.id, customer]))
    yield accounts.map((account) => ({
      ...describe(account),
      customer: known.get(account.customer_id ?? ""),
      ratings: ratingsOf.get(account.customer_id ?? "") ?? [],
    }))
    last = accounts[accounts.length - 1].id
  }
}
