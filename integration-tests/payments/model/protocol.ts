import type { ModelOrder, Money } from "./shop"

/** The answer to a call: values that must be equal in every repetition of the call (times, ids), or a refusal code. */
export type Answer = { values: Record<string, unknown> } | { refused: number }

/** A gateway in the model: how to make its calls, and which answers its protocol allows. */
export type GatewayProtocol = {
  /** Id of Medusa's payment provider. */
  provider: string
  /** Creates a transaction id in the gateway's format. */
  newId: () => string
  /** Whether the gateway debits before it calls the shop. Then money for a closed order is flagged, not refused. */
  debitsFirst?: boolean
  /** Runs this gateway's own scheduled work after a story, such as a status poll. */
  sweep?: (order: ModelOrder) => Promise<void>
  /**
   * Begins a payment.
   * @param wrong whether the amount differs from the order's
   */
  begin: (order: ModelOrder, id: string, wrong: boolean) => Promise<Answer>
  /** Reports that the gateway has the money. */
  perform: (order: ModelOrder, id: string) => Promise<Answer>
  /**
   * Cancels the payment or refunds it.
   * @param reason a number from 1 to 5 whose meaning depends on the gateway
   */
  cancel: (order: ModelOrder, id: string, reason: number) => Promise<Answer>
  /** Asks for the transaction's status. Absent when the gateway never asks. */
  check?: (order: ModelOrder, id: string) => Promise<Answer>
  /** Lets the gateway's transaction time out. Absent when the shop itself knows the time limit. */
  timeOut?: (order: ModelOrder, id: string) => Promise<void>
  /** More events of this gateway alone, by their names in stories. */
  acts?: Record<string, (order: ModelOrder, id: string) => Promise<void>>
  /** Refunded amount of these transactions, in minor units. Absent when the gateway refunds only whole payments. */
  returned?: (ids: string[]) => number
  /** The refusal codes that each call may return. */
  refusals: { begin: number[]; perform: number[]; cancel: number[]; check: number[] }
  /**
   * More invariants at the end of a story: the gateway reads the same data as the shop stores (statements).
   *
   * @throws Error when an invariant does not hold
   */
  agrees?: (order: ModelOrder, ids: string[], money: Money) => Promise<void>
}
