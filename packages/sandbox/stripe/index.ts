import { timingSafeEqual } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { addressOf, readForm, readText, redirect, sendPage } from "../payments/exchange"
import { loadState } from "../payments/stored-state"
import { unknownAddressPage } from "../payments/page"
import type { Call, Gateway, StandIn, StandInOptions } from "../payments/types"
import { StripeAccount } from "./account"
import { StripeApi } from "./api"
import { ApiError } from "./errors"
import { readFields } from "./form"
import { Idempotency } from "./idempotency"
import { newId, type Page } from "./objects"
import { checkoutPage } from "./pay-page"
import { emptyState, type StripeState } from "./state"
import { act } from "./scenarios"
import { Webhook } from "./webhook"

export type StripeOptions = StandInOptions & {
  /** Secret key; same value as the shop's STRIPE_API_KEY. */
  apiKey: string
  /** Signing secret of webhook events; same value as the shop's STRIPE_WEBHOOK_SECRET. */
  webhookSecret: string
}

const stripe: Gateway = { id: "stripe", name: "Stripe", color: "#5851d8" }

/** The stand-in with its internal parts, for tests. */
export type StripeStandIn = StandIn & {
  account: StripeAccount
  webhook: Webhook
  state: StripeState
  /** "down": connections are closed before a call is executed. "answers_lost": calls are executed without an answer. */
  setLine(line: "up" | "down" | "answers_lost"): void
}

const PAGES = "/stripe/pay/"
const API = "/v1/"
const MAX_CALLS = 60

/** Creates a stand-in for Stripe: its API at `/v1/…`, its pay page at `/stripe/pay/<session>`, and signed events. */
export function createStripeStandIn(options: StripeOptions): StripeStandIn {
  const { state, save } = loadState<StripeState>(options.file, emptyState())
  const webhook = new Webhook(options)
  const account = new StripeAccount(state, (event, page) => webhook.deliver(event, callRecorder(page)))
  const api = new StripeApi(state, account)
  const idempotency = new Idempotency(state)
  let line: "up" | "down" | "answers_lost" = "up"

  const visitOf = ({ id }: Page) => (state.visits[id] ??= { openedAt: 0, calls: [] })
  const callRecorder = (page: Page | undefined) => (call: Call) => {
    if (!page) return
    const visit = visitOf(page)
    visit.calls = [...visit.calls, call].slice(-MAX_CALLS)
    save()
  }

  async function answerApi(request: IncomingMessage, response: ServerResponse): Promise<true> {
    const body = await readText(request)
    if (line === "down") {
      request.socket.destroy()
      return true
    }
    const answer = await answered(request, body)
    save()
    if (line === "answers_lost") request.socket.destroy()
    else sendJson(response, answer)
    return true
  }

  async function answered(
    request: IncomingMessage,
    body: string,
  ): Promise<{ status: number; body: unknown }> {
    const { method = "GET", headers } = request
    const { pathname, searchParams } = addressOf(request)
    try {
      checkKey(headers.authorization, options.apiKey)
      const form = method === "GET" ? searchParams : new URLSearchParams(body)
      const fields = readFields(form)
      const origin = `http://${headers.host}`
      const key = method === "POST" ? String(headers["idempotency-key"] ?? newId("key")) : undefined
      return await idempotency.once(key, `${method} ${pathname} ${body}`, async () => {
        return { status: 200, body: api.answer({ method, path: pathname, fields, origin }) }
      })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return { status: error.status, body: error.toJSON() }
    }
  }

  async function answerPage(request: IncomingMessage, response: ServerResponse, id: string): Promise<true> {
    if (!Object.hasOwn(state.pages, id)) return sendPage(response, unknownAddressPage(stripe), 404)
    const page = account.page(id)
    const visit = visitOf(page)
    if (request.method === "POST") {
      act((await readForm(request)).get("action") ?? "", { account, webhook, page, visit, state })
      await webhook.idle()
      save()
      return redirect(response, addressOf(request).pathname)
    }
    visit.openedAt = Date.now()
    save()
    return sendPage(response, checkoutPage(stripe, options.shop ?? "Guldasta", page, visit, state))
  }

  return {
    gateway: stripe,
    testRuns: [],
    account,
    webhook,
    state,
    setLine: (next) => (line = next),
    opened: () => openedPages(state),
    async handle(request, response) {
      const { pathname } = addressOf(request)
      if (pathname.startsWith(API)) return answerApi(request, response)
      if (pathname.startsWith(PAGES)) return answerPage(request, response, pathname.slice(PAGES.length))
      return false
    },
    close: async () => {
      webhook.close()
      save()
    },
  }
}

function openedPages({ pages, visits }: StripeState) {
  return Object.values(pages)
    .filter(({ id }) => visits[id]?.openedAt)
    .sort((one, other) => (visits[other.id]?.openedAt ?? 0) - (visits[one.id]?.openedAt ?? 0))
    .map(({ id, client_reference_id: reference, amount_total: amount, currency }) => {
      return { reference: reference ?? "", amount, currency, address: PAGES + id }
    })
}

/** @throws ApiError 401 for a wrong key */
function checkKey(authorization: string | undefined, apiKey: string) {
  const given = Buffer.from(authorization ?? "")
  const right = Buffer.from(`Bearer ${apiKey}`)
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    throw new ApiError(401, "Invalid API Key provided.")
  }
}

function sendJson(response: ServerResponse, { status, body }: { status: number; body: unknown }) {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": bytes.length,
    "request-id": newId("req"),
  })
  response.end(bytes)
}
