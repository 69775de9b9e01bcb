import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import type { AxiosResponse } from "axios"
import Stripe from "stripe"
import type { RouteDescriptions } from "../../src/api/route-description"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type { Attention } from "../../src/modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../src/modules/gateway/service"
import { STOCK_LEDGER_MODULE } from "../../src/modules/stock-ledger"
import type StockLedgerModuleService from "../../src/modules/stock-ledger/service"
import { TELEGRAM_MODULE } from "../../src/modules/telegram"
import type TelegramModuleService from "../../src/modules/telegram/service"
import { describedRoutes, servedRoutes } from "../../scripts/openapi"
import { createAdmin, customerLogin } from "../support/admin"
import { example } from "../support/catalog-files"
import { RATING_MODULE } from "../../src/modules/rating"
import type RatingModuleService from "../../src/modules/rating/service"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture } from "../support/delivery-fixture"

/**
 * Routes that this suite cannot call: no JSON answer, only Telegram calls them, they need a failed message, an
 * unmatched payment or an order for which the shop owes money, or they need Click.
 */
const NOT_ASKED = [
  "GET /metrics",
  "POST /hooks/telegram",
  "POST /admin/telegram-messages/:id/send",
  "POST /store/orders/:id/payment/invoice",
  "GET /hooks/stripe/return",
  "GET /admin/gateway-transactions/export",
  "GET /admin/telegram-accounts/export",
  "GET /admin/stock-shopping-list/export",
  "GET /admin/stock-export",
  "POST /admin/orders/:id/balance/pay-back",
  "POST /admin/gateway-transactions/unmatched-payments/:id/resolve",
]

const STRIPE_SECRET = "whsec_of_these_answers"
process.env.STRIPE_API_KEY = "sk_test_of_these_answers"
process.env.STRIPE_WEBHOOK_SECRET = STRIPE_SECRET

type Headers = Record<string, string>

/** Calls a route and validates its answer against the OpenAPI description. */
type Ask = (route: string, address: string, body?: object | string) => Promise<AxiosResponse["data"]>

shopSuite({
  testSuite: ({ api, getContainer }) => {
    describe("the answers of the running shop", () => {
      let described: RouteDescriptions
      const asked = new Set<string>()

      const askAs =
        (headers: Headers): Ask =>
        async (route, url, data) => {
          asked.add(route)
          const { answer, status = 200 } = described[route]
          const [method] = route.split(" ")
          const response = await api.request({ method, url, data, headers, validateStatus: () => true })
          expect({ route, status: response.status, body: response.data }).toMatchObject({ route, status })
          const problems = answer?.safeParse(response.data).error?.issues ?? []
          expect({ route, problems }).toEqual({ route, problems: [] })
          return response.data
        }

      it("match the OpenAPI description", async () => {
        described = await describedRoutes()
        const container = getContainer()
        const shop = await createDeliveryFixture(container)
        const steps = checkoutSteps(container, shop)
        const order = await steps.place(await steps.readyCart())
        const { options } = await createAdmin(container)

        const cartId = await steps.cart([{ variant_id: shop.five.id, quantity: 1 }])
        const askStore = askAs({ "x-publishable-api-key": shop.publishable_key })
        await askForDelivery(askStore, cartId)
        await askStore("GET /store/orders/:id/payment", `/store/orders/${order.order_id}/payment`)
        await askForOwnDelivery(container, askAs, order.order_id)
        await askForStripeEvent(askAs)
        await askAs({})("POST /hooks/payme", "/hooks/payme", { id: 1, method: "GetStatement", params: {} })
        for (const hook of ["prepare", "complete"]) {
          await askAs({})(`POST /hooks/click/${hook}`, `/hooks/click/${hook}`, { click_trans_id: "1" })
        }
        const ask = askAs(options.headers)
        await askForWindows(ask)
        await askForStaff(ask)
        await askForOrder(ask, order.order_id)
        const holds = `/admin/inventory-items/${shop.rose_id}/holds`
        expect(await ask("GET /admin/inventory-items/:id/holds", holds)).toMatchObject({ held: 5 })
        await ask("GET /admin/telegram-messages", "/admin/telegram-messages?limit=5")
        await ask("POST /admin/catalog/import", "/admin/catalog/import?dry_run=true", example())
        await ask("POST /admin/catalog/import", "/admin/catalog/import", { products: [] })
        const { imports } = await ask("GET /admin/catalog/imports", "/admin/catalog/imports")
        await ask("GET /admin/catalog/imports/:id", `/admin/catalog/imports/${imports[0].id}`)
        await askForPayments(ask, container, order)
        await askForFiscalCodes(ask, shop.five.product_id)
        await askForCustomers(ask, container)
        await ask("GET /admin/audit-log", "/admin/audit-log?limit=5")
        await ask("GET /admin/cash-hand-overs", "/admin/cash-hand-overs?limit=5")
        await askForExport(ask, container)
        await askForRatings(ask, askStore, container)
        await askForStock(ask, container, shop.rose_id)
        await ask("GET /health/ready", "/health/ready")

        const forgotten = servedRoutes().filter((route) => !asked.has(route) && !NOT_ASKED.includes(route))
        expect(forgotten).toEqual([])
      })
    })
  },
})

