/** An order that waits for its payment by a gateway. */
export type WaitingOrder = {
  /** Its number, as gateways know it. */
  reference: string
  /** In tiyin. */
  amount: number
  /** The gateway's transaction that pays it. */
  transaction: string
  /** When that began, by the gateway's clock. */
  time: number
  /** What the shop has told to name it by. */
  number?: string
}

/** A call of a gateway, as an HTTP request to the shop. */
export type GatewayCall = {
  /** The call and what it is about: with how often it was made before, a bare handler finds its statements by it. */
  name: string
  path: string
  headers: Record<string, string>
  body: string
}

/** One kind of call. */
export type Kind = {
  what: string
  /** How often it may be made for one order: some happen once. */
  once: boolean
  call: (order: WaitingOrder) => GatewayCall
  /** Whether the answer is what it should be. */
  isRight: (answer: string) => boolean
  /** Keeps what later calls are to say of an answer. */
  learn?: (order: WaitingOrder, answer: string) => void
  /** Whether money moves: the shop has more to do after its answer. */
  moves?: boolean
}

/** A gateway as it is measured: how it is set up, and its calls in the order in which they come. */
export type BenchGateway = {
  provider: string
  environment: Record<string, string>
  newTransaction: () => string
  kinds: Kind[]
}
