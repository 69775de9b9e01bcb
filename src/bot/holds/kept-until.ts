import { keepHoldWorkflow } from "../../workflows/hold/keep-hold"
import type { ShopContext } from "../kit/context"
import { timeOf } from "../kit/when"

/**
 * The person is busy with their cart: its flowers are kept for longer.
 *
 * @returns the line that says until when, as HTML; empty when nothing is kept
 */
export async function keptUntil({ t, container, account }: ShopContext): Promise<string> {
  if (!account.cart_id) {
    return ""
  }
  const { result } = await keepHoldWorkflow(container).run({ input: { cart_id: account.cart_id } })
  return result.expires_at ? t("holds.kept_until", { time: timeOf(result.expires_at) }) : ""
}
