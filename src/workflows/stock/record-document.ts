import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import type StockLedgerModuleService from "../../modules/stock-ledger/service"
import {
  LOSS_REASONS,
  type ApprovalLimits,
  type NewDocument,
  type RecordedDocument,
  type StockLine,
} from "../../modules/stock-ledger/types"
import type { StaffRole } from "../../modules/workshop/order-transitions"
import { settingsOf } from "../settings"
import { changeStock, checkLines, ledgerOf } from "./change-stock"
import { checkSupplier } from "./check-supplier"
import { checkStockRole, type StockPerson } from "./person"

/** Roles that record documents. */
export const KEEPERS: readonly StaffRole[] = ["owner", "manager", "florist"]
/** Roles that decide about requests, and take back any document. */
export const DECIDERS: readonly StaffRole[] = ["owner", "manager"]

/** Time in ms in which a florist can take back an own document. */
const UNDO_MS = 10 * 60_000

const TEXT_LIMIT = 500

/** Seconds that a repeated call waits for the first one: longer than a change waits for its items. */
const KEY_WAIT_SECONDS = 15

/** What a person records: lines with their quantities without signs, except for a correction. */
export type DocumentInput = Pick<
  NewDocument,
  "kind" | "key" | "supplier_id" | "reason" | "note" | "photo_file_id"
> & { lines: StockLine[] }

export type StockRequestRecord = Awaited<ReturnType<StockLedgerModuleService["retrieveStockRequest"]>>

/** What became of a document: it is recorded, or it waits for a second person. */
export type DocumentOutcome = { document: RecordedDocument } | { request: StockRequestRecord }

