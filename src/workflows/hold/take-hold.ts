import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { shopError } from "../../lib/errors"
import { settingsOf } from "../settings"
import { readDemand, type AddedLine } from "../../medusa-sql/demand"
import { holdModuleOf, unreservedForCart } from "./hold-module"
import { holdLimits } from "./limits"
import {
  demandOf,
  holdMinutesInAll,
  planHold,
  unitsOf,
  type Judged,
  type LineDemand,
  type Refusal,
  type Wish,
} from "./rules"

/** Maximum time to retry a refusal that an unfinished order may change, and the retry interval, in ms. */
const RETRY_FOR_MS = 5_000
const RETRY_MS = 50

/** Minimum duration of a hold while the cart becomes an order, in minutes. */
const MIN_COMPLETING_MINUTES = 2

export type HoldChange = {
  /** Lines that are about to be added to the cart. */
  added?: AddedLine[]
  /** An existing line and its new quantity. */
  changed?: { line_id: string; quantity: number }
}

async function hold(
  container: MedusaContainer,
  cartId: string,
  { units, ...wish }: Wish & { units: ReturnType<typeof unitsOf> },
  judged: Judged,
  completing = false,
): Promise<void> {
  const { holdMinutes, holdTotalMinutes } = settingsOf(container)
  const times = {
    minutes: completing ? Math.max(holdMinutes, MIN_COMPLETING_MINUTES) : holdMinutes,
    completing,
    total: holdMinutesInAll(holdMinutes, holdTotalMinutes),
  }
  const limits = holdLimits(container, cartId, units, completing)
  const holds = holdModuleOf(container)
  if (
    wish.after.size &&
    (await holds.keepIfAvailable(cartId, wish.after, times, unreservedForCart, limits))
  ) {
    return
  }
  const items = [...wish.after.keys()]
  const giveUpAt = Date.now() + RETRY_FOR_MS
  for (;;) {
    const plan = await holds.decide(cartId, items, times, unreservedForCart, limits, (stock, mayGrow) =>
      planHold(wish, stock, judged, mayGrow),
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
    return shopError("out_of_stock", "There is not enough stock for this cart.")
  }
  const until = refusal.until ? ` until at least ${refusal.until.toISOString()}` : ""
  return shopError("reserved_for_now", `Other carts hold the remaining stock${until}.`)
}

/**
 * Holds the stock that all lines of a cart need after a change. Only items of which the change needs more can
 * be refused. Call it while the cart is locked, before the change is written.
 *
 * @throws reserved_for_now if only other carts' holds prevent it; out_of_stock
 */
export async function holdForChange(
  container: MedusaContainer,
  cartId: string,
  { added, changed }: HoldChange,
): Promise<void> {
  await holdForLines(container, cartId, await readDemand(container, cartId, added), changed)
}

/**
 * Holds the stock for these lines of a cart; see {@link holdForChange}.
 *
 * @param lines all lines of the cart, including those about to be added
 * @param changed an existing line whose quantity is about to change
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
    await hold(container, cartId, { before, after, units: unitsOf(lines, changed) }, "growth")
  }
}

/**
 * Holds the stock for the lines of a new cart. Call it after the cart is created.
 *
 * @throws as {@link holdForChange}
 */
export async function holdForNewCart(container: MedusaContainer, cartId: string): Promise<void> {
  const lines = await readDemand(container, cartId)
  const after = demandOf(lines)
  if (after.size) {
    await hold(container, cartId, { before: new Map(), after, units: unitsOf(lines) }, "all")
  }
}

/**
 * Holds the stock for all lines of a cart while the cart becomes an order. The cart's existing hold counts as
 * its own. Call it while the cart is locked.
 *
 * @param lines the stock that the lines need, if the caller knows it; otherwise it is read
 * @throws as {@link holdForChange}
 */
export async function holdForOrder(
  container: MedusaContainer,
  cartId: string,
  lines?: LineDemand[],
): Promise<void> {
  const after = demandOf(lines ?? (await readDemand(container, cartId)))
  if (after.size) {
    await hold(container, cartId, { before: new Map(), after, units: [] }, "all", true)
  }
}

/**
 * Adjusts the hold to the cart's current lines, as far as stock is available. Releases the hold of a cart
 * without lines. Never refuses. Call it while the cart is locked: during a change, the hold exceeds the
 * stored lines.
 */
export async function fitHold(container: MedusaContainer, cartId: string): Promise<void> {
  const lines = await readDemand(container, cartId)
  const after = demandOf(lines)
  await hold(container, cartId, { before: after, after, units: unitsOf(lines) }, "none")
}