/** Sends a Stripe event that has no effect. */
async function askForStripeEvent(askAs: (headers: Headers) => Ask): Promise<void> {
  const event = { id: "evt_1", type: "customer.created", created: 1, data: { object: {} } }
  const payload = JSON.stringify(event)
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: STRIPE_SECRET })
  await askAs({ "stripe-signature": signature })("POST /hooks/stripe", "/hooks/stripe", event)
}

async function askForDelivery(ask: Ask, cartId: string): Promise<void> {
  const address = "/store/delivery-slots?method=delivery&days=3"
  const { slots } = await ask("GET /store/delivery-slots", address)
  const cart = `/store/carts/${cartId}/delivery`
  await ask("GET /store/carts/:id/delivery", cart)
  const slot = slots.findLast(({ available }: { available: boolean }) => available)
  await ask("GET /store/carts/:id/hold", `/store/carts/${cartId}/hold`)
  const delivery = { method: "delivery", recipient_name: "Zilola", slot_id: slot.id }
  await ask("POST /store/carts/:id/delivery", cart, delivery)
  await ask("GET /store/carts/:id/promo-codes", `/store/carts/${cartId}/promo-codes`)
}

/** The order is a guest's, so it gets a customer first. */
async function askForOwnDelivery(
  container: MedusaContainer,
  askAs: (headers: Headers) => Ask,
  orderId: string,
): Promise<void> {
  const orders = container.resolve(Modules.ORDER)
  const customer = await container.resolve(Modules.CUSTOMER).createCustomers({ email: "own@example.uz" })
  const { sales_channel_id } = await orders.updateOrders(orderId, { customer_id: customer.id })
  const ask = askAs((await customerLogin(container, customer.id, sales_channel_id ?? "")).headers)
  const delivery = `/store/orders/${orderId}/delivery`
  await ask("GET /store/orders/:id/delivery", delivery)
  await ask("POST /store/orders/:id/delivery", delivery, { recipient_name: "Nigora" })
}

async function askForWindows(ask: Ask): Promise<void> {
  const windows = "/admin/delivery-windows"
  await ask("GET /admin/delivery-windows", windows)
  const late = { start: "21:00", end: "22:00", capacity: 3 }
  const { delivery_window: window } = await ask("POST /admin/delivery-windows", windows, late)
  await ask("POST /admin/delivery-windows/:id", `${windows}/${window.id}`, { capacity: 4 })
  const slots = "/admin/closed-slots"
  const { closed_slot: slot } = await ask("POST /admin/closed-slots", slots, {
    date: "2027-01-01",
    window_id: window.id,
  })
  await ask("GET /admin/closed-slots", slots)
  await ask("DELETE /admin/closed-slots/:id", `${slots}/${slot.id}`)
  await ask("DELETE /admin/delivery-windows/:id", `${windows}/${window.id}`)
  const days = "/admin/closed-days"
  const { closed_day: day } = await ask("POST /admin/closed-days", days, { date: "2027-01-01" })
  await ask("GET /admin/closed-days", days)
  await ask("DELETE /admin/closed-days/:id", `${days}/${day.id}`)
}

