import { keepHold } from "../../../workflows/hold/keep-hold"
import type { ShopContext } from "../../runtime/context"
import { timeOf } from "../../ui/when"

/**
 * Renews the hold of the shopper's cart.
 *
 * @returns an HTML line with the time until which it is held; empty without a hold
 */
export async function keptUntil({ t, container, account }: ShopContext): Promise<string> {
  const until = account.cart_id ? await keepHold(container, account.cart_id) : null
  return until ? t("holds.kept_until", { time: timeOf(until.toISOString()) }) : ""
}
