import { newIntent, type StripeAccount } from "./account"
import { ApiError, missing } from "./errors"
import { fieldsOf, listOf, numberOf, textOf, textsOf, type Fields } from "./form"
import { readPage } from "./make-page"
import { newId, seconds, type Intent, type Page } from "./objects"
import type { StripeState } from "./state"

export type ApiCall = { method: string; path: string; fields: Fields; origin: string }

type Handler = (call: ApiCall, id: string) => unknown

/** The part of Stripe's API that the shop uses. */
export class StripeApi {
  private readonly routes: [string, RegExp, Handler][] = [
    ["POST", /^\/v1\/checkout\/sessions$/, (call) => this.makePage(call)],
    ["GET", /^\/v1\/checkout\/sessions$/, ({ fields }) => this.listPages(fields)],
    [
      "GET",
      /^\/v1\/checkout\/sessions\/(\w+)$/,
      ({ fields }, id) => this.expanded(this.account.page(id), fields),
    ],
    ["POST", /^\/v1\/checkout\/sessions\/(\w+)\/expire$/, (_, id) => this.expirePage(id)],
    ["POST", /^\/v1\/payment_intents$/, ({ fields }) => this.makeIntent(fields)],
    [
      "GET",
      /^\/v1\/payment_intents\/(\w+)$/,
      ({ fields }, id) => this.expanded(this.account.intent(id), fields),
    ],
    ["POST", /^\/v1\/payment_intents\/(\w+)$/, ({ fields }, id) => this.changeIntent(id, fields)],
    ["POST", /^\/v1\/payment_intents\/(\w+)\/confirm$/, ({ fields }, id) => this.confirmIntent(id, fields)],
    ["POST", /^\/v1\/payment_intents\/(\w+)\/cancel$/, (_, id) => this.cancelIntent(id)],
    ["GET", /^\/v1\/charges\/(\w+)$/, (_, id) => this.account.charge(id)],
    ["POST", /^\/v1\/refunds$/, ({ fields }) => this.refund(fields)],
    ["GET", /^\/v1\/refunds$/, ({ fields }) => this.of(this.state.refunds, fields)],
    ["GET", /^\/v1\/disputes$/, ({ fields }) => this.of(this.state.disputes, fields)],
    ["POST", /^\/v1\/customers$/, ({ fields }) => this.makeCustomer(fields)],
    ["POST", /^\/v1\/customers\/(\w+)$/, ({ fields }, id) => this.changeCustomer(id, fields)],
  ]

  constructor(
    private readonly state: StripeState,
    private readonly account: StripeAccount,
  ) {}

  /** @throws ApiError with Stripe's error */
  answer(call: ApiCall): unknown {
    for (const [method, pattern, handler] of this.routes) {
      const found = method === call.method ? pattern.exec(call.path) : null
      if (found) return handler(call, found[1] ?? "")
    }
    throw new ApiError(404, `Unrecognized request URL (${call.method}: ${call.path}).`)
  }

  private makePage({ fields, origin }: ApiCall): Page {
    const page = readPage(fields, origin)
    this.state.pages[page.id] = page
    return page
  }

  private expirePage(id: string): Page {
    const page = this.account.page(id)
    this.account.expire(page)
    return page
  }

  private listPages(fields: Fields) {
    const since = numberOf(fieldsOf(fields.created).gte, "created") ?? 0
    const { status, payment_intent: intent } = fields
    // Newest first. Reading a page expires it when its time is over.
    const all = Object.keys(this.state.pages)
      .reverse()
      .map((id) => this.account.page(id))
      .filter((page) => status === undefined || page.status === status)
      .filter((page) => intent === undefined || page.payment_intent === intent)
      .filter((page) => page.created >= since)
    return listPage(all, fields)
  }

