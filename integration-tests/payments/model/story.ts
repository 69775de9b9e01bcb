import fc from "fast-check"

/** A gateway's call for one of its transactions; `tx` is the transaction's index. */
export type Call =
  | { does: "begin"; tx: number; wrong: boolean; twice: boolean }
  | { does: "perform" | "check"; tx: number; twice: boolean }
  | { does: "cancel"; tx: number; reason: number; twice: boolean }

/** An event of the order or of a transaction that is not a gateway's call. */
export type Incident =
  | { does: "timeOut"; tx: number }
  | { does: "act"; tx: number; act: string }
  | { does: "closeWindow" | "cancelOrder" | "sweep" }

export type Event = Call | Incident

/** Groups run one after another. Events in one group run in parallel. */
export type Story = Event[][]

/** Maximum number of a gateway's transactions per order. */
export const TRANSACTIONS = 3

const once = (share: number) => fc.nat({ max: share - 1 }).map((n) => n === 0)

/** Mostly the same transaction, so that it receives many calls; sometimes another one of the same order. */
const tx = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constant(TRANSACTIONS - 1) },
)
const twice = once(4)

const begin = fc.record({ does: fc.constant("begin" as const), tx, wrong: once(10), twice })
const perform = fc.record({ does: fc.constant("perform" as const), tx, twice })
const check = fc.record({ does: fc.constant("check" as const), tx, twice })
const cancel = fc.record({
  does: fc.constant("cancel" as const),
  tx,
  reason: fc.integer({ min: 1, max: 5 }),
  twice,
})
const incident: fc.Arbitrary<Incident> = fc.oneof(
  fc.record({ does: fc.constant("timeOut" as const), tx }),
  fc.record({
    does: fc.constantFrom("closeWindow" as const, "cancelOrder" as const, "sweep" as const),
  }),
)

const anyOf = (acts: string[]): fc.Arbitrary<Incident> =>
  fc.record({ does: fc.constant("act" as const), tx, act: fc.constantFrom(...acts) })

/**
 * Random stories of one order. Calls are repeated, duplicated in parallel, out of order, and after the end.
 *
 * @param asks whether the gateway asks for a transaction's status
 * @param acts names of events that only this gateway has
 */
export function stories({ asks, acts }: { asks: boolean; acts: string[] }): fc.Arbitrary<Story> {
  const event: fc.Arbitrary<Event> = fc.oneof(
    { weight: 3, arbitrary: begin },
    { weight: 6, arbitrary: perform },
    { weight: 2, arbitrary: cancel },
    { weight: asks ? 1 : 0, arbitrary: check },
    { weight: 3, arbitrary: incident },
    ...(acts.length ? [{ weight: 7, arbitrary: anyOf(acts) }] : []),
  )
  const first = begin.map((call): Event[] => [{ ...call, wrong: false }])
  const later = fc.array(fc.array(event, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
  // Most stories begin with `begin`; the others test calls without it.
  return fc
    .tuple(fc.option(first, { freq: 4 }), later)
    .map(([start, rest]) => (start ? [start, ...rest] : rest))
}
