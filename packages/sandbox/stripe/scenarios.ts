import type { StripeAccount } from "./account"
import { ApiError } from "./errors"
import { seconds, type Page } from "./objects"
import type { StripeState, Visit } from "./state"
import type { Webhook } from "./webhook"

type Context = { account: StripeAccount; webhook: Webhook; page: Page; visit: Visit; state: StripeState }

/** Actions of a shopper, a bank, or the shop's owner in Stripe's dashboard. */
const SCENARIOS: Record<string, (context: Context) => void> = {
  pay: pay,
  decline({ account, page, visit }) {
    account.decline(page)
    visit.state = "declined"
  },
  close({ visit }) {
    visit.state = "closed"
  },
  /** Stripe accepts no second payment on a page, but it may deliver the event of the first payment twice. */
  pay_twice(context) {
    if (context.page.status === "open") pay(context)
    repeatEvent(context)
  },
  come_late({ account, page }) {
    page.expires_at = seconds()
    account.page(page.id)
  },
  refund({ account, page }) {
    account.refund(account.intent(page.payment_intent ?? ""))
  },
  begin_transfer: ({ account, page }) => void account.beginTransfer(page),
  transfer_arrives: ({ account, page }) => account.endTransfer(page, true),
  transfer_fails: ({ account, page }) => account.endTransfer(page, false),
  dispute: ({ account, page }) => void account.dispute(account.intent(page.payment_intent ?? "")),
  win_dispute: (context) => closeDisputes(context, "won"),
  lose_dispute: (context) => closeDisputes(context, "lost"),
}

/** Runs the scenario of a pay page's button. The page shows a refusal by Stripe. */
export function act(action: string, context: Context): void {
  const { visit } = context
  visit.message = undefined
  try {
    if (Object.hasOwn(SCENARIOS, action)) SCENARIOS[action]?.(context)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    visit.message = error.message
  }
}

function pay({ account, page, visit }: Context) {
  account.pay(page)
  visit.state = undefined
}

/** Delivers the page's last completion event again: Stripe's delivery is at least once. */
function repeatEvent({ webhook, page, state, visit }: Context) {
  const event = state.events.findLast(
    ({ type, data }) => type === "checkout.session.completed" && data.object.id === page.id,
  )
  if (event) webhook.deliver(event, (call) => visit.calls.push(call))
}

function closeDisputes({ account, page, state }: Context, status: "won" | "lost") {
  Object.values(state.disputes)
    .filter(
      (dispute) => dispute.payment_intent === page.payment_intent && dispute.status === "needs_response",
    )
    .forEach((dispute) => account.closeDispute(dispute, status))
}
