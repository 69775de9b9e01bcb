type Moment = Date | string | null

/** The fields of a fulfillment that say to which round of the workshop it belongs. */
export type RoundFulfillment = {
  canceled_at: Moment
  shipped_at: Moment
  delivered_at: Moment
  items?: ({ line_item_id: string | null } | null)[] | null
}

/**
 * Whether a fulfillment belongs to an earlier round of the order: it was shipped, delivered or canceled before the current
 * round began. Staff may create a fulfillment of the current round in Medusa's admin before that.
 *
 * @param reopenedAt when the current round began; null for the first round
 */
export const isOfFormerRound = (
  { canceled_at, shipped_at, delivered_at }: Omit<RoundFulfillment, "items">,
  reopenedAt: Moment | undefined,
): boolean =>
  Boolean(reopenedAt) &&
  [canceled_at, shipped_at, delivered_at].some((at) => at && new Date(at) < new Date(reopenedAt ?? 0))

/**
 * The lines and the fulfillments of an order's current round in the workshop. After an exchange or a claim, the round has
 * only the lines that no earlier round has delivered.
 */
export function currentRound<Line extends { id: string }, Made extends RoundFulfillment>(
  { items, fulfillments }: { items: Line[]; fulfillments: Made[] },
  reopenedAt: Moment | undefined,
): { items: Line[]; fulfillments: Made[] } {
  const isFormer = (made: Made) => isOfFormerRound(made, reopenedAt)
  const done = new Set(
    fulfillments
      .filter((made) => isFormer(made) && !made.canceled_at)
      .flatMap((made) => made.items?.flatMap((item) => item?.line_item_id ?? []) ?? []),
  )
  return {
    items: items.filter(({ id }) => !done.has(id)),
    fulfillments: fulfillments.filter((made) => !isFormer(made)),
  }
}
