import type { MedusaContainer } from "@medusajs/framework/types"
import type { BouquetRecord } from "../../../modules/showcase/types"
import { optionsOf, settingsOf } from "../../../workflows/settings"
import { bouquetsToAsk, updateBouquet } from "../../../workflows/showcase/bouquets"
import { KEEPERS } from "../../../workflows/stock/record-document"
import { enqueue } from "../../outbox"
import { ownersInPrivate, readerOf, type Reader } from "../../outbox/desk"
import { workshopOf } from "../../ui/workshop"
import { isQuiet } from "../quiet-hours"
import { bouquetCard } from "./card"

/** The maker, or the owners when the maker is no longer in the team. */
async function readersOf(container: MedusaContainer, { member_id }: BouquetRecord): Promise<Reader[]> {
  const [maker] = member_id
    ? await workshopOf(container).listStaffMembers({ id: member_id }, { take: 1 })
    : []
  return maker?.active && KEEPERS.includes(maker.role)
    ? [await readerOf(container, maker)]
    : ownersInPrivate(container)
}

/**
 * Asks the makers of bouquets that nobody bought in time what to do with them, once each, in private, not in the quiet hours.
 *
 * @param now the current time; tests pass another
 */
export async function askMakers(container: MedusaContainer, now: Date): Promise<void> {
  if (!optionsOf(container).token || isQuiet(now, settingsOf(container).quietHours)) {
    return
  }
  for (const bouquet of await bouquetsToAsk(container, now)) {
    const messages = (await readersOf(container, bouquet)).map(async ({ chatId, t }) => ({
      key: `showcase-ask:${bouquet.id}:${chatId}`,
      chatId,
      screen: await bouquetCard(container, t, bouquet, { isQuestion: true }),
    }))
    await enqueue(container, await Promise.all(messages))
    await updateBouquet(container, { id: bouquet.id, asked_at: now })
  }
}