async function askForStaff(ask: Ask): Promise<void> {
  const dilnoza = { telegram_id: "2001", name: "Dilnoza", role: "florist" }
  const { staff_member: member } = await ask("POST /admin/staff", "/admin/staff", dilnoza)
  await ask("GET /admin/staff", "/admin/staff")
  await ask("GET /admin/staff/:id", `/admin/staff/${member.id}`)
  await ask("POST /admin/staff/:id", `/admin/staff/${member.id}`, { language: "uz" })
  await ask("POST /admin/staff/invites", "/admin/staff/invites", { role: "courier" })
  await ask("GET /admin/telegram-chats", "/admin/telegram-chats")
  const chat = { purpose: "florists", chat_id: "-1001234567890" }
  await ask("POST /admin/telegram-chats", "/admin/telegram-chats", chat)
}

async function askForOrder(ask: Ask, orderId: string): Promise<void> {
  const order = `/admin/orders/${orderId}/assignment`
  await ask("GET /admin/assignments", "/admin/assignments?status=offered,ready&limit=5")
  await ask("GET /admin/orders/:id/assignment", order)
  await ask("POST /admin/orders/:id/assignment/:action", `${order}/accept`, {})
  await ask("GET /admin/orders/:id/cost", `/admin/orders/${orderId}/cost`)
  const delivery = `/admin/orders/${orderId}/delivery`
  await ask("GET /admin/orders/:id/delivery", delivery)
  await ask("POST /admin/orders/:id/delivery", delivery, { recipient_name: "Nigora" })
  await ask("GET /admin/unassigned-orders", "/admin/unassigned-orders")
  await ask("GET /admin/guldasta/access", "/admin/guldasta/access")
  await ask("GET /admin/guldasta/scope", `/admin/guldasta/scope?order_id=${orderId}`)
}

async function askForRatings(ask: Ask, askStore: Ask, container: MedusaContainer): Promise<void> {
  const about = {
    order_id: "order_rated",
    display_id: 7,
    customer_id: "cus_rated",
    product_ids: ["prod_rated"],
  }
  await container
    .resolve<RatingModuleService>(RATING_MODULE)
    .rate({ ...about, stars: 4, words: "Nice" }, new Date())
  const { ratings } = await ask("GET /admin/ratings", "/admin/ratings?status=pending")
  await ask("POST /admin/ratings/:id", `/admin/ratings/${ratings[0].id}`, { status: "approved" })
  await askStore("GET /store/products/:id/rating", "/store/products/prod_rated/rating")
}

