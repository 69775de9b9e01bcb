import type { MedusaContainer } from "@medusajs/framework/types"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sendCsv, type Cell } from "../../../csv"
import { allTelegramCustomers } from "../list"

const HEADERS = [
  "customer_id",
  "first_name",
  "last_name",
  "email",
  "phone",
  "telegram_id",
  "telegram_username",
  "telegram_name",
  "language",
  "since",
  "ratings",
]

/** GET /admin/telegram-accounts/export: exports the customers who came through Telegram as CSV. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  await sendCsv(res, "customers.csv", HEADERS, customerLines(req.scope))
}

async function* customerLines(container: MedusaContainer): AsyncGenerator<Cell[][]> {
  for await (const batch of allTelegramCustomers(container)) {
    yield batch.map(({ customer, ratings, ...account }) => [
      account.customer_id,
      customer?.first_name ?? null,
      customer?.last_name ?? null,
      customer?.email ?? null,
      customer?.phone ?? null,
      account.telegram_id,
      account.username,
      account.name,
      account.language,
      new Date(account.created_at).toISOString(),
      ratings
        .map(({ display_id, stars, words }) =>
          [`#${display_id}: ${stars}/5`, words].filter(Boolean).join(" "),
        )
        .join("; "),
    ])
  }
}
