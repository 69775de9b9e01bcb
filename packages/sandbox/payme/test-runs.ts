import { isDeepStrictEqual } from "node:util"
import type { Call, Payable, TestRun, TestStep } from "../payments/types"
import { errorOf, resultOf, type MerchantApi } from "./merchant-api"
import { newTransaction } from "./payment"

/** The order in which Payme's sandbox tries a shop: one-time account, awaiting payment. */
export const testRuns = (shop: MerchantApi): TestRun[] => [
  {
    id: "first-run",
    title: "Payme's sandbox, first run: refused, begun, cancelled",
    note: "The order must wait for its payment by Payme, and still does afterwards.",
    run: (order) => firstRun(new Trial(shop), order),
  },
  {
    id: "second-run",
    title: "Payme's sandbox, second run: performed, refunded",
    note: "The order must wait for its payment by Payme. Afterwards it is paid, refunded and cancelled.",
    run: (order) => secondRun(new Trial(shop), order),
  },
]

type Check = { expected: string; holds: (call: Call) => boolean }

/** Asks the shop step by step, and notes what it answered. */
class Trial {
  readonly steps: TestStep[] = []

  constructor(private readonly shop: MerchantApi) {}

  /** @returns the answer's result; nothing where it has none */
  async step(
    title: string,
    [method, params, key]: [string, Record<string, unknown>, string?],
    { expected, holds }: Check,
  ): Promise<Record<string, unknown>> {
    const call = await this.shop.call(method, params, key)
    this.steps.push({ title, expected, call, passed: holds(call) })
    return resultOf(call) ?? {}
  }
}

const refusal = (...codes: number[]): Check => ({
  expected: codes.join(" or "),
  holds: (call) => codes.includes(errorOf(call)?.code ?? 0),
})

const accountRefusal: Check = {
  expected: "-31050 … -31099",
  holds: (call) => {
    const code = errorOf(call)?.code ?? 0
    return code <= -31050 && code >= -31099
  },
}

const allowed: Check = { expected: "allow: true", holds: (call) => resultOf(call)?.allow === true }

/** @param fields what the result must have beside the state */
const inState = (state: number, fields: Record<string, unknown> = {}): Check => ({
  expected: `state ${state}`,
  holds: (call) => {
    const result = resultOf(call)
    return (
      result?.state === state &&
      Object.entries(fields).every(([name, value]) => isDeepStrictEqual(result[name], value))
    )
  },
})

/** Told again, the shop answers the same, to the millisecond. */
const same = (first: Record<string, unknown>): Check => ({
  expected: "the same answer",
  holds: (call) => resultOf(call) !== undefined && isDeepStrictEqual(resultOf(call), first),
})

const charge = ({ reference, amount }: Payable) => ({ amount, account: { order_id: reference } })

async function firstRun(trial: Trial, order: Payable): Promise<TestStep[]> {
  const wrongAmount = { ...charge(order), amount: order.amount + 1 }
  const nobodys = { ...charge(order), account: { order_id: "99999999" } }
  const { id, time } = newTransaction()
  await trial.step("A wrong key", ["CheckPerformTransaction", charge(order), "wrong"], refusal(-32504))
  await trial.step("A wrong amount", ["CheckPerformTransaction", wrongAmount], refusal(-31001))
  await trial.step("A wrong amount", ["CreateTransaction", { id, time, ...wrongAmount }], refusal(-31001))
  await trial.step("No such order", ["CheckPerformTransaction", nobodys], accountRefusal)
  await trial.step("No such order", ["CreateTransaction", { id, time, ...nobodys }], accountRefusal)
  await begins(trial, order, { id, time })
  await cancels(trial, id, { state: -1, reason: 3 })
  return trial.steps
}

async function secondRun(trial: Trial, order: Payable): Promise<TestStep[]> {
  const transaction = newTransaction()
  const { id } = transaction
  await begins(trial, order, transaction)
  const performed = await trial.step("Perform", ["PerformTransaction", { id }], inState(2))
  await trial.step("Perform again", ["PerformTransaction", { id }], same(performed))
  const { perform_time } = performed
  await trial.step(
    "What is known of it",
    ["CheckTransaction", { id }],
    inState(2, { perform_time, cancel_time: 0 }),
  )
  await cancels(trial, id, { state: -2, reason: 5 })
  return trial.steps
}

/** Asked, begun, begun again, looked at; and another transaction is refused meanwhile. */
async function begins(
  trial: Trial,
  order: Payable,
  { id, time }: { id: string; time: number },
): Promise<void> {
  const creation = { id, time, ...charge(order) }
  await trial.step("May it be paid?", ["CheckPerformTransaction", charge(order)], allowed)
  const created = await trial.step("Create", ["CreateTransaction", creation], inState(1))
  await trial.step("Create again", ["CreateTransaction", creation], same(created))
  const { create_time } = created
  const fresh = { create_time, perform_time: 0, cancel_time: 0, reason: null }
  await trial.step("What is known of it", ["CheckTransaction", { id }], inState(1, fresh))
  const another = { ...newTransaction(), ...charge(order) }
  await trial.step("Another transaction", ["CreateTransaction", another], refusal(-31008))
}

async function cancels(trial: Trial, id: string, end: { state: number; reason: number }): Promise<void> {
  const { state, reason } = end
  const canceled = await trial.step("Cancel", ["CancelTransaction", { id, reason }], inState(state))
  await trial.step("Cancel again", ["CancelTransaction", { id, reason }], same(canceled))
  const { cancel_time } = canceled
  await trial.step(
    "What is known of it",
    ["CheckTransaction", { id }],
    inState(state, { reason, cancel_time }),
  )
}
