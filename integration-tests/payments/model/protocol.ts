import type { ModelOrder, Money } from "./shop"

/**
 * What a call was answered: what it was told, of which each word must be the same whenever the call is repeated
 * (times, ids), or the code of a refusal.
 */
export type Answer = { told: Record<string, unknown> } | { refused: number }

/** A gateway as the model plays it: how its calls are made, and which answers its protocol allows. */
export type GatewayProtocol = {
  /** Medusa's payment provider. */
  provider: string
  /** A new transaction id, as the gateway makes them. */
  newId: () => string
  /** Whether it has the money before it asks: then money that is not the order's is flagged, never refused. */
  debitsFirst?: boolean
  /**
   * What the clock does for this gateway alone when an order's story is over, such as asking it how its payments
   * stand.
   */
  sweep?: (order: ModelOrder) => Promise<void>
  /** It begins to take the order's money. @param wrong with an amount that is not the order's */
  begin: (order: ModelOrder, id: string, wrong: boolean) => Promise<Answer>
  /** It has the money. */
  perform: (order: ModelOrder, id: string) => Promise<Answer>
  /** It takes no money after all, or gives it back. @param reason a number from 1 to 5, to be made of what it will */
  cancel: (order: ModelOrder, id: string, reason: number) => Promise<Answer>
  /** It asks how the transaction stands; left out where it never asks. */
  check?: (order: ModelOrder, id: string) => Promise<Answer>
  /** Its time for a transaction is over; left out where the shop itself knows that time. */
  timeOut?: (order: ModelOrder, id: string) => Promise<void>
  /** What else happens with this gateway alone, by the names that stories call it. */
  acts?: Record<string, (order: ModelOrder, id: string) => Promise<void>>
  /** What it has given back of these transactions, in minor units; left out where only whole payments go back. */
  returned?: (ids: string[]) => number
  /** The codes with which each call may be refused. */
  refusals: { begin: number[]; perform: number[]; cancel: number[]; check: number[] }
  /**
   * What more must be so when all is said: that the gateway is told the same as the shop keeps (statements).
   *
   * @throws what is not so
   */
  agrees?: (order: ModelOrder, ids: string[], money: Money) => Promise<void>
}
