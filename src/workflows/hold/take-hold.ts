import { setTimeout as sleep } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { settingsOf } from "../settings"
import { holdAtOnce, lockSql } from "./hold-at-once"
import { readDemand, type AddedLine } from "./read-demand"
import { readStockForCart } from "./read-stock"
import { demandOf, planHold, type Judged, type LineDemand, type Plan, type Refusal, type Wish } from "./rules"
import { writeHold, type HoldTimes } from "./write-hold"

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

const LOCK = lockSql(":items")

/** Seen and written under the items' locks: between counting and keeping no one else may do either. */
function tryToHold(
  container: MedusaContainer,
  cartId: string,
  { wish, judged, times }: { wish: Wish; judged: Judged; times: HoldTimes },
): Promise<Plan> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const items = [...wish.after.keys()]
  return knex.transaction(async (transaction) => {
    if (items.length) {
      await transaction.raw(LOCK, { items })
    }
    const stock = items.length ? await readStockForCart(transaction, cartId, items) : []
    const plan = planHold(wish, stock, judged)
    if (plan.keep) {
      await writeHold(transaction, cartId, plan.keep, times)
    }
    return plan
  })
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
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  if (wish.after.size && (await holdAtOnce(knex, cartId, wish.after, times))) {
    return
  }
  const giveUpAt = Date.now() + PATIENCE_MS
  for (;;) {
    const plan = await tryToHold(container, cartId, { wish, judged, times })
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
