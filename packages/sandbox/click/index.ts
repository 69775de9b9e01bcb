import type { IncomingMessage, ServerResponse } from "node:http"
import { addressOf, readForm, redirect, sendPage } from "../payments/exchange"
import { payPage, unknownAddressPage } from "../payments/page"
import type { Gateway, StandIn, StandInOptions } from "../payments/types"
import { ACTIONS, runScenario } from "../payments/scenarios"
import { readCheckout } from "./checkout"
import { ShopHooks } from "./hooks"
import { Ledger, type Page } from "./ledger"
import { MerchantApi, type Faults } from "./merchant-api"
import { testRuns } from "./test-runs"
import { ClickScenarios } from "./scenarios"

export type ClickOptions = StandInOptions & {
  /** Same values as the shop's CLICK_SERVICE_ID, CLICK_MERCHANT_ID, CLICK_MERCHANT_USER_ID and CLICK_SECRET_KEY. */
  serviceId: string
  merchantId: string
  merchantUserId: string
  secretKey: string
}

/** The stand-in with its internal parts, for tests. */
export type ClickStandIn = StandIn & { ledger: Ledger; shop: ShopHooks; faults: Faults }

const click: Gateway = { id: "click", name: "Click", color: "#0065d1" }

const PAGE = "/click/services/pay"

/**
 * Creates a stand-in for Click. It serves the pay page at `/click/services/pay` and the Merchant API at
 * `/click/v2/merchant/…`, and calls the shop's `/hooks/click/…`.
 */
export function createClickStandIn(options: ClickOptions): ClickStandIn {
  const ledger = new Ledger(options.file)
  const shop = new ShopHooks(options)
  const faults: Faults = {}
  const api = new MerchantApi(ledger, { ...options, faults })

  function pageAt(address: URL): Page | undefined {
    const query = address.search.slice(1)
    const known = ledger.pages.find((one) => one.query === query)
    const checkout = readCheckout(address.searchParams)
    const isOurs = checkout?.merchantId === options.merchantId && checkout.serviceId === options.serviceId
    return known ?? (isOurs ? ledger.addPage(query, checkout) : undefined)
  }

  function show(response: ServerResponse, { checkout, state, message, calls }: Page) {
    const { reference, amount, language, returnUrl } = checkout
    const page = payPage({
      gateway: click,
      language,
      shop: options.shop ?? "Guldasta",
      order: reference,
      amount,
      currency: "uzs",
      state,
      fields: { phone: "+998 90 123 45 67", card: "8600 0609 2109 0842", expires: "03/99" },
      actions: ACTIONS[state],
      message,
      calls,
      returnUrl,
    })
    return sendPage(response, page)
  }

  async function act(request: IncomingMessage, response: ServerResponse, page: Page) {
    const asked = (await readForm(request)).get("action")
    const action = ACTIONS[page.state].find((one) => one === asked)
    if (action) {
      await runScenario(new ClickScenarios(page, ledger, shop), action)
      ledger.save()
    }
    const { pathname, search } = addressOf(request)
    return redirect(response, pathname + search)
  }

  return {
    gateway: click,
    testRuns: testRuns(shop, ledger),
    ledger,
    shop,
    faults,
    opened: () =>
      [...ledger.pages]
        .sort((one, other) => other.openedAt - one.openedAt)
        .map(({ query, checkout: { reference, amount } }) => {
          return { reference, amount, currency: "uzs", address: `${PAGE}/?${query}` }
        }),
    async handle(request, response) {
      const address = addressOf(request)
      if (await api.handle(request, response)) return true
      if (address.pathname.replace(/\/$/, "") !== PAGE) return false
      const page = pageAt(address)
      if (!page) return sendPage(response, unknownAddressPage(click), 404)
      if (request.method === "POST") return act(request, response, page)
      page.openedAt = Date.now()
      ledger.save()
      return show(response, page)
    },
    close: async () => ledger.save(),
  }
}
