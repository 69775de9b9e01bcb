import { isDeepStrictEqual } from "node:util"
import type { Call, Payable, TestRun, TestStep } from "../payments/types"
import { errorOf, resultOf, type MerchantApi } from "./merchant-api"
import { newTransaction } from "./payment"

/** The test sequence of Payme's own sandbox for one-time accounts that await payment. */
export const testRuns = (shop: MerchantApi): TestRun[] => [
  {
    id: "first-run",
    title: "Payme's sandbox, first run: refused, created, cancelled",
    note: "Needs an order that awaits payment by Payme. The order still awaits payment afterwards.",
    run: (order) => firstRun(new Trial(shop), order),
  },
  {
    id: "second-run",
    title: "Payme's sandbox, second run: performed, refunded",
    note: "Needs an order that awaits payment by Payme. The order is paid, refunded and cancelled afterwards.",
    run: (order) => secondRun(new Trial(shop), order),
  },
]

type Check = { expected: string; holds: (call: Call) => boolean }

/** Runs test steps against the shop and records the answers. */
class Trial {
  readonly steps: TestStep[] = []

  constructor(private readonly shop: MerchantApi) {}

  /** @returns `result` of the answer, or an empty object */
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

/** @param fields further fields that the result must have */
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

/** A repeated call must get exactly the same answer, including its times. */
const same = (first: Record<string, unknown>): Check => ({
  expected: "the same answer",
  holds: (call) => resultOf(call) !== undefined && isDeepStrictEqual(resultOf(call), first),
})

const charge = ({ reference, amount }: Payable) => ({ amount, account: { order_id: reference } })

async function firstRun(trial: Trial, order: Payable): Promise<TestStep[]> {
  const wrongAmount = { ...charge(order), amount: order.amount + 1 }
  const unknownOrder = { ...charge(order), account: { order_id: "99999999" } }
  const { id, time } = newTransaction()
  await trial.step("A wrong key", ["CheckPerformTransaction", charge(order), "wrong"], refusal(-32504))
  await trial.step("A wrong amount", ["CheckPerformTransaction", wrongAmount], refusal(-31001))
  await trial.step("A wrong amount", ["CreateTransaction", { id, time, ...wrongAmount }], refusal(-31001))
  await trial.step("No such order", ["CheckPerformTransaction", unknownOrder], accountRefusal)
  await trial.step("No such order", ["CreateTransaction", { id, time, ...unknownOrder }], accountRefusal)
  await createTransaction(trial, order, { id, time })
  await cancelTransaction(trial, id, { state: -1, reason: 3 })
  return trial.steps
}

async function secondRun(trial: Trial, order: Payable): Promise<TestStep[]> {
  const transaction = newTransaction()
  const { id } = transaction
  await createTransaction(trial, order, transaction)
  const performed = await trial.step("Perform", ["PerformTransaction", { id }], inState(2))
  await trial.step("Perform again", ["PerformTransaction", { id }], same(performed))
  const { perform_time } = performed
  await trial.step(
    "Check the transaction",
    ["CheckTransaction", { id }],
    inState(2, { perform_time, cancel_time: 0 }),
  )
  await cancelTransaction(trial, id, { state: -2, reason: 5 })
  return trial.steps
}

/** Creates the transaction, repeats and checks it, and expects a refusal of a second transaction. */
async function createTransaction(
  trial: Trial,
  order: Payable,
  { id, time }: { id: string; time: number },
): Promise<void> {
  const creation = { id, time, ...charge(order) }
  await trial.step("Check whether the order can be paid", ["CheckPerformTransaction", charge(order)], allowed)
  const created = await trial.step("Create", ["CreateTransaction", creation], inState(1))
  await trial.step("Create again", ["CreateTransaction", creation], same(created))
  const { create_time } = created
  const fresh = { create_time, perform_time: 0, cancel_time: 0, reason: null }
  await trial.step("Check the transaction", ["CheckTransaction", { id }], inState(1, fresh))
  const another = { ...newTransaction(), ...charge(order) }
  await trial.step("Another transaction", ["CreateTransaction", another], refusal(-31008))
}

async function cancelTransaction(
  trial: Trial,
  id: string,
  end: { state: number; reason: number },
): Promise<void> {
  const { state, reason } = end
  const canceled = await trial.step("Cancel", ["CancelTransaction", { id, reason }], inState(state))
  await trial.step("Cancel again", ["CancelTransaction", { id, reason }], same(canceled))
  const { cancel_time } = canceled
  await trial.step(
    "Check the transaction",
    ["CheckTransaction", { id }],
    inState(state, { reason, cancel_time }),
  )
}
