import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ClickStandIn } from "../../../packages/sandbox/click"
import { codeOf, numberIn } from "../../../packages/sandbox/click/hooks"
import { NO_MONEY, STATUS, type Payment } from "../../../packages/sandbox/click/ledger"
import { ApiError } from "../../../packages/sandbox/stripe/errors"
import markRefundsDue from "../../../src/jobs/mark-refunds-due"
import settleGatewayPayments from "../../../src/jobs/settle-gateway-payments"
import { askClickUnfinished } from "../../../src/workflows/payment/click/ask-unfinished"
import { askStripe } from "../../../src/workflows/payment/stripe/ask-stripe"
import { CLICK } from "../../payments/click-support"
import { newTransactionId, PAYME, type PaymeClient } from "../../payments/payme-support"
import { STRIPE, type StripeForTests } from "../../payments/stripe-support"

/** An order's number at the gateways, and the amount that its shopper sees, in minor units. */
export type Bill = { reference: string; minorUnits: number }

/** A gateway as the shopper and the gateway's own staff use it. The shop may refuse a call. */
export type Gateway = {
  /** The shopper begins to pay, and the bank has not answered yet. */
  begin: (bill: Bill) => Promise<void>
  /** The gateway takes the money and reports it. After the payment window this is a late call. */
  pay: (bill: Bill) => Promise<void>
  /** The gateway repeats its calls about the last payment. */
  again: (bill: Bill) => Promise<void>
  /** The bank refuses the payment in progress, or the gateway's staff give the money back. */
  giveBack: (bill: Bill) => Promise<void>
  /** The money of an order that the gateway holds, in minor units. */
  held: (reference: string) => number
}

type PaymePayment = { id: string; amount: number; time: number; held: boolean; ended: boolean }

function paymeGateway(payme: PaymeClient): Gateway {
  const payments = new Map<string, PaymePayment[]>()
  const lastOf = (reference: string) => payments.get(reference)?.at(-1)
  const create = ({ id, time, amount }: PaymePayment, reference: string) =>
    payme("CreateTransaction", { id, time, amount, account: { order_id: reference } })
  const perform = async (payment: PaymePayment) => {
    const { result } = await payme("PerformTransaction", { id: payment.id })
    payment.held = payment.held || result?.state === 2
  }
  const begin = async ({ reference, minorUnits }: Bill) => {
    const id = newTransactionId()
    const payment = { id, amount: minorUnits, time: Date.now(), held: false, ended: false }
    payments.set(reference, [...(payments.get(reference) ?? []), payment])
    payment.ended = (await create(payment, reference)).error !== undefined
    return payment
  }
  return {
    begin: async (bill) => void (await begin(bill)),
    async pay(bill) {
      const last = lastOf(bill.reference)
      await perform(last && !last.ended ? last : await begin(bill))
    },
    async again({ reference }) {
      const payment = lastOf(reference)
      if (payment) {
        await Promise.all([create(payment, reference), payment.held && perform(payment)])
      }
    },
    async giveBack({ reference }) {
      const payment = lastOf(reference)
      if (payment) {
        const { result } = await payme("CancelTransaction", { id: payment.id, reason: payment.held ? 5 : 3 })
        payment.held = payment.held && !result
        payment.ended = payment.ended || result !== undefined
      }
    },
    held: (reference) =>
      (payments.get(reference) ?? []).reduce((sum, { amount, held }) => sum + (held ? amount : 0), 0),
  }
}

