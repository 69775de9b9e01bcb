/** An order that awaits a payment by a gateway. */
export type WaitingOrder = {
  /** The order number that gateways send. */
  reference: string
  /** In tiyin. */
  amount: number
  /** Id of the gateway transaction that pays it. */
  transaction: string
  /** Start of the transaction by the gateway's clock, in ms since 1970. */
  time: number
  /** Click's `merchant_prepare_id` from the shop's answer. */
  number?: string
}

/** A gateway's HTTP request to the shop. */
export type GatewayCall = {
  /** Method and subject of the call. The bare handler finds the recorded statements by it and by the repeat count. */
  name: string
  path: string
  headers: Record<string, string>
  body: string
}

/** A kind of call, such as Payme's PerformTransaction. */
export type Kind = {
  what: string
  /** Whether it may be made only once per order. */
  once: boolean
  call: (order: WaitingOrder) => GatewayCall
  /** Whether the answer is the expected one. */
  isRight: (answer: string) => boolean
  /** Stores the parts of the answer that later calls must send. */
  learn?: (order: WaitingOrder, answer: string) => void
  /** Whether it moves money: the shop then works on after its answer. */
  moves?: boolean
}

/** A gateway to measure: its configuration and its kinds of calls, in protocol order. */
export type BenchGateway = {
  provider: string
  environment: Record<string, string>
  newTransaction: () => string
  kinds: Kind[]
}