async function askForStock(ask: Ask, container: MedusaContainer, inventory_item_id: string): Promise<void> {
  const inventory = container.resolve(Modules.INVENTORY)
  const [{ location_id }] = await inventory.listInventoryLevels({ inventory_item_id })
  const stockOf = async () =>
    Number((await inventory.listInventoryLevels({ inventory_item_id }))[0].stocked_quantity)
  const suppliers = "/admin/stock-suppliers"
  const { stock_supplier: supplier } = await ask("POST /admin/stock-suppliers", suppliers, { name: "Roses" })
  await ask("POST /admin/stock-suppliers/:id", `${suppliers}/${supplier.id}`, { phone: "+998901234567" })
  await ask("GET /admin/stock-suppliers", suppliers)
  const documents = "/admin/stock-documents"
  const line = { inventory_item_id, location_id, quantity: 7 }
  const { stock_document: document } = await ask("POST /admin/stock-documents", documents, {
    kind: "incoming",
    supplier_id: supplier.id,
    lines: [{ ...line, unit_cost: 700_000, wilts_on: "2027-01-05" }],
  })
  const other = await inventory.createInventoryItems({ sku: "short-rose" })
  await ask("POST /admin/stock-documents/regrade", `${documents}/regrade`, {
    ...{ from: inventory_item_id, to: other.id, location_id, quantity: 2 },
  })
  await ask("POST /admin/stock-documents/:id/take-back", `${documents}/${document.id}/take-back`, {})
  await ask("GET /admin/stock-documents", `${documents}?limit=3`)
  await ask("GET /admin/stock-documents/:id", `${documents}/${document.id}`)
  const { stock_supplier: unused } = await ask("POST /admin/stock-suppliers", suppliers, { name: "Tulips" })
  await ask("DELETE /admin/stock-suppliers/:id", `${suppliers}/${unused.id}`)
  const reorder = `/admin/stock-items/${inventory_item_id}/reorder`
  const set = { level: 100_000, quantity: 50, supplier_id: supplier.id }
  await ask("POST /admin/stock-items/:id/reorder", reorder, set)
  await ask("GET /admin/stock-items/:id/reorder", reorder)
  const { count } = await ask("GET /admin/stock-shopping-list", "/admin/stock-shopping-list?limit=5")
  expect(count).toBeGreaterThan(0)
  const florist = { actor_type: "telegram", actor_id: "2001", channel: "telegram" } as const
  const ledger = container.resolve<StockLedgerModuleService>(STOCK_LEDGER_MODULE)
  const requests = "/admin/stock-requests"
  for (const verb of ["approve", "refuse"]) {
    const loss = { ...florist, kind: "loss", member_id: null, lines: [{ ...line, quantity: -1 }] } as const
    const { id } = await ledger.ask({ ...loss, lines: [...loss.lines], reason: "wilted" })
    await ask(`POST /admin/stock-requests/:id/${verb}`, `${requests}/${id}/${verb}`, {})
  }
  await ask("GET /admin/stock-requests", requests)
  const showcase = "/admin/stock-showcase"
  for (const verb of ["take-apart", "write-off"]) {
    const { showcase_bouquet: made } = await ask("POST /admin/stock-showcase", showcase, {
      ...{ title: "Ready", price: 90_000, parts: [{ inventory_item_id, quantity: 2 }], location_id },
    })
    const one = `${showcase}/${made.id}`
    await ask("POST /admin/stock-showcase/:id/price", `${one}/price`, { price: 80_000 })
    await ask("GET /admin/stock-showcase/:id", one)
    await ask(`POST /admin/stock-showcase/:id/${verb}`, `${one}/${verb}`, { reason: "wilted" })
  }
  await ask("GET /admin/stock-showcase", `${showcase}?status=written_off`)
  await askForCounts(ask, { inventory_item_id, location_id, stocked: await stockOf() })
  await ask("POST /admin/stock-import", "/admin/stock-import?dry_run=true", "sku;stock\nunknown;1")
  await ask("GET /admin/stock-items", "/admin/stock-items?limit=5")
  await ask("GET /admin/stock-items/:id/history", `/admin/stock-items/${inventory_item_id}/history?days=7`)
  const { stock_lots: lots } = await ask(
    "GET /admin/stock-lots",
    `/admin/stock-lots?inventory_item_id=${inventory_item_id}`,
  )
  const offers = "/admin/stock-offers"
  const { stock_offer: offer } = await ask("POST /admin/stock-offers", offers, { lot_id: lots[0].id })
  await ask("GET /admin/stock-offers", `${offers}?open=true`)
  await ask("DELETE /admin/stock-offers/:id", `${offers}/${offer.id}`)
  await ask("GET /admin/stock-lots/wilting", "/admin/stock-lots/wilting?day=2027-01-05")
  await inventory.adjustInventory(inventory_item_id, location_id, 1)
  const movements = "/admin/stock-movements"
  const { stock_movements: open } = await ask(
    "GET /admin/stock-movements",
    `${movements}?unexplained=true&limit=1`,
  )
  await ask("POST /admin/stock-movements/:id/explain", `${movements}/${open[0].id}/explain`, {
    kind: "correction",
  })
}

async function askForCounts(
  ask: Ask,
  place: { inventory_item_id: string; location_id: string; stocked: number },
): Promise<void> {
  const { inventory_item_id, location_id, stocked } = place
  const counts = "/admin/stock-counts"
  const { stock_count: dropped } = await ask("POST /admin/stock-counts", counts, { location_id })
  await ask("POST /admin/stock-counts/:id/cancel", `${counts}/${dropped.id}/cancel`, {})
  const { stock_count: count } = await ask("POST /admin/stock-counts", counts, { location_id })
  await ask("GET /admin/stock-counts/:id/uncounted", `${counts}/${count.id}/uncounted`)
  const entry = { inventory_item_id, quantity: stocked - 1 }
  await ask("POST /admin/stock-counts/:id/entries", `${counts}/${count.id}/entries`, entry)
  await ask("GET /admin/stock-counts/:id", `${counts}/${count.id}`)
  await ask("POST /admin/stock-counts/:id/close", `${counts}/${count.id}/close`, {})
  await ask("GET /admin/stock-counts", counts)
}

