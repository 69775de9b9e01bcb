import { randomBytes } from "node:crypto"
import type { BenchGateway, GatewayCall, WaitingOrder } from "./gateways"

const PAYME_KEY = "bench-key-of-payme-of-36-characters-0"

function paymeCall(method: string, params: Record<string, unknown>, about: string): GatewayCall {
  const credentials = Buffer.from(`Paycom:${PAYME_KEY}`).toString("base64")
  return {
    name: `${method} ${about}`,
    path: "/hooks/payme",
    headers: { "content-type": "application/json", authorization: `Basic ${credentials}` },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  }
}

const charge = ({ reference, amount }: WaitingOrder) => ({ amount, account: { order_id: reference } })

const create = (order: WaitingOrder) => {
  const { transaction: id, time } = order
  return paymeCall("CreateTransaction", { id, time, ...charge(order) }, id)
}

const perform = ({ transaction: id }: WaitingOrder) => paymeCall("PerformTransaction", { id }, id)

/** Payme's Merchant API. */
export const PAYME: BenchGateway = {
  provider: "pp_payme_payme",
  environment: { PAYME_MERCHANT_ID: "5e730e8e0b852a417aa49ceb", PAYME_KEY },
  newTransaction: () => randomBytes(12).toString("hex"),
  kinds: [
    {
      what: "CheckPerformTransaction",
      once: false,
      call: (order) => paymeCall("CheckPerformTransaction", charge(order), order.reference),
      isRight: (answer) => answer.includes('"allow":true'),
    },
    {
      what: "CreateTransaction",
      once: true,
      call: create,
      isRight: (answer) => answer.includes('"state":1'),
    },
    {
      what: "CreateTransaction, repeated",
      once: false,
      call: create,
      isRight: (answer) => answer.includes('"state":1'),
    },
    {
      what: "CheckTransaction",
      once: false,
      call: ({ transaction: id }) => paymeCall("CheckTransaction", { id }, id),
      isRight: (answer) => answer.includes('"state":1'),
    },
    {
      what: "PerformTransaction",
      once: true,
      call: perform,
      isRight: (answer) => answer.includes('"state":2'),
      moves: true,
    },
    {
      what: "PerformTransaction, repeated",
      once: false,
      call: perform,
      isRight: (answer) => answer.includes('"state":2'),
    },
  ],
}