  private makeIntent(fields: Fields): Intent {
    const amount = numberOf(fields.amount, "amount")
    const currency = textOf(fields.currency)
    if (!amount || amount < 1) throw new ApiError(400, "Missing required param: amount.", { param: "amount" })
    if (!currency) throw new ApiError(400, "Missing required param: currency.", { param: "currency" })
    const intent = newIntent(amount, currency, textsOf(fields.metadata))
    intent.capture_method = textOf(fields.capture_method) ?? "automatic"
    intent.customer = textOf(fields.customer) ?? null
    this.state.intents[intent.id] = intent
    return intent
  }

  private changeIntent(id: string, fields: Fields): Intent {
    const intent = this.account.intent(id)
    if (intent.status !== "requires_payment_method") {
      throw new ApiError(400, `You cannot update this PaymentIntent: it is ${intent.status}.`, {
        code: "payment_intent_unexpected_state",
      })
    }
    intent.amount = numberOf(fields.amount, "amount") ?? intent.amount
    return intent
  }

  /** Confirms an intent with one of Stripe's test cards. A real storefront does this with the intent's client secret. */
  private confirmIntent(id: string, fields: Fields): Intent {
    const card = textOf(fields.payment_method)
    if (card !== "pm_card_visa" && card !== "pm_card_chargeDeclined") {
      throw missing("PaymentMethod", card ?? "")
    }
    return this.account.confirm(this.account.intent(id), card)
  }

  private cancelIntent(id: string): Intent {
    const intent = this.account.intent(id)
    if (intent.status === "succeeded" || intent.status === "processing") {
      throw new ApiError(400, `You cannot cancel this PaymentIntent: it is ${intent.status}.`, {
        code: "payment_intent_unexpected_state",
      })
    }
    intent.status = "canceled"
    return intent
  }

  private refund(fields: Fields) {
    const intent = this.account.intent(textOf(fields.payment_intent) ?? "")
    return this.account.refund(intent, numberOf(fields.amount, "amount"), textsOf(fields.metadata))
  }

  private makeCustomer(fields: Fields) {
    const id = newId("cus")
    const { email, name } = fields
    this.state.customers[id] = {
      id,
      object: "customer",
      created: seconds(),
      email: textOf(email) ?? null,
      name: textOf(name) ?? null,
      metadata: textsOf(fields.metadata),
    }
    return this.state.customers[id]
  }

  private changeCustomer(id: string, fields: Fields) {
    const known = this.state.customers[id]
    if (!known) throw missing("customer", id)
    known.email = textOf(fields.email) ?? known.email
    return known
  }

  private of(
    things: Record<string, { id: string; created: number; payment_intent: string }>,
    fields: Fields,
  ) {
    const intent = textOf(fields.payment_intent)
    const since = numberOf(fieldsOf(fields.created).gte, "created") ?? 0
    const found = Object.values(things)
      .reverse()
      .filter((one) => (intent === undefined || one.payment_intent === intent) && one.created >= since)
    return listPage(found, fields)
  }

  /** Replaces ids by objects as requested: `expand[0]=payment_intent.latest_charge`. */
  private expanded(thing: Page | Intent, fields: Fields): Record<string, unknown> {
    const wanted = listOf(fields.expand).flatMap((field) => textOf(field)?.split(".") ?? [])
    const copy: Record<string, unknown> = structuredClone(thing)
    const { payment_intent: intent, latest_charge: charge } = copy
    if (typeof intent === "string" && wanted.includes("payment_intent")) {
      copy.payment_intent = this.expanded(this.account.intent(intent), fields)
    }
    if (typeof charge === "string" && wanted.includes("latest_charge")) {
      copy.latest_charge = structuredClone(this.account.charge(charge))
    }
    return copy
  }
}

/** Returns one page of a list. `starting_after` is the id of the last item of the previous page. */
function listPage<Item extends { id: string }>(all: Item[], { limit: most, starting_after: after }: Fields) {
  const limit = numberOf(most, "limit") ?? 10
  const rest = after === undefined ? all : all.slice(all.findIndex(({ id }) => id === after) + 1)
  return { object: "list", data: rest.slice(0, limit), has_more: rest.length > limit, url: "/v1" }
}
