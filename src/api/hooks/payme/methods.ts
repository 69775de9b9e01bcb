import type { MedusaContainer } from "@medusajs/framework/types"
import { CURRENCY } from "../../../lib/shop"
import { ERRORS, type PaymeError } from "../../../providers/payment-payme/protocol/errors"
import { keyHash } from "../../../providers/payment-payme/protocol/authorization"
import { ACCOUNT_FIELD } from "../../../providers/payment-payme/protocol/checkout-url"
import { detailOf } from "../../../providers/payment-payme/protocol/receipt"
import { referenceOf, type Call, type Method } from "../../../providers/payment-payme/protocol/requests"
import {
  canceled,
  checked,
  created,
  LIFETIME_MS,
  performed,
  REASONS,
  stated,
} from "../../../providers/payment-payme/protocol/transaction"
import { beginGatewayPayment } from "../../../workflows/payment/transactions/begin-gateway-payment"
import { cancelGatewayPayment } from "../../../workflows/payment/transactions/cancel-gateway-payment"
import { changeGatewayKey } from "../../../workflows/payment/payme/change-gateway-key"
import { checkGatewayPayment } from "../../../workflows/payment/transactions/check-gateway-payment"
import { getReceipt } from "../../../workflows/payment/order-payment/get-receipt"
import { noteFiscalData } from "../../../workflows/payment/transactions/note-fiscal-data"
import { performGatewayPayment } from "../../../workflows/payment/transactions/perform-gateway-payment"
import {
  findGatewayTransaction,
  gatewayStatement,
} from "../../../workflows/payment/transactions/read-gateway"
import { receiptFields } from "./redact"

/** Medusa's provider id; gateway records carry the same id. */
export const PAYME = "pp_payme_payme"

export type Answer = { result: Record<string, unknown> } | { error: PaymeError }

type Refusal = "no_order" | "order_canceled" | "already_paid" | "not_awaited" | "wrong_amount" | "busy"
type Params<Name extends Method> = Extract<Call, { method: Name }>["params"]
type Handlers = {
  [Name in Method]: (call: CallContext, params: Params<Name>) => Promise<Answer>
}
export type CallContext = { container: MedusaContainer; configuredKeyHash: string }

const fail = (error: PaymeError): Answer => ({ error })

/** Errors about the order carry the name of the account field in `data` (Payme Merchant API). */
function refuse(refusal: Refusal): Answer {
  const error = ERRORS[refusal]
  return fail(refusal === "wrong_amount" ? error : { ...error, data: ACCOUNT_FIELD })
}

const named = (id: string) => ({ provider_id: PAYME, external_id: id })

/** Handlers of the Merchant API's methods. */
const HANDLERS: Handlers = {
  async CheckPerformTransaction({ container }, { amount, account }) {
    const charge = { reference: referenceOf(account) ?? "", amount, currency_code: CURRENCY }
    const payable = await checkGatewayPayment(container, charge)
    if ("refusal" in payable) {
      return refuse(payable.refusal)
    }
    const goods = await getReceipt(container, payable.order_id)
    const detail = goods ? detailOf(goods, amount) : undefined
    return { result: { allow: true, ...(detail ? { detail } : {}) } }
  },

  async CreateTransaction({ container }, { id, time, amount, account }) {
    const expiresAt = new Date(time + LIFETIME_MS)
    const reference = referenceOf(account) ?? ""
    const begun = await beginGatewayPayment(container, {
      ...named(id),
      reference,
      amount,
      currency_code: CURRENCY,
      gateway_time: new Date(time),
      expires_at: expiresAt,
    })
    if ("refusal" in begun) {
      if (begun.refusal === "busy" || begun.refusal === "timed_out") {
        return fail(ERRORS.wrong_state)
      }
      return refuse(begun.refusal)
    }
    const { transaction } = begun
    if (transaction.reference !== reference) {
      return refuse("no_order")
    }
    if (transaction.amount !== amount) {
      return refuse("wrong_amount")
    }
    return transaction.state === "in_progress" ? { result: created(transaction) } : fail(ERRORS.wrong_state)
  },

  async PerformTransaction({ container }, { id }) {
    const result = await performGatewayPayment(container, { ...named(id), lost_reason: REASONS.failed })
    if ("refusal" in result) {
      return fail(result.refusal === "no_transaction" ? ERRORS.no_transaction : ERRORS.wrong_state)
    }
    return { result: performed(result.transaction) }
  },

  async CancelTransaction({ container }, { id, reason }) {
    const result = await cancelGatewayPayment(container, {
      ...named(id),
      reason,
      even_delivered: reason === REASONS.refund,
    })
    if ("refusal" in result) {
      return fail(ERRORS[result.refusal])
    }
    return { result: canceled(result.transaction) }
  },

  async CheckTransaction({ container }, { id }) {
    const transaction = await findGatewayTransaction(container, named(id))
    return transaction ? { result: checked(transaction) } : fail(ERRORS.no_transaction)
  },

  async GetStatement({ container }, { from, to }) {
    const transactions = await gatewayStatement(container, PAYME, new Date(from), new Date(to))
    return { result: { transactions: transactions.map(stated) } }
  },

  async SetFiscalData({ container }, { id, type, fiscal_data: data }) {
    const isNoted = await noteFiscalData(container, { ...named(id), type, fiscal_data: receiptFields(data) })
    return isNoted ? { result: { success: true } } : fail(ERRORS.no_transaction)
  },

  async ChangePassword({ container, configuredKeyHash }, { password }) {
    await changeGatewayKey(container, {
      provider_id: PAYME,
      configured: configuredKeyHash,
      next: keyHash(password),
    })
    return { result: { success: true } }
  },
}

/** Executes an authenticated call. */
export function answerCall<Name extends Method>(
  context: CallContext,
  { method, params }: { method: Name; params: Params<Name> },
): Promise<Answer> {
  return HANDLERS[method](context, params)
}
