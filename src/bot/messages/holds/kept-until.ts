import { keepHold } from "../../../workflows/hold/keep-hold"
import type { ShopContext } from "../../runtime/context"
import { timeOf } from "../../ui/when"

/**
 * The person is busy with their cart: its flowers are kept for longer.
 *
 * @returns the line that says until when, as HTML; empty when nothing is kept
 */
export async function keptUntil({ t, container, account }: ShopContext): Promise<string> {
  const until = account.cart_id ? await keepHold(container, account.cart_id) : null
  return until ? t("holds.kept_until", { time: timeOf(until.toISOString()) }) : ""
}
