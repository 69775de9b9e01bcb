import { codeOf, numberIn, ShopHooks } from "../../packages/sandbox/click/hooks"
import type { Payment as ClickPayment } from "../../packages/sandbox/click/ledger"
import { newTransactionId, PAYME_KEY, PAYME_MERCHANT, paymeClient } from "../payments/payme-support"
import type { ShopProcesses } from "../support/shop-processes"

/** A payment that a gateway has begun. */
export type BegunPayment = {
  /**
   * The gateway has the money and calls the shop.
   * @throws Error when the shop does not answer
   */
  performs: () => Promise<void>
  /**
   * The gateway repeats the call.
   * @throws Error when the answer differs from the first one or from the stored transaction
   */
  repeats: (performedAt: Date) => Promise<void>
}

/** A gateway with which shoppers pay. */
export type Payer = {
  provider: string
  /** The label on the bot's button. */
  name: string
  environment: Record<string, string>
  /** @param order its number, and its amount in tiyin */
  begins: (shop: ShopProcesses, order: { number: string; amount: number }) => Promise<BegunPayment>
}

export const byPayme: Payer = {
  provider: "pp_payme_payme",
  name: "Payme",
  environment: { PAYME_MERCHANT_ID: PAYME_MERCHANT, PAYME_KEY },
  async begins(shop, { number, amount }) {
    const payme = paymeClient({
      async post(path, body, { headers }) {
        const response = await fetch(`${shop.url}${path}`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(body),
        })
        const data: unknown = await response.json()
        return { status: response.status, data }
      },
    })
    const id = newTransactionId()
    let received: unknown
    const account = { order_id: number }
    const begun = await payme("CreateTransaction", { id, time: Date.now(), amount, account })
    expect(begun).toMatchObject({ result: { state: 1 } })
    return {
      async performs() {
        const { result } = await payme("PerformTransaction", { id })
        expect(result).toMatchObject({ state: 2 })
        received = result
      },
      async repeats(performedAt) {
        const { result } = await payme("PerformTransaction", { id })
        expect(result).toMatchObject({ state: 2, perform_time: performedAt.getTime() })
        expect(result).toEqual(received ?? result)
      },
    }
  },
}

const CLICK_KEYS = { serviceId: "30123", secretKey: "Q7pX-test-click" }
const ALREADY_PAID = -4
let lastClickId = 1_000_000

export const byClick: Payer = {
  provider: "pp_click_click",
  name: "Click",
  environment: {
    CLICK_SERVICE_ID: CLICK_KEYS.serviceId,
    CLICK_MERCHANT_ID: "20456",
    CLICK_MERCHANT_USER_ID: "40789",
    CLICK_SECRET_KEY: CLICK_KEYS.secretKey,
    // No server listens there: the shop relies on Click's calls alone.
    CLICK_API_URL: "http://127.0.0.1:9/v2/merchant",
  },
  async begins(shop, { number: reference, amount }) {
    const hooks = new ShopHooks({ ...CLICK_KEYS, shopUrl: () => shop.url })
    const id = ++lastClickId
    const payment: ClickPayment = { id, transId: id, reference, amount, status: 1, day: "2026-11-21" }
    const prepared = await hooks.prepare(payment)
    expect(codeOf(prepared)).toBe(0)
    payment.prepareId = numberIn(prepared, "merchant_prepare_id")
    let received: number | undefined
    return {
      async performs() {
        const completed = await hooks.complete(payment)
        expect(codeOf(completed)).toBe(0)
        received = numberIn(completed, "merchant_confirm_id")
      },
      async repeats() {
        const again = await hooks.complete(payment)
        expect(codeOf(again)).toBe(ALREADY_PAID)
        expect(numberIn(again, "merchant_confirm_id")).toBe(received ?? payment.prepareId)
      },
    }
  },
}
