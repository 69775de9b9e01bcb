import { callShop } from "../payments/exchange"
import type { Call } from "../payments/types"

export type MerchantApiOptions = { shopUrl: () => string; key: string }

/** Calls a shop as Payme does: JSON-RPC 2.0 by POST, with the cash desk's key. */
export class MerchantApi {
  private lastId = 0

  constructor(private readonly options: MerchantApiOptions) {}

  /** @param key another than the cash desk's, to see it refused */
  call(method: string, params: Record<string, unknown>, key = this.options.key): Promise<Call> {
    return callShop({
      url: `${this.options.shopUrl()}/hooks/payme`,
      name: method,
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(`Paycom:${key}`).toString("base64")}`,
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: ++this.lastId, method, params }),
    })
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The answer's result. Payme takes any other HTTP status than 200 for an internal error. */
export function resultOf({ status, answered }: Call): Record<string, unknown> | undefined {
  if (status !== 200 || !isRecord(answered)) return undefined
  return isRecord(answered.result) ? answered.result : undefined
}

/** The answer's error; undefined where there is none, also when there is no answer. */
export function errorOf({ status, answered }: Call): { code: number; message: unknown } | undefined {
  if (status !== 200 || !isRecord(answered) || !isRecord(answered.error)) return undefined
  const { code, message } = answered.error
  return typeof code === "number" ? { code, message } : undefined
}

/** Whether the shop has neither done it nor refused: Payme then asks again. */
export const isUnanswered = (call: Call) =>
  resultOf(call) === undefined && (errorOf(call)?.code ?? -32400) === -32400
