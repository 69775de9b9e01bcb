import { createHash, randomInt } from "node:crypto"
import type { BenchGateway, GatewayCall, WaitingOrder } from "./gateways"

const SERVICE = "30123"
const SECRET = "bench-key-of-click"

const ACTIONS = { Prepare: "0", Complete: "1" }

/** Click sends times in Asia/Tashkent (UTC+5). */
const timeOf = ({ time }: WaitingOrder) =>
  new Date(time + 5 * 3_600_000).toISOString().slice(0, 19).replace("T", " ")

/** Builds a Shop API call with Click's MD5 signature. */
function clickCall(name: keyof typeof ACTIONS, order: WaitingOrder): GatewayCall {
  const { transaction, reference, amount, number } = order
  const own: Record<string, string> = name === "Complete" ? { merchant_prepare_id: number ?? "" } : {}
  const fields = {
    click_trans_id: transaction,
    service_id: SERVICE,
    click_paydoc_id: transaction,
    merchant_trans_id: reference,
    amount: (amount / 100).toFixed(2),
    action: ACTIONS[name],
    error: "0",
    sign_time: timeOf(order),
    ...own,
  }
  const signed = [transaction, SERVICE, SECRET, reference, own.merchant_prepare_id ?? "", fields.amount]
  const signature = createHash("md5").update([...signed, fields.action, fields.sign_time].join(""))
  return {
    name: `${name} ${transaction}`,
    path: `/hooks/click/${name.toLowerCase()}`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, sign_string: signature.digest("hex") }).toString(),
  }
}

const prepare = (order: WaitingOrder) => clickCall("Prepare", order)
const complete = (order: WaitingOrder) => clickCall("Complete", order)

const answers = (code: number) => (answer: string) => answer.includes(`"error":${code},`)

/** Keeps `merchant_prepare_id` from the answer to Prepare; Complete must send it. */
function learn(order: WaitingOrder, answer: string): void {
  order.number = /"merchant_prepare_id":(\d+)/.exec(answer)?.[1]
}

/** Click's Shop API. */
export const CLICK: BenchGateway = {
  provider: "pp_click_click",
  environment: {
    CLICK_SERVICE_ID: SERVICE,
    CLICK_MERCHANT_ID: "20456",
    CLICK_MERCHANT_USER_ID: "40789",
    CLICK_SECRET_KEY: SECRET,
    // No server listens on this port: the shop's own calls to Click are not measured.
    CLICK_API_URL: "http://127.0.0.1:9/click",
  },
  newTransaction: () => String(randomInt(10 ** 11, 10 ** 12)),
  kinds: [
    { what: "Prepare", once: true, call: prepare, isRight: answers(0), learn },
    { what: "Prepare, repeated", once: false, call: prepare, isRight: answers(0), learn },
    { what: "Complete", once: true, call: complete, isRight: answers(0), moves: true },
    { what: "Complete, repeated", once: false, call: complete, isRight: answers(-4) },
  ],
}
