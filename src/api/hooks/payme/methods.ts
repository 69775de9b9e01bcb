import type { MedusaContainer } from "@medusajs/framework/types"
import { CURRENCY } from "../../../lib/shop"
import { ERRORS, type PaymeError } from "../../../providers/payment-payme/protocol/errors"
import { keyHash } from "../../../providers/payment-payme/protocol/authorization"
import { ACCOUNT_FIELD } from "../../../providers/payment-payme/protocol/checkout-url"
import { detailOf } from "../../../providers/payment-payme/protocol/receipt"
import { referenceOf, type Call, type Method } from "../../../providers/payment-payme/protocol/requests"
import {
  canceled,
  causeOf,
  checked,
  created,
  LIFETIME_MS,
  performed,
  stated,
} from "../../../providers/payment-payme/protocol/transaction"
import { PAYME } from "../../../lib/shop"
import { beginGatewayPayment } from "../../../workflows/payment/transactions/begin-gateway-payment"
import { cancelGatewayPayment } from "../../../workflows/payment/transactions/cancel-gateway-payment"
import { changePaymeKey, paymeStatement } from "../../../workflows/payment/payme/records"
import { checkGatewayPayment } from "../../../workflows/payment/transactions/check-gateway-payment"
import { getReceipt } from "../../../workflows/payment/order-payment/get-receipt"
import { noteFiscalData } from "../../../workflows/payment/transactions/note-fiscal-data"
import { performGatewayPayment } from "../../../workflows/payment/transactions/perform-gateway-payment"
import { findGatewayTransaction } from "../../../workflows/payment/transactions/find-gateway-transaction"
import { receiptFields } from "./redact"

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

const find = (container: MedusaContainer, id: string) => findGatewayTransaction(container, named(id))

/** The shop's words for Payme's types of receipts. */
const RECEIPTS = { PERFORM: "payment", CANCEL: "refund" } as const

/** Handlers of the Merchant API's methods. */
const HANDLERS: Handlers = {
  async CheckPerformTransaction({ container }, { amount, account }) {
    const charge = { reference: referenceOf(account) ?? "", amount, currency_code: CURRENCY }
    const payable = await checkGatewayPayment(container, charge)
    if ("refusal" in payable) {
      return refuse(payable.refusal)
    }
    const goods = await getReceipt(container, { ...payable, amount })
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
    const transaction = await find(container, id)
    if (!transaction) {
      return fail(ERRORS.no_transaction)
    }
    const result = await performGatewayPayment(container, transaction)
    return "refusal" in result ? fail(ERRORS.wrong_state) : { result: performed(result.transaction) }
  },

  async CancelTransaction({ container }, { id, reason }) {
    const transaction = await find(container, id)
    if (!transaction) {
      return fail(ERRORS.no_transaction)
    }
    const cause = causeOf(reason)
    const result = await cancelGatewayPayment(
      container,
      transaction,
      { cause, reason },
      { unlessDelivered: cause !== "refunded" },
    )
    return "refusal" in result ? fail(ERRORS[result.refusal]) : { result: canceled(result.transaction) }
  },

  async CheckTransaction({ container }, { id }) {
    const transaction = await find(container, id)
    return transaction ? { result: checked(transaction) } : fail(ERRORS.no_transaction)
  },

  async GetStatement({ container }, { from, to }) {
    const transactions = await paymeStatement(container, new Date(from), new Date(to))
    return { result: { transactions: transactions.map(stated) } }
  },

  async SetFiscalData({ container }, { id, type, fiscal_data: data }) {
    const transaction = await find(container, id)
    if (!transaction) {
      return fail(ERRORS.no_transaction)
    }
    await noteFiscalData(container, transaction, RECEIPTS[type], receiptFields(data))
    return { result: { success: true } }
  },

  async ChangePassword({ container, configuredKeyHash }, { password }) {
    await changePaymeKey(container, configuredKeyHash, keyHash(password))
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
