import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { HOLD_FIGURES } from "../modules/hold/statements"
import { MESSAGE_FIGURES, WAITING_FIGURES } from "../modules/outbox/sql"
import { acceptanceFigures, ORDER_FIGURES } from "../modules/workshop/statements"

/** What the shop's database says of the shop at a moment: the same for all its processes. */
export type ShopFigures = {
  orders: { status: string; count: number }[]
  messages: { state: string; count: number }[]
  /** Of what is still to be sent or edited: how long the oldest waits, in seconds, and how late the dispatcher is. */
  waiting: { oldest: number; late: number }
  /** Carts that hold stock, and the pieces of stock they hold. */
  holds: { carts: number; pieces: number }
  acceptance: Acceptance
}

/** How long orders were offered before someone accepted them, since the shop began. */
export type Acceptance = { count: number; sumSeconds: number; within: number[] }

/** The bounds of {@link Acceptance}'s `within`, in seconds: 1 minute to 2 hours. */
export const ACCEPTED_WITHIN = [60, 120, 300, 600, 900, 1800, 3600, 7200]

/** Scrapers ask every few seconds, several at once; the database is asked once in that time. */
const FRESH_FOR_MS = 5000
/** This one goes through the whole history. */
const ACCEPTANCE_FRESH_FOR_MS = 60_000

type Row = Record<string, number>

const acceptances = remembered(ACCEPTANCE_FRESH_FOR_MS, readAcceptance)

/**
 * Reads the figures, at most once in five seconds.
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

/** The same answer for a while; a failure is not remembered. */
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
