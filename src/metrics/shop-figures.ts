import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { HOLD_FIGURES } from "../modules/hold/statements"
import { MESSAGE_FIGURES, WAITING_FIGURES } from "../modules/outbox/sql"
import { acceptanceFigures, ORDER_FIGURES } from "../modules/workshop/statements"

/** Figures of the shop from the database. They are the same for all processes. */
export type ShopFigures = {
  orders: { status: string; count: number }[]
  messages: { state: string; count: number }[]
  /**
   * Messages to send or edit, in seconds: `oldest` is the age of the oldest one, `late` is the delay of the
   * dispatcher.
   */
  waiting: { oldest: number; late: number }
  /** Number of carts with a hold, and number of held pieces. */
  holds: { carts: number; pieces: number }
  acceptance: Acceptance
}

/** Time from offer to acceptance of all orders since the shop's start. `within` has one count per bound. */
export type Acceptance = { count: number; sumSeconds: number; within: number[] }

/** Bounds of `Acceptance.within`, in seconds: 1 minute to 2 hours. */
export const ACCEPTED_WITHIN = [60, 120, 300, 600, 900, 1800, 3600, 7200]

/** Cache lifetime in ms. Several scrapers may read the metrics every few seconds. */
const FRESH_FOR_MS = 5000
/** Cache lifetime of the acceptance times, in ms. It is longer, because this query reads the whole history. */
const ACCEPTANCE_FRESH_FOR_MS = 60_000

type Row = Record<string, number>

const acceptances = remembered(ACCEPTANCE_FRESH_FOR_MS, readAcceptance)

/**
 * Reads the figures. They are cached for 5 s.
 *
 * @param container Medusa's container
 */
export const shopFigures = remembered(FRESH_FOR_MS, async (container): Promise<ShopFigures> => {
  const [orders, messages, [waiting], [holds], acceptance] = await Promise.all([
    ask<{ status: string; count: number }>(container, ORDER_FIGURES),
    ask<{ state: string; count: number }>(container, MESSAGE_FIGURES),
    ask<{ oldest: number; late: number }>(container, WAITING_FIGURES),
    ask<{ carts: number; pieces: number }>(container, HOLD_FIGURES),
    acceptances(container),
  ])
  return { orders, messages, waiting, holds, acceptance }
})

async function readAcceptance(container: MedusaContainer): Promise<Acceptance> {
  const [row] = await ask<Row>(container, acceptanceFigures(ACCEPTED_WITHIN))
  return {
    count: row.count,
    sumSeconds: row.sum,
    within: ACCEPTED_WITHIN.map((bound) => row[`within_${bound}`]),
  }
}

async function ask<Found>(container: MedusaContainer, sql: string): Promise<Found[]> {
  const { rows } = await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw<{ rows: Found[] }>(sql)
  return rows
}

/** Caches the result of a query per database connection. Failures are not cached. */
function remembered<Answer>(freshForMs: number, read: (container: MedusaContainer) => Promise<Answer>) {
  const answers = new WeakMap<object, { at: number; answer: Promise<Answer> }>()
  return (container: MedusaContainer): Promise<Answer> => {
    const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const last = answers.get(connection)
    if (last && Date.now() - last.at < freshForMs) {
      return last.answer
    }
    const answer = read(container)
    answers.set(connection, { at: Date.now(), answer })
    answer.catch(() => answers.delete(connection))
    return answer
  }
}
