import type { MedusaContainer } from "@medusajs/framework/types"
import { InlineKeyboard } from "grammy"
import {
  dropHoldsOfOrders,
  listEndedHolds,
  listHoldsToWarnOf,
  type EndingHold,
} from "../../../workflows/hold/ending-holds"
import { holdModuleOf } from "../../../workflows/hold/hold-module"
import { keepFlowers, openCart } from "../../ui/navigation"
import type { Screen } from "../../ui/screen"
import { textsIn, type Translate } from "../../ui/texts"
import { timeOf } from "../../ui/when"
import { enqueue, type EnqueuedMessage } from "../../outbox"

/** Time in ms after the end of a hold during which the notice is still useful. */
const NEWS_FOR_MS = 60 * 60 * 1000

function buttons(t: Translate, keep: "holds.keep" | "holds.keep_again"): InlineKeyboard {
  return new InlineKeyboard()
    .text(t.plain(keep), keepFlowers.pack({}))
    .text(t.plain("holds.to_cart"), openCart.pack({}))
}

function warning(t: Translate, { expires_at }: EndingHold): Screen {
  return {
    text: t("holds.ends_soon", { time: timeOf(expires_at) }),
    keyboard: buttons(t, "holds.keep"),
  }
}

function ended(t: Translate): Screen {
  return { text: t("holds.ended"), keyboard: buttons(t, "holds.keep_again") }
}

/** One message for each end time of a hold. A renewed hold has another end time, so it gets new messages. */
function notice(hold: EndingHold, about: "warning" | "ended"): EnqueuedMessage[] {
  if (!hold.telegram_id) {
    return []
  }
  const t = textsIn(hold.language)
  const end = hold.expires_at.getTime()
  return [
    {
      key: `hold:${hold.id}:${end}:${about}`,
      chatId: hold.telegram_id,
      screen: about === "warning" ? warning(t, hold) : ended(t),
      goodUntil: about === "warning" ? hold.expires_at : new Date(end + NEWS_FOR_MS),
    },
  ]
}

/** Warns shoppers whose holds end soon. Concurrent calls and repeats after a crash warn each shopper once. */
export async function warnOfEndingHolds(container: MedusaContainer): Promise<void> {
  const holds = await listHoldsToWarnOf(container)
  await enqueue(
    container,
    holds.flatMap((hold) => notice(hold, "warning")),
  )
  await holdModuleOf(container).markWarned(holds)
}

/** Releases ended holds and notifies their shoppers. */
export async function endHolds(container: MedusaContainer): Promise<void> {
  await dropHoldsOfOrders(container)
  const holds = await listEndedHolds(container)
  await enqueue(
    container,
    holds.flatMap((hold) => notice(hold, "ended")),
  )
  await holdModuleOf(container).dropEnded(holds.map(({ id }) => id))
}
