import type { IncomingMessage, ServerResponse } from "node:http"
import { addressOf, readForm, redirect, sendPage } from "../payments/exchange"
import { loadState } from "../payments/stored-state"
import { payPage, unknownAddressPage } from "../payments/page"
import type { Gateway, StandIn, StandInOptions } from "../payments/types"
import { ACTIONS, runScenario } from "../payments/scenarios"
import { readCheckout } from "./checkout"
import { MerchantApi } from "./merchant-api"
import { newPayment, type Payment } from "./payment"
import { testRuns } from "./test-runs"
import { PaymeScenarios } from "./scenarios"

export type PaymeOptions = StandInOptions & {
  /** Id of the cash desk; same value as the shop's PAYME_MERCHANT_ID. */
  merchantId: string
  /** Key of the cash desk; same value as the shop's PAYME_KEY. */
  key: string
}

const payme: Gateway = { id: "payme", name: "Payme", color: "#0b7f86" }

const PATH = "/payme/"
/** Maximum number of stored pay pages. */
const MAX_PAYMENTS = 200

function encodedIn(pathname: string): string {
  try {
    return decodeURIComponent(pathname.slice(PATH.length))
  } catch {
    return ""
  }
}

/** Creates a stand-in for Payme. It serves the pay page at `/payme/<base64>` and calls the shop's `/hooks/payme`. */
export function createPaymeStandIn(options: PaymeOptions): StandIn {
  const { state, save } = loadState<{ payments: Payment[] }>(options.file, { payments: [] })
  const shop = new MerchantApi(options)

  function paymentAt(encoded: string): Payment | undefined {
    const known = state.payments.find((one) => one.encoded === encoded)
    const checkout = readCheckout(encoded)
    if (known || checkout?.merchantId !== options.merchantId) return known
    const payment = newPayment(encoded, checkout)
    state.payments = [payment, ...state.payments].slice(0, MAX_PAYMENTS)
    return payment
  }

  function show(response: ServerResponse, payment: Payment) {
    const { checkout, state: now, message, calls } = payment
    const { reference, amount, language, returnUrl } = checkout
    const page = payPage({
      gateway: payme,
      language,
      shop: options.shop ?? "Guldasta",
      order: reference,
      amount,
      currency: "uzs",
      state: now,
      fields: { card: "8600 0609 2109 0842", expires: "03/99" },
      actions: ACTIONS[now],
      message,
      calls,
      returnUrl,
    })
    return sendPage(response, page)
  }

  async function act(request: IncomingMessage, response: ServerResponse, payment: Payment) {
    const asked = (await readForm(request)).get("action")
    const action = ACTIONS[payment.state].find((one) => one === asked)
    if (action) {
      await runScenario(new PaymeScenarios(payment, shop), action)
      save()
    }
    return redirect(response, addressOf(request).pathname)
  }

  return {
    gateway: payme,
    testRuns: testRuns(shop),
    opened: () =>
      [...state.payments]
        .sort((one, other) => other.openedAt - one.openedAt)
        .map(({ encoded, checkout: { reference, amount } }) => {
          return { reference, amount, currency: "uzs", address: PATH + encoded }
        }),
    async handle(request, response) {
      const { pathname } = addressOf(request)
      if (!pathname.startsWith(PATH)) return false
      const payment = paymentAt(encodedIn(pathname))
      if (!payment) return sendPage(response, unknownAddressPage(payme), 404)
      if (request.method === "POST") return act(request, response, payment)
      payment.openedAt = Date.now()
      save()
      return show(response, payment)
    },
    close: async () => save(),
  }
}
