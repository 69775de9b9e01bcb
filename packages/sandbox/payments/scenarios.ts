import type { Action, PageState } from "./texts"

/** Actions that Payme's and Click's pay pages offer in each state. */
export const ACTIONS: Record<PageState, Action[]> = {
  open: ["pay", "decline", "close", "pay_twice", "come_late"],
  declined: ["pay", "decline", "pay_twice", "come_late"],
  closed: ["pay", "decline", "pay_twice", "come_late"],
  refused: ["pay"],
  expired: ["pay"],
  unanswered: ["pay", "decline"],
  unreported: ["pay"],
  paid: ["pay_twice", "refund"],
  refunded: ["pay"],
}

type Scenario = () => Promise<void> | void

/** A gateway's implementation of each scenario. */
export type GatewayScenarios = Record<
  "pay" | "decline" | "close" | "payTwice" | "comeLate" | "refund",
  Scenario
>

/** Runs the scenario of a pay page's button. */
export async function runScenario(scenarios: GatewayScenarios, action: Action): Promise<void> {
  const byAction: Record<Action, Scenario> = {
    pay: () => scenarios.pay(),
    decline: () => scenarios.decline(),
    close: () => scenarios.close(),
    pay_twice: () => scenarios.payTwice(),
    come_late: () => scenarios.comeLate(),
    refund: () => scenarios.refund(),
  }
  await byAction[action]()
}
