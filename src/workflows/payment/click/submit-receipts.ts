import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../../lib/as-error"
import { readSoldVersions } from "../../../medusa-sql/sold-versions"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import type { ClickMerchantApi, ClickResult } from "../../../providers/payment-click/merchant-api"
import { itemsOf, type ReceiptItem, type Seller } from "../../../providers/payment-click/protocol/receipt"
import { findPaymentId } from "../../../providers/payment-click/reversal"
import { getReceipt } from "../order-payment/get-receipt"
import { noteFiscalData } from "../transactions/note-fiscal-data"
import { CLICK } from "../../../lib/shop"
import { clickCabinet } from "./cabinet"
import { recordAnswer } from "./record-answer"

/** Maximum number of receipts per run. */
const BATCH = 10
/** Delay in ms until the next attempt: after a refusal by Click, and if a product lacks its codes. */
const AGAIN_MS = { refused: 10 * 60_000, unknown: 60 * 60_000 }
const LONGEST_MS = 30 * 24 * 60 * 60_000

async function dueReceipts(gateway: GatewayModuleService, now: Date): Promise<GatewayTransactionRecord[]> {
  return gateway.listGatewayTransactions(
    {
      provider_id: CLICK,
      state: "performed",
      settled_state: "performed",
      fiscal: null,
      performed_at: { $gte: new Date(now.getTime() - LONGEST_MS) },
      $or: [{ fiscal_due_at: null }, { fiscal_due_at: { $lte: now } }],
    },
    { order: { performed_at: "ASC" }, take: BATCH },
  )
}

async function submitItems(
  container: MedusaContainer,
  api: ClickMerchantApi,
  transaction: GatewayTransactionRecord,
  items: ReceiptItem[],
): Promise<ClickResult<object>> {
  const started = performance.now()
  const found = await findPaymentId(api, transaction)
  const result = "answer" in found ? await api.submitItems(found.answer, items) : found
  const method = "payment/ofd_data/submit_items"
  await recordAnswer(container, transaction, { method, request: { items }, result, started })
  return result
}

async function submitReceipt(
  container: MedusaContainer,
  { api, seller }: { api: ClickMerchantApi; seller: Seller },
  transaction: GatewayTransactionRecord,
): Promise<boolean> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const later = (ms: number) =>
    gateway.updateGatewayTransactions({ id: transaction.id, fiscal_due_at: new Date(Date.now() + ms) })
  const { order_id, amount, began_at, performed_at } = transaction
  const versions = await readSoldVersions(container, order_id, performed_at ?? began_at)
  const goods = await getReceipt(container, { order_id, amount, versions })
  const items = goods ? itemsOf(goods, seller, amount) : undefined
  if (!items) {
    await later(AGAIN_MS.unknown)
    return false
  }
  const result = await submitItems(container, api, transaction, items)
  if (!("answer" in result)) {
    await later(AGAIN_MS.refused)
    return false
  }
  await noteFiscalData(container, transaction, "payment", { accepted_at: new Date().toISOString(), items })
  return true
}

/**
 * Submits receipt items to Click for fiscal receipts. Later runs retry what Click did not accept.
 *
 * @returns the number of accepted receipts
 */
export async function submitClickReceipts(container: MedusaContainer): Promise<number> {
  const cabinet = clickCabinet(container)
  if (!cabinet?.options.taxId) {
    return 0
  }
  const { api, options } = cabinet
  const seller = { taxId: cabinet.options.taxId, delivery: options.delivery }
  let accepted = 0
  for (const transaction of await dueReceipts(
    container.resolve<GatewayModuleService>(GATEWAY_MODULE),
    new Date(),
  )) {
    try {
      accepted += (await submitReceipt(container, { api, seller }, transaction)) ? 1 : 0
    } catch (error) {
      // A failure must not block the other receipts; the next run retries it.
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.warn(`payment ${transaction.id}: the receipt was not submitted: ${asError(error).message}`)
    }
  }
  return accepted
}