/** @throws reason_required for a loss without one of {@link LOSS_REASONS}, text_too_long */
export function checkTexts({
  kind,
  reason,
  note,
}: {
  kind: string
  reason?: string | null
  note?: string | null
}): void {
  if (kind === "loss" && !LOSS_REASONS.some((known) => known === reason)) {
    throw shopError(
      "reason_required",
      `A loss needs a reason: ${LOSS_REASONS.join(", ")}.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
  if ([reason, note].some((text) => text && text.length > TEXT_LIMIT)) {
    throw shopError(
      "text_too_long",
      `A text may have at most ${TEXT_LIMIT} characters.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
}

/** A loss takes; incoming flowers come; a correction has signs. */
function signed({ kind, lines }: DocumentInput): StockLine[] {
  if (kind !== "correction" && lines.some(({ quantity }) => quantity < 0)) {
    throw notAbove()
  }
  return kind === "loss" ? lines.map((line) => ({ ...line, quantity: -line.quantity })) : lines
}

const notAbove = () =>
  shopError("invalid_quantity", "The quantity is above zero.", MedusaError.Types.INVALID_DATA)

/** Above these limits a second person must approve a loss or a correction. */
export function approvalLimits(container: MedusaContainer): ApprovalLimits {
  const { stockApprovalPieces: pieces, stockApprovalValue: value } = settingsOf(container)
  return { pieces, value: value * 100 }
}

/**
 * Records incoming flowers, a loss or a correction, as a whole or not at all. A large loss or correction waits for a second
 * person instead. A repeated call with the same key changes nothing.
 *
 * @throws not_allowed, reason_required, text_too_long, supplier_not_found, stock_too_low, and those of {@link checkLines}
 */
export async function recordDocument(
  container: MedusaContainer,
  person: StockPerson,
  input: DocumentInput,
  mostLines?: number,
): Promise<DocumentOutcome> {
  checkStockRole(person, KEEPERS)
  checkTexts(input)
  const lines = signed(input)
  await checkLines(container, lines, mostLines)
  await checkSupplier(container, input.supplier_id)
  const { key } = input
  const act = () => recordOrAsk(container, person, { ...input, lines })
  // One call of a key after the other: the limit for an approval could give two calls different outcomes.
  return key
    ? container
        .resolve(Modules.LOCKING)
        .execute([`stock-document:${key}`], act, { timeout: KEY_WAIT_SECONDS })
    : act()
}

async function recordOrAsk(
  container: MedusaContainer,
  person: StockPerson,
  { lines, supplier_id, ...input }: DocumentInput,
): Promise<DocumentOutcome> {
  const ledger = ledgerOf(container)
  const { kind, key } = input
  const [[asked], [recorded]] = key
    ? await Promise.all([
        ledger.listStockRequests({ key }, { take: 1 }),
        ledger.listStockDocuments({ key }, { take: 1 }),
      ])
    : [[], []]
  if (asked) {
    return { request: asked }
  }
  const entry = { ...person.actor, ...input }
  if (kind !== "incoming" && !recorded && (await ledger.exceeds(lines, approvalLimits(container)))) {
    return { request: await ledger.ask({ ...entry, kind, lines, member_id: person.member_id }) }
  }
  return {
    document: await changeStock(container, lines, () => ledger.record({ ...entry, supplier_id }, lines)),
  }
}

/**
 * Approves or refuses a request. Nobody decides about an own request.
 *
 * @throws not_allowed, own_request, request_not_found, already_decided, stock_too_low
 */
export async function decideRequest(
  container: MedusaContainer,
  person: StockPerson,
  { id, status }: { id: string; status: "approved" | "refused" },
): Promise<{ document?: RecordedDocument }> {
  checkStockRole(person, DECIDERS)
  const [request] = await ledgerOf(container).listStockRequests({ id }, { take: 1 })
  if (!request) {
    throw shopError("request_not_found", "The request does not exist.", MedusaError.Types.NOT_FOUND)
  }
  const { member_id: by } = person
  if (!by || by === request.member_id || request.actor_id === person.actor.actor_id) {
    throw shopError(
      "own_request",
      "Another owner or manager must decide about this request.",
      MedusaError.Types.FORBIDDEN,
    )
  }
  const lines = request.lines as unknown as StockLine[]
  const decided = await changeStock(container, lines, (ledger) => ledger.decide(id, { status, by }))
  if (!decided) {
    throw shopError("already_decided", "Somebody has decided about this request already.")
  }
  return decided
}

/**
 * Moves pieces from one item to another with their value, in one document.
 *
 * @throws not_allowed, same_item, text_too_long, stock_too_low, and those of {@link checkLines}
 */
export async function regradeStock(
  container: MedusaContainer,
  person: StockPerson,
  input: Pick<DocumentInput, "key" | "reason" | "note"> & {
    from: string
    to: string
    location_id: string
    quantity: number
  },
): Promise<RecordedDocument> {
  checkStockRole(person, KEEPERS)
  const { key, reason, note, from, to, location_id, quantity } = input
  if (from === to) {
    throw shopError("same_item", "Choose two different items.", MedusaError.Types.INVALID_DATA)
  }
  const places = [from, to].map((inventory_item_id) => ({ inventory_item_id, location_id, quantity }))
  checkTexts({ kind: "correction", reason, note })
  await checkLines(container, places)
  if (quantity < 0) {
    throw notAbove()
  }
  return changeStock(container, places, (ledger) =>
    ledger.regrade({ ...person.actor, key, reason, note }, { from, to, location_id, quantity }),
  )
}

/**
 * Takes a document back by countermovements. A florist can do it for ten minutes with an own document.
 *
 * @throws not_allowed, document_not_found, not_counterable, already_countered, stock_too_low
 */
export async function takeBackDocument(
  container: MedusaContainer,
  person: StockPerson,
  { id, key, note }: { id: string; key?: string | null; note?: string | null },
): Promise<RecordedDocument> {
  checkStockRole(person, KEEPERS)
  const ledger = ledgerOf(container)
  const [found] = await ledger.listStockDocuments({ id }, { take: 1 })
  const isOwn = found?.actor_id === person.actor.actor_id && Date.now() - found.created_at.getTime() < UNDO_MS
  if (found && !isOwn) {
    checkStockRole(person, DECIDERS)
  }
  const places = await ledger.placesOf(id)
  const outcome = await changeStock(container, places, () =>
    ledger.counter(id, { ...person.actor, key, note }),
  )
  if ("refusal" in outcome) {
    throw takeBackRefusal(outcome.refusal)
  }
  return outcome
}

function takeBackRefusal(refusal: "not_found" | "not_counterable" | "already_countered") {
  switch (refusal) {
    case "not_found":
      return shopError("document_not_found", "The document does not exist.", MedusaError.Types.NOT_FOUND)
    case "not_counterable":
      return shopError("not_counterable", "This document cannot be taken back: record the opposite one.")
    case "already_countered":
      return shopError("already_countered", "The document is taken back already.")
  }
}
