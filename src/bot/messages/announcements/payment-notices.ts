import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TO_BE_REFUNDED, type GatewayTransactionRecord } from "../../../modules/gateway/types"
import type { DaySums, PaymentCheck } from "../../../workflows/payment/reconciliation/check-sums"
import { gatewayOf } from "../../../workflows/payment/gateways"
import { STRIPE } from "../../../lib/shop"
import { returnedInCash } from "../../../workflows/payment/settlement/returned-in-cash"
import { resolutionSteps } from "../../../workflows/payment/resolution/resolution-steps"
import { money, type Translate } from "../../ui/texts"
import { enqueue } from "../../outbox"
import { deskReaders } from "../../outbox/desk"
import { optionsOf } from "../../../workflows/settings"

/** Maximum number of mismatches with a message each; more share one summary. */
const ONE_BY_ONE = 3
/** Maximum number of lines of a summary. */
const LINES = 10

type Unreported = GatewayTransactionRecord & {
  needs_attention: Attention
  /** In minor units: what staff still have to give back in cash, because they gave back a part in cash before. */
  rest?: number
}

/** Formats hundredths of the currency's unit. */
const moneyIn = (t: Translate, minorUnits: number, currency: string) => money(t, minorUnits / 100, currency)

const valuesOf = (t: Translate, one: Unreported) => ({
  number: one.reference,
  gateway: gatewayOf(one.provider_id).name,
  amount: moneyIn(t, MathBN.convert(one.amount).toNumber(), one.currency_code),
})

/** The step that resolves the mismatch, in the words of the admin page. */
function stepOf(t: Translate, one: Unreported): string {
  const { needs_attention: attention } = one
  const values = { gateway: gatewayOf(one.provider_id).name }
  if (one.rest) {
    return t("mismatches.step_refund_rest", { amount: moneyIn(t, one.rest, one.currency_code) })
  }
  if (TO_BE_REFUNDED.includes(attention)) {
    return resolutionSteps(one).includes("refund")
      ? t("mismatches.step_refund_api")
      : t("mismatches.step_refund_cabinet", values)
  }
  switch (attention) {
    case "order_in_work":
      return t("mismatches.step_order_in_work")
    case "unsettled":
      return t("mismatches.step_settle")
    case "canceled_by_gateway":
      return t("mismatches.step_asked", values)
    case "disputed":
      return t("mismatches.step_disputed", values)
    default:
      return t("mismatches.step_look", values)
  }
}

function noticeOfOne(t: Translate, one: Unreported): string {
  const values = valuesOf(t, one)
  return [
    t("mismatches.title", values),
    t(`mismatches.${one.needs_attention}`, { gateway: values.gateway }),
    stepOf(t, one),
  ].join("\n")
}

function noticeOfMany(t: Translate, all: Unreported[]): string {
  const lines = all.slice(0, LINES).map((one) => {
    const { gateway } = valuesOf(t, one)
    const what = t.plain(`mismatches.${one.needs_attention}`, { gateway })
    return t("mismatches.line", { ...valuesOf(t, one), what })
  })
  return [
    t("mismatches.many", { count: all.length }),
    ...lines,
    ...(all.length > LINES ? [t("mismatches.more", { count: all.length - LINES })] : []),
    t("mismatches.where"),
  ].join("\n")
}

/** Key of the notice. It changes when the mismatch occurs again, so that the outbox sends a new notice. */
const keyOf = (one: Unreported) =>
  `mismatch:${one.id}:${one.needs_attention}:${new Date(one.updated_at).getTime()}`

async function unreportedAmong(gateway: GatewayModuleService): Promise<Unreported[]> {
  const shown = await gateway.listGatewayTransactions(
    { needs_attention: { $ne: null } },
    { take: null, order: { began_at: "ASC" } },
  )
  return shown.filter(
    (one): one is Unreported =>
      one.needs_attention !== null && one.needs_attention !== one.notified_attention,
  )
}

/** Adds what is to be given back in cash: gateways other than Stripe refund only whole payments. */
async function withRest(container: MedusaContainer, one: Unreported): Promise<Unreported> {
  if (one.needs_attention !== "refund_due" || one.provider_id === STRIPE) {
    return one
  }
  const { given, rest } = await returnedInCash(container, one)
  return given > 0 ? { ...one, rest } : one
}

/**
 * Notifies owners and managers once of each payment mismatch, with the order's number and the step that
 * resolves it.
 * Without a bot token or a reader, the notices wait. A repeated call does nothing.
 */
export async function notifyOfMismatches(container: MedusaContainer): Promise<void> {
  if (!optionsOf(container).token) {
    return
  }
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const unreported = await Promise.all(
    (await unreportedAmong(gateway)).map((one) => withRest(container, one)),
  )
  const readers = await deskReaders(container)
  if (!unreported.length || !readers.length) {
    return
  }
  const notices =
    unreported.length > ONE_BY_ONE
      ? [{ key: `${keyOf(unreported[0])}:${unreported.length}`, about: unreported }]
      : unreported.map((one) => ({ key: keyOf(one), about: [one] }))
  await enqueue(
    container,
    readers.flatMap(({ chatId, t }) =>
      notices.map(({ key, about }) => ({
        key: `${key}:${chatId}`,
        chatId,
        orderId: about.length === 1 ? about[0].order_id : undefined,
        screen: { text: about.length === 1 ? noticeOfOne(t, about[0]) : noticeOfMany(t, about) },
      })),
    ),
  )
  await gateway.updateGatewayTransactions(
    unreported.map(({ id, needs_attention }) => ({ id, notified_attention: needs_attention })),
  )
}

function linesOfDay(t: Translate, sums: DaySums): string[] {
  const { day, gateway, taken, captured, returned, refunded } = sums
  const inMoney = (minorUnits: number) => moneyIn(t, minorUnits, sums.currency_code)
  const came = { day, gateway, taken: inMoney(taken), captured: inMoney(captured) }
  const went = { day, gateway, returned: inMoney(returned), refunded: inMoney(refunded) }
  return [
    ...(taken === captured ? [] : [t("mismatches.check_day", came)]),
    ...(returned === refunded ? [] : [t("mismatches.check_returned", went)]),
  ]
}

function noticeOfCheck(t: Translate, { days, findings }: PaymentCheck): string {
  const lines = days.flatMap((sums) => linesOfDay(t, sums))
  const numbers = [...new Set(findings.flatMap(({ reference }) => reference ?? []))].map((one) => `№${one}`)
  return [
    t("mismatches.check_title"),
    ...lines.slice(-LINES),
    ...(numbers.length
      ? [t("mismatches.check_orders", { numbers: numbers.slice(0, LINES).join(", ") })]
      : []),
    t("mismatches.where"),
  ].join("\n")
}

/** Notifies owners and managers, once a day, when the nightly check finds differences. */
export async function notifyOfCheck(container: MedusaContainer, check: PaymentCheck): Promise<void> {
  if (!check.findings.length || !optionsOf(container).token) {
    return
  }
  const readers = await deskReaders(container)
  await enqueue(
    container,
    readers.map(({ chatId, t }) => ({
      key: `payments_check:${check.to}:${chatId}`,
      chatId,
      screen: { text: noticeOfCheck(t, check) },
    })),
  )
}
