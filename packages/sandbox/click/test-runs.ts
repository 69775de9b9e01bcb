import type { Call, Payable, TestRun, TestStep } from "../payments/types"
import { soumsOf } from "./checkout"
import { codeOf, numberIn, type ShopHooks } from "./hooks"
import { NO_MONEY, STATUS, type Ledger, type Payment } from "./ledger"

/** Click's acceptance test cases, which Click runs before a shop goes live. */
export const testRuns = (shop: ShopHooks, ledger: Ledger): TestRun[] => [
  {
    id: "cases-1-8",
    title: "Click's cases 1 to 8: refused, paid, paid again, cancelled when paid",
    note: "Needs an order that awaits payment by Click. The order is paid afterwards.",
    run: (order) => casesOneToEight(new Trial(shop, ledger), order),
  },
  {
    id: "cases-9-15",
    title: "Click's cases 9 to 15: another number, cancelled, paid",
    note: "Needs an order that awaits payment by Click. The order is paid afterwards.",
    run: (order) => casesNineToFifteen(new Trial(shop, ledger), order),
  },
]

/** Runs all 15 cases on two orders that await payment by Click. */
export async function fifteenCases(
  shop: ShopHooks,
  ledger: Ledger,
  [first, second]: [Payable, Payable],
): Promise<TestStep[]> {
  return [
    ...(await casesOneToEight(new Trial(shop, ledger), first)),
    ...(await casesNineToFifteen(new Trial(shop, ledger), second)),
  ]
}

const WRONG_SIGN = { sign_string: "0".repeat(32) }

/** Runs test cases against the shop and records the answers. */
class Trial {
  readonly steps: TestStep[] = []

  constructor(
    readonly shop: ShopHooks,
    private readonly ledger: Ledger,
  ) {}

  begin({ reference, amount }: Payable): Payment {
    return this.ledger.begin(reference, amount)
  }

  async step(title: string, expected: number, call: Promise<Call>): Promise<Call> {
    const received = await call
    const passed = codeOf(received) === expected
    this.steps.push({ title, expected: String(expected), call: received, passed })
    return received
  }

  /** Runs a Prepare that must succeed and return an integer `merchant_prepare_id`. */
  async prepare(title: string, payment: Payment): Promise<void> {
    const call = await this.step(title, 0, this.shop.prepare(payment))
    payment.prepareId = numberIn(call, "merchant_prepare_id")
    const last = this.steps.at(-1)
    if (last && payment.prepareId === undefined) last.passed = false
  }
}

async function casesOneToEight(trial: Trial, order: Payable): Promise<TestStep[]> {
  const { shop } = trial
  const payment = trial.begin(order)
  const unknownOrder = trial.begin({ ...order, reference: "99999999" })
  const other = { amount: soumsOf(order.amount + 100) }
  await trial.step("1. Prepare, wrong signature", -1, shop.prepare(payment, WRONG_SIGN))
  await trial.step("2. Prepare, no such order", -5, shop.prepare(unknownOrder))
  await trial.prepare("3. Prepare", payment)
  await trial.step("4. Complete, wrong signature", -1, shop.complete(payment, 0, WRONG_SIGN))
  await trial.step("5. Complete, another amount", -2, shop.complete(payment, 0, other))
  payment.status = STATUS.paid
  await trial.step("6. Complete", 0, shop.complete(payment))
  await trial.step("7. Complete again", -4, shop.complete(payment))
  await trial.step("8. Complete with an error, when paid", -9, shop.complete(payment, NO_MONEY))
  return trial.steps
}

/** Runs the cancelled attempt first, so that the order still awaits payment for the successful one. */
async function casesNineToFifteen(trial: Trial, order: Payable): Promise<TestStep[]> {
  const { shop } = trial
  const failed = trial.begin(order)
  await trial.prepare("12. Prepare", failed)
  await trial.step("13. Complete with an error", -9, shop.complete(failed, NO_MONEY))
  await trial.step("14. Complete with an error, again", -9, shop.complete(failed, NO_MONEY))
  await trial.step("15. Complete without one, when cancelled", -9, shop.complete(failed))
  failed.status = NO_MONEY
  const payment = trial.begin(order)
  await trial.prepare("9. Prepare", payment)
  const another = { merchant_prepare_id: "2000000000" }
  await trial.step("10. Complete, another prepare id", -6, shop.complete(payment, 0, another))
  payment.status = STATUS.paid
  await trial.step("11. Complete", 0, shop.complete(payment))
  return trial.steps
}
