import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import { TIME_ZONE, type Language } from "../../../lib/shop"
import { optionsOf } from "../../../workflows/settings"
import { ledgerOf } from "../../../workflows/stock/change-stock"
import { openWilting } from "../../features/stock/buttons"
import { itemsById, shortName } from "../../features/stock/items"
import { count } from "../../features/stock/numbers"
import { enqueue } from "../../outbox"
import { deskAndFlorists } from "../../outbox/desk"
import { outboxOf } from "../../outbox/outbox"
import { textsIn, type Translate } from "../../ui/texts"
import { dayOf, plusDays } from "../../ui/when"

/** The hours of the shop's time zone in which the list of the day is sent: the shop may have been down at 9:00. */
const HOURS = { from: 9, until: 12 }

/** Lots that a message names. */
const LISTED = 25

export type WiltingLots = {
  /** The day of the list, YYYY-MM-DD. Lots of this day and before are `due`. */
  lots: { id: string; name: string; pieces: number; isDue: boolean }[]
  hasMore: boolean
}

/** The lots that are no longer fresh on a day or on the next one, the oldest first. */
export async function readWilting(
  container: MedusaContainer,
  day: string,
  language: Language,
): Promise<WiltingLots> {
  const found = await ledgerOf(container).listWilting(plusDays(day, 1), LISTED + 1)
  const lots = found.slice(0, LISTED)
  const ids = [...new Set(lots.map(({ inventory_item_id }) => inventory_item_id))]
  const items = await itemsById(container, ids, language)
  const t = textsIn(language)
  return {
    lots: lots.map(({ id, inventory_item_id: item, quantity_left, wilts_on }) => ({
      id,
      name: shortName(t, items, item),
      pieces: Number(quantity_left),
      isDue: (wilts_on ?? "") <= day,
    })),
    hasMore: found.length > LISTED,
  }
}

export function wiltingText(t: Translate, { lots, hasMore }: WiltingLots): string {
  const part = (key: "stock.wilting_today" | "stock.wilting_tomorrow", isDue: boolean) => {
    const lines = lots
      .filter((lot) => lot.isDue === isDue)
      .map(({ name, pieces }) => t("stock.wilting_lot", { name, count: count(pieces) }))
    return lines.length ? [t(key), ...lines].join("\n") : ""
  }
  return [
    t("stock.wilting_title"),
    part("stock.wilting_today", true),
    part("stock.wilting_tomorrow", false),
    hasMore ? t("stock.wilting_more") : "",
  ]
    .filter(Boolean)
    .join("\n\n")
}

const hourOf = (now: Date) =>
  Number(
    new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, hour: "2-digit", hourCycle: "h23" }).format(now),
  )

/**
 * Tells the desk and the florists' chat each morning what wilts today and tomorrow, once a day, if there is anything.
 *
 * @param now the current time; tests pass another
 */
export async function announceWilting(container: MedusaContainer, now: Date): Promise<void> {
  const hour = hourOf(now)
  if (!optionsOf(container).token || hour < HOURS.from || hour >= HOURS.until) {
    return
  }
  const day = dayOf(now)
  const keyOf = (chatId: string) => `wilting:${day}:${chatId}`
  const readers = await deskAndFlorists(container)
  const known = new Set(await outboxOf(container).listKnown(readers.map(({ chatId }) => keyOf(chatId))))
  for (const { chatId, t } of readers.filter((reader) => !known.has(keyOf(reader.chatId)))) {
    const found = await readWilting(container, day, t.language)
    if (found.lots.length) {
      const keyboard = new InlineKeyboard().text(t.plain("stock.wilting"), openWilting.pack({}))
      const key = keyOf(chatId)
      // The stock menu opens in a private chat only.
      const text = [wiltingText(t, found), t("stock.wilting_hint")].join("\n\n")
      const screen = { text, ...(chatId.startsWith("-") ? {} : { keyboard }) }
      await enqueue(container, [{ key, chatId, screen, goodUntil: endOfNews(now) }])
    }
  }
}

/** The end of the hours in which the list is still news. */
const endOfNews = (now: Date) => new Date(now.getTime() + (HOURS.until - hourOf(now)) * 3_600_000)
