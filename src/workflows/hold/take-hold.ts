import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import { settingsOf } from "../settings"
import { readDemand, type AddedLine } from "../../medusa-sql/demand"
import { holdModuleOf, unreservedForCart } from "./hold-module"
import { demandOf, planHold, type Judged, type LineDemand, type Refusal, type Wish } from "./rules"

/** How long a refusal that may be void in a moment is put off, and how often it is looked at again. */
const PATIENCE_MS = 5_000
const RETRY_MS = 50

/** A cart that is becoming an order keeps its hold at least so long. */
const LEAST_COMPLETING_MINUTES = 2

export type HoldChange = {
  /** Lines that are to be added to the cart. */
  added?: AddedLine[]
  /** A line whose quantity is to be another one. */
  changed?: { line_id: string; quantity: number }
}

async function hold(
  container: MedusaContainer,
  cartId: string,
  wish: Wish,
  judged: Judged,
  completing = false,
): Promise<void> {
  const { holdMinutes } = settingsOf(container)
  const times = {
    minutes: completing ? Math.max(holdMinutes, LEAST_COMPLETING_MINUTES) : holdMinutes,
    completing,
  }
  const holds = holdModuleOf(container)
  if (wish.after.size && (await holds.keepIfThere(cartId, wish.after, times, unreservedForCart))) {
    return
  }
  const giveUpAt = Date.now() + PATIENCE_MS
  for (;;) {
    const items = [...wish.after.keys()]
    const plan = await holds.decide(cartId, items, times, unreservedForCart, (stock) =>
      planHold(wish, stock, judged),
    )
    if (!plan.refusal) {
      return
    }
    if (!plan.may_change || Date.now() > giveUpAt) {
      throw refusalError(plan.refusal)
    }
    await sleep(RETRY_MS)
  }
}

function refusalError(refusal: Refusal) {
  if (refusal.code === "out_of_stock") {
    return shopError("out_of_stock", "There is not enough in stock for this.")
  }
  const until = refusal.until ? ` until ${refusal.until.toISOString()} at least` : ""
  return shopError("reserved_for_now", `Others have the last of these in their carts${until}.`)
}

/**
 * Holds what a cart will need after a change: all of its lines together, judged by what the change asks for more.
 * Call it under the cart's lock, before the change is made.
 *
 * @throws reserved_for_now when only others' holds are in the way, out_of_stock
 */
export async function holdForChange(
  container: MedusaContainer,
  cartId: string,
  { added, changed }: HoldChange,
): Promise<void> {
  await holdForLines(container, cartId, await readDemand(container, cartId, added), changed)
}

/**
 * Holds what a cart needs with all of these lines, those to come and one that changes included; see
 * {@link holdForChange}.
 */
export async function holdForLines(
  container: MedusaContainer,
  cartId: string,
  lines: LineDemand[],
  changed?: HoldChange["changed"],
): Promise<void> {
  const before = demandOf(lines.filter(({ line_id }) => line_id !== null))
  const after = demandOf(lines, changed)
  if (after.size || before.size) {
    await hold(container, cartId, { before, after }, "growth")
  }
}

/** Holds the lines of a cart that was made with them. Call it once the cart is there. @throws as {@link holdForChange} */
export async function holdForNewCart(container: MedusaContainer, cartId: string): Promise<void> {
  const after = demandOf(await readDemand(container, cartId))
  if (after.size) {
    await hold(container, cartId, { before: new Map(), after }, "all")
  }
}

/**
 * Holds the whole cart while it becomes an order; what it holds already is its own. Call it under the cart's lock.
 *
 * @param lines what its lines take, where that is known; read when left out
 * @throws as {@link holdForChange}
 */
export async function holdForOrder(
  container: MedusaContainer,
  cartId: string,
  lines?: LineDemand[],
): Promise<void> {
  const after = demandOf(lines ?? (await readDemand(container, cartId)))
  if (after.size) {
    await hold(container, cartId, { before: new Map(), after }, "all", true)
  }
}

/**
 * Makes the hold what the cart's lines take, as far as it is there; without lines it is let go. Never refuses.
 * Call it under the cart's lock: a change that is under way holds more than the lines show.
 */
export async function fitHold(container: MedusaContainer, cartId: string): Promise<void> {
  const after = demandOf(await readDemand(container, cartId))
  await hold(container, cartId, { before: after, after }, "none")
}
