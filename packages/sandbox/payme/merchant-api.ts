import { callShop } from "../payments/exchange"
import type { Call } from "../payments/types"

export type MerchantApiOptions = { shopUrl: () => string; key: string }

/** Calls the shop as Payme does: JSON-RPC 2.0 by POST with the cash desk's key (HTTP Basic). */
export class MerchantApi {
  private lastId = 0

  constructor(private readonly options: MerchantApiOptions) {}

  /** @param key a wrong key, to test that the shop refuses it */
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

/** Returns `result` of the answer. Payme treats an HTTP status other than 200 as an internal error. */
export function resultOf({ status, answered }: Call): Record<string, unknown> | undefined {
  if (status !== 200 || !isRecord(answered)) return undefined
  return isRecord(answered.result) ? answered.result : undefined
}

/** Returns `error` of the answer, or undefined when there is no error or no answer. */
export function errorOf({ status, answered }: Call): { code: number; message: unknown } | undefined {
  if (status !== 200 || !isRecord(answered) || !isRecord(answered.error)) return undefined
  const { code, message } = answered.error
  return typeof code === "number" ? { code, message } : undefined
}

/** Whether the shop neither executed nor refused the call. Payme then repeats it. */
export const isUnanswered = (call: Call) =>
  resultOf(call) === undefined && (errorOf(call)?.code ?? -32400) === -32400