function clickGateway({ ledger, shop }: ClickStandIn): Gateway {
  const payments = new Map<string, Payment[]>()
  const lastOf = (reference: string) => payments.get(reference)?.at(-1)
  const prepareIdOf = ({ prepareId }: Payment) => ({ merchant_prepare_id: String(prepareId ?? 1) })
  const begin = async ({ reference, minorUnits }: Bill) => {
    const payment = ledger.begin(reference, minorUnits)
    payments.set(reference, [...(payments.get(reference) ?? []), payment])
    const call = await shop.prepare(payment)
    payment.prepareId = numberIn(call, "merchant_prepare_id") ?? payment.prepareId
    return payment
  }
  // Click debits the money before it calls the shop, unless the shop refused the payment.
  const complete = async (payment: Payment) => {
    if (payment.prepareId !== undefined && payment.status === STATUS.processing) {
      payment.status = STATUS.paid
    }
    return codeOf(await shop.complete(payment, 0, prepareIdOf(payment)))
  }
  return {
    begin: async (bill) => void (await begin(bill)),
    async pay(bill) {
      const last = lastOf(bill.reference)
      await complete(last && last.status >= 0 && last.prepareId !== undefined ? last : await begin(bill))
    },
    async again({ reference }) {
      const payment = lastOf(reference)
      if (payment) {
        await Promise.all([shop.prepare(payment), payment.status === STATUS.paid && complete(payment)])
      }
    },
    async giveBack({ reference }) {
      const payment = lastOf(reference)
      if (payment?.prepareId !== undefined) {
        payment.status = payment.status < 0 ? payment.status : NO_MONEY
        await shop.complete(payment, NO_MONEY, prepareIdOf(payment))
      }
    },
    held: (reference) =>
      (payments.get(reference) ?? []).reduce(
        (sum, { status, amount }) => sum + (status === STATUS.paid ? amount : 0),
        0,
      ),
  }
}

function stripeGateway(stripe: StripeForTests): Gateway {
  const { account, state, webhook } = stripe.standIn
  const chargesOf = (reference: string) =>
    stripe.pagesOf(reference).flatMap(({ payment_intent: id }) => {
      const charge = id && state.intents[id]?.latest_charge
      return charge ? [state.charges[charge]] : []
    })
  const act = async (does: () => unknown) => {
    try {
      does()
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error
      }
    }
    await webhook.idle()
  }
  const pageOf = ({ reference }: Bill) => stripe.pagesOf(reference).at(-1)
  return {
    begin: (bill) => {
      const page = pageOf(bill)
      return act(() => page && account.beginTransfer(page))
    },
    pay: (bill) => {
      const page = pageOf(bill)
      const isUnderWay = page?.payment_intent && state.intents[page.payment_intent]?.status === "processing"
      return act(() => page && (isUnderWay ? account.endTransfer(page, true) : account.pay(page)))
    },
    async again({ reference }) {
      const ids = stripe.pagesOf(reference).map(({ id }) => id)
      const about = state.events.filter(({ data }) =>
        ids.includes(String((data.object as { id?: string }).id)),
      )
      await Promise.all(about.map((event) => webhook.deliverOnce(event)))
    },
    giveBack: (bill) =>
      act(() => {
        const page = pageOf(bill)
        const intent = page?.payment_intent ? state.intents[page.payment_intent] : undefined
        if (page && intent?.status === "processing") {
          account.endTransfer(page, false)
        } else if (intent?.latest_charge) {
          account.refund(intent)
        } else if (page) {
          account.decline(page)
        }
      }),
    held: (reference) =>
      chargesOf(reference).reduce((sum, { amount, amount_refunded }) => sum + amount - amount_refunded, 0),
  }
}

/** The gateways by the ids of their payment providers. */
export function gatewaysOf(on: {
  payme: PaymeClient
  click: ClickStandIn
  stripe: StripeForTests
}): Record<string, Gateway> {
  return {
    [PAYME]: paymeGateway(on.payme),
    [CLICK]: clickGateway(on.click),
    [STRIPE]: stripeGateway(on.stripe),
  }
}

/** Runs the shop's jobs of some minutes: it settles payments, and asks Click and Stripe about them. */
export async function sweepGateways(container: MedusaContainer): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await settleGatewayPayments(container)
  await markRefundsDue(container)
  await knex.raw(
    `update gateway_transaction set asked_at = null, began_at = began_at - interval '3 minutes'
     where provider_id = ? and created_at > now() - interval '5 minutes'`,
    [CLICK],
  )
  await askClickUnfinished(container)
  await askStripe(container, { is_thorough: true })
  await settleGatewayPayments(container)
}
