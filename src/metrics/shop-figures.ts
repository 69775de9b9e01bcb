import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { HOLD_FIGURES } from "../modules/hold/statements"
import { MESSAGE_FIGURES, WAITING_FIGURES } from "../modules/outbox/sql"
import { acceptanceFigures, ORDER_FIGURES } from "../modules/workshop/statements"
import { sampled } from "./sampler"

/** Figures of the shop from the database. They are the same for all processes. */
export type ShopFigures = {
  /** All open orders, and those that were closed within 30 days. */
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

/** Pause between two readings, in ms. */
const EVERY_MS = 5000
/** Time limit of a reading, in ms. */
const READ_WITHIN_MS = 3000
/** An acceptance is counted when it is older than this, in seconds: then its transaction has ended. */
const SETTLED_SECONDS = 60

type Row = Record<string, number>

/** The figures, read every 5 s in the background. */
export const shopFigures = sampled(readFigures, { everyMs: EVERY_MS, withinMs: READ_WITHIN_MS })

/** Reads the figures. Its cost follows the open work and the last 30 days, except for the first reading of a process. */
export async function readFigures(container: MedusaContainer): Promise<ShopFigures> {
  const [orders, messages, [waiting], [holds], acceptance] = await Promise.all([
    ask<{ status: string; count: number }>(container, ORDER_FIGURES),
    ask<{ state: string; count: number }>(container, MESSAGE_FIGURES),
    ask<{ oldest: number; late: number }>(container, WAITING_FIGURES),
    ask<{ carts: number; pieces: number }>(container, HOLD_FIGURES),
    readAcceptance(container),
  ])
  return { orders, messages, waiting, holds, acceptance }
}

const acceptances = new WeakMap<object, Acceptance & { until: Date | "-infinity" }>()

/** Adds the new acceptances to the known ones. The first reading of a process reads all of them, from an index. */
async function readAcceptance(container: MedusaContainer): Promise<Acceptance> {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const known = acceptances.get(connection) ?? {
    count: 0,
    sumSeconds: 0,
    within: ACCEPTED_WITHIN.map(() => 0),
    until: "-infinity" as const,
  }
  const until = new Date(Date.now() - SETTLED_SECONDS * 1000)
  const [row] = await ask<Row>(container, acceptanceFigures(ACCEPTED_WITHIN), [known.until, until])
  const acceptance = {
    count: known.count + row.count,
    sumSeconds: known.sumSeconds + row.sum,
    within: ACCEPTED_WITHIN.map((bound, index) => known.within[index] + row[`within_${bound}`]),
  }
  acceptances.set(connection, { ...acceptance, until })
  return acceptance
}

async function ask<Found>(
  container: MedusaContainer,
  sql: string,
  values: (string | Date)[] = [],
): Promise<Found[]> {
  const { rows } = await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .raw<{ rows: Found[] }>(sql, values)
  return rows
}