async function askForExport(ask: Ask, container: MedusaContainer): Promise<void> {
  const [{ url }] = await container
    .resolve(Modules.FILE)
    .createFiles([
      { filename: "orders.csv", mimeType: "text/csv", content: "name;phone\n", access: "private" },
    ])
  const { pathname, search } = new URL(url)
  expect(await ask("GET /admin/private-files/:key", `${pathname}${search}`)).toBe("name;phone\n")
}

async function askForPayments(
  ask: Ask,
  container: MedusaContainer,
  order: { order_id: string; display_id: number },
): Promise<void> {
  const moment = new Date()
  const kept = (external_id: string, needs_attention: Attention | null) => ({
    provider_id: "pp_payme_payme",
    external_id,
    order_id: order.order_id,
    reference: String(order.display_id),
    amount: 10_000,
    currency_code: "uzs",
    state: "performed" as const,
    settled_state: "performed" as const,
    gateway_time: moment,
    began_at: moment,
    performed_at: moment,
    needs_attention,
  })
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  await gateway.createGatewayCalls({
    provider_id: "pp_payme_payme",
    method: "PerformTransaction",
    external_id: "good",
    reference: null,
    request: { id: "good" },
    answer: { result: { state: 2 } },
    outcome: "ok",
    took_ms: 7,
  })
  const [good, bad] = await gateway.createGatewayTransactions([kept("good", null), kept("bad", "unsettled")])
  const payments = "/admin/gateway-transactions"
  await ask("GET /admin/gateway-transactions", `${payments}?attention=true`)
  await ask("GET /admin/gateway-transactions/:id", `${payments}/${good.id}`)
  await ask("POST /admin/gateway-transactions/:id/refund", `${payments}/${good.id}/refund`, {})
  await ask("POST /admin/gateway-transactions/:id/settle", `${payments}/${bad.id}/settle`, {})
  await ask("POST /admin/gateway-transactions/:id/resolve", `${payments}/${bad.id}/resolve`, {
    note: "By hand",
  })
  await ask("GET /admin/gateway-transactions/unmatched-payments", `${payments}/unmatched-payments`)
  await ask("GET /admin/gateway-transactions/check", `${payments}/check`)
  const registry = Buffer.from("id;amount;status\ngood;100,00;Paid\nother;1,00;Paid")
  const compare = `${payments}/compare?provider_id=pp_payme_payme`
  const { comparison } = await ask("POST /admin/gateway-transactions/compare", compare, registry)
  for (let isEnded = false; !isEnded;) {
    const path = `${payments}/compare/${comparison.id}`
    const answer = await ask("GET /admin/gateway-transactions/compare/:id", path)
    isEnded = answer.comparison.finished_at !== null
  }
  await ask("GET /admin/gateway-transactions/compare", `${payments}/compare`)
}

async function askForFiscalCodes(ask: Ask, productId: string): Promise<void> {
  const fiscal = `/admin/products/${productId}/fiscal`
  await ask("GET /admin/products/:id/fiscal", fiscal)
  await ask("GET /admin/products/:id/cost", `/admin/products/${productId}/cost`)
  const codes = { ikpu: "00601001001000000", package_code: "1501234", vat_percent: 12 }
  await ask("POST /admin/products/:id/fiscal", fiscal, codes)
}

async function askForCustomers(ask: Ask, container: MedusaContainer): Promise<void> {
  const [from, into] = await container
    .resolve(Modules.CUSTOMER)
    .createCustomers([{ first_name: "Aziza" }, { first_name: "Lola" }])
  await container
    .resolve<TelegramModuleService>(TELEGRAM_MODULE)
    .createAccounts({ telegram_id: "1001", first_name: "Aziza", customer_id: from.id })
  await ask("GET /admin/telegram-accounts", "/admin/telegram-accounts")
  await ask("POST /admin/customers/:id/merge", `/admin/customers/${from.id}/merge`, { into: into.id })
}
