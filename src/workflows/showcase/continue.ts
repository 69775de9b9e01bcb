import type { MedusaContainer } from "@medusajs/framework/types"
import { beginSweep } from "../sweep"
import { showcaseOf } from "./bouquets"
import { continuePricing } from "./change-price"
import { continueEnding } from "./end-bouquet"
import { bouquetsToFollow, followOrders } from "./follow-orders"
import { continueMaking } from "./make-bouquet"

/** A younger bouquet is still in the hands of the process that began it. */
const YOUNG_MS = 60_000
const BATCH = 100

type Unfinished = {
  filter: { status: "making" | "ending" } | { status: "offered"; priced_at: null }
  act: (container: MedusaContainer, id: string) => Promise<unknown>
}

const UNFINISHED: Unfinished[] = [
  { filter: { status: "making" }, act: continueMaking },
  { filter: { status: "ending" }, act: continueEnding },
  { filter: { status: "offered", priced_at: null }, act: continuePricing },
]

/**
 * Finishes bouquets whose process died, and shows or hides those that orders gave back or took.
 *
 * @param now the current time; tests pass another
 */
export async function continueShowcase(container: MedusaContainer, now: Date): Promise<void> {
  // A bouquet whose stems are gone, or that an order has now, is as it was before.
  const expected = ["stems_missing", "bouquet_reserved", "bouquet_not_found"]
  const sweep = await beginSweep(container, { task: "showcase", expected })
  for (const { filter, act } of UNFINISHED) {
    const found = await showcaseOf(container).listShowcaseBouquets(
      { ...sweep.due, ...filter, updated_at: { $lt: new Date(now.getTime() - YOUNG_MS) } },
      { select: ["id"], take: BATCH },
    )
    for (const { id } of found) {
      await sweep.run({ id, order: id }, () => act(container, id))
    }
  }
  for (const id of await bouquetsToFollow(container, now)) {
    await sweep.run({ id, order: id }, () => followOrders(container, [id]))
  }
}
