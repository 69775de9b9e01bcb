import type { StripeAccount } from "./account"
import { ApiError } from "./errors"
import { seconds, type Page } from "./objects"
import type { StripeState, Visit } from "./state"
import type { Webhook } from "./webhook"

type Moment = { account: StripeAccount; webhook: Webhook; page: Page; visit: Visit; state: StripeState }

/** What a shopper, their bank or the shop's owner in Stripe's dashboard does about a page. */
const WAYS: Record<string, (moment: Moment) => void> = {
  pay: pay,
  decline({ account, page, visit }) {
    account.decline(page)
    visit.state = "declined"
  },
  close({ visit }) {
    visit.state = "closed"
  },
  /** Stripe takes no second payment on a page; but it may tell of the first one twice. */
  pay_twice(moment) {
    if (moment.page.status === "open") pay(moment)
    repeat(moment)
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
  win_dispute: (moment) => closeDisputes(moment, "won"),
  lose_dispute: (moment) => closeDisputes(moment, "lost"),
}

/** Does what a button of the page says; what Stripe refuses is told on the page. */
export function act(action: string, moment: Moment): void {
  const { visit } = moment
  visit.word = undefined
  try {
    if (Object.hasOwn(WAYS, action)) WAYS[action]?.(moment)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    visit.word = error.message
  }
}

function pay({ account, page, visit }: Moment) {
  account.pay(page)
  visit.state = undefined
}

/** Stripe brings an event at least once: the last one of the page comes again. */
function repeat({ webhook, page, state, visit }: Moment) {
  const event = state.events.findLast(
    ({ type, data }) => type === "checkout.session.completed" && data.object.id === page.id,
  )
  if (event) webhook.bring(event, (call) => visit.calls.push(call))
}

function closeDisputes({ account, page, state }: Moment, status: "won" | "lost") {
  Object.values(state.disputes)
    .filter(
      (dispute) => dispute.payment_intent === page.payment_intent && dispute.status === "needs_response",
    )
    .forEach((dispute) => account.closeDispute(dispute, status))
}
