import { payPage } from "../payments/page"
import type { Action, PageState } from "../payments/texts"
import { languageOf, type Gateway } from "../payments/types"
import type { Page } from "./objects"
import type { StripeState, Visit } from "./state"

/** Actions that the pay page offers in each state. */
const ACTIONS: Partial<Record<PageState, Action[]>> = {
  open: ["pay", "decline", "close", "pay_twice", "come_late"],
  declined: ["pay", "decline", "pay_twice", "come_late"],
  closed: ["pay", "decline", "pay_twice", "come_late"],
  paid: ["pay_twice", "refund"],
  expired: ["pay"],
}

const SECOND = 1000

/** Returns the state of a page for its shopper. */
function stateOf(page: Page, visit: Visit, { intents, charges }: StripeState): PageState {
  if (page.status === "expired") return "expired"
  if (page.status === "open") return visit.state ?? "open"
  const intent = intents[page.payment_intent ?? ""]
  const charge = charges[intent?.latest_charge ?? ""]
  if (charge?.refunded) return "refunded"
  return intent?.status === "requires_payment_method" ? "declined" : "paid"
}

export function checkoutPage(
  gateway: Gateway,
  shop: string,
  page: Page,
  visit: Visit,
  state: StripeState,
): string {
  const now = stateOf(page, visit, state)
  const isOver = page.status === "complete" && now === "declined"
  return payPage({
    gateway,
    language: languageOf(page.locale === "auto" ? "en" : page.locale),
    shop,
    order: page.client_reference_id ?? "",
    amount: page.amount_total,
    currency: page.currency,
    lines: page.line_items.data.map(({ description, quantity, amount_total: amount }) => ({
      title: quantity > 1 ? `${description} × ${quantity}` : description,
      amount,
    })),
    until: page.expires_at * SECOND,
    state: now,
    fields: { email: page.customer_email ?? "", card: "4242 4242 4242 4242", expires: "12/34", code: "123" },
    actions: isOver ? [] : (ACTIONS[now] ?? []),
    message: visit.message,
    calls: visit.calls,
    returnUrl: page.success_url,
  })
}
