import type { Action, PageState } from "./texts"

/** What may happen to a payment by Payme and by Click, from how far it has come. */
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

type Way = () => Promise<void> | void

/** How a gateway plays each of them. */
export type GatewayWays = Record<"pay" | "decline" | "close" | "payTwice" | "comeLate" | "refund", Way>

/** Does what the button on a pay page says. */
export async function go(ways: GatewayWays, action: Action): Promise<void> {
  const way: Record<Action, Way> = {
    pay: () => ways.pay(),
    decline: () => ways.decline(),
    close: () => ways.close(),
    pay_twice: () => ways.payTwice(),
    come_late: () => ways.comeLate(),
    refund: () => ways.refund(),
  }
  await way[action]()
}
