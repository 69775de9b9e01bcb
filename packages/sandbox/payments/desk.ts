import type { IncomingMessage, ServerResponse } from "node:http"
import path from "node:path"
import { createClickStandIn, type ClickOptions } from "../click"
import { createPaymeStandIn, type PaymeOptions } from "../payme"
import { createStripeStandIn, type StripeOptions } from "../stripe"
import { DESK, deskPage, resultPage, typedMinorUnits } from "./desk-page"
import { addressOf, readForm, redirect, sendPage } from "./exchange"
import type { StandIn, StandInOptions } from "./types"

type Own<Options> = Omit<Options, keyof StandInOptions>

export type PaymentOptions = Pick<StandInOptions, "shopUrl" | "shop"> & {
  /** Folder for the stand-ins' state. Without it the state lives in memory. */
  dataDir?: string
  /** Secrets per gateway; a gateway without them has no stand-in. */
  payme?: Own<PaymeOptions>
  click?: Own<ClickOptions>
  stripe?: Own<StripeOptions>
}

export type PaymentDesk = {
  standIns: StandIn[]
  /** Answers a request of a gateway or the overview page. @returns false for other paths */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  close(): Promise<void>
}

/** Creates the gateway stand-ins and the overview page, to be mounted on a server: `/payments`, `/payme/…`, `/v1/…`. */
export function createPaymentDesk(options: PaymentOptions): PaymentDesk {
  const { shopUrl, shop, dataDir, payme, click, stripe } = options
  const common = (name: string): StandInOptions => ({
    shopUrl,
    shop,
    file: dataDir && path.join(dataDir, `${name}.json`),
  })
  const standIns: StandIn[] = [
    ...(payme ? [createPaymeStandIn({ ...common("payme"), ...payme })] : []),
    ...(click ? [createClickStandIn({ ...common("click"), ...click })] : []),
    ...(stripe ? [createStripeStandIn({ ...common("stripe"), ...stripe })] : []),
  ]
  return {
    standIns,
    async handle(request, response) {
      try {
        return await answer(standIns, request, response)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain; charset=utf-8" })
        response.end(`Internal error of the stand-in: ${reason}`)
        return true
      }
    },
    close: async () => {
      for (const standIn of standIns) await standIn.close()
    },
  }
}

async function answer(standIns: StandIn[], request: IncomingMessage, response: ServerResponse) {
  if (isCrossOriginPost(request)) {
    response.writeHead(403).end("Requests from other web pages are not allowed")
    return true
  }
  if (await answerDesk(standIns, request, response)) return true
  for (const standIn of standIns) {
    if (await standIn.handle(request, response)) return true
  }
  return false
}

/** Whether a POST comes from another web page. Programs such as Stripe's SDK send no Origin header. */
function isCrossOriginPost({ method, headers }: IncomingMessage): boolean {
  return method === "POST" && headers.origin !== undefined && headers.origin !== `http://${headers.host}`
}

async function answerDesk(standIns: StandIn[], request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = addressOf(request)
  if (pathname === DESK && request.method === "GET") {
    const typed = {
      reference: searchParams.get("reference") ?? "",
      amount: searchParams.get("amount") ?? "",
    }
    return sendPage(response, deskPage(standIns, typed))
  }
  if (pathname !== `${DESK}/run`) return false
  return request.method === "POST" ? runTest(standIns, request, response) : redirect(response, DESK)
}

async function runTest(standIns: StandIn[], request: IncomingMessage, response: ServerResponse) {
  const form = await readForm(request)
  const typed = { reference: form.get("reference")?.trim() ?? "", amount: form.get("amount") ?? "" }
  const amount = typedMinorUnits(typed.amount)
  const [gatewayId, runId] = (form.get("run") ?? "").split("/")
  const standIn = standIns.find(({ gateway }) => gateway.id === gatewayId)
  const run = standIn?.testRuns.find(({ id }) => id === runId)
  if (!standIn || !run || !/^\d{1,10}$/.test(typed.reference) || !amount) {
    const mistake = "Enter an order number such as 42 and an amount such as 280000."
    return sendPage(response, deskPage(standIns, typed, mistake), 400)
  }
  const order = { reference: typed.reference, amount }
  return sendPage(response, resultPage({ standIn, run, order, steps: await run.run(order) }))
}
