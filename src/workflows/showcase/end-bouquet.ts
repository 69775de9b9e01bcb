import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { errorCode, shopError } from "../../lib/errors"
import type { BouquetEnding, BouquetPart, BouquetRecord } from "../../modules/showcase/types"
import { LOSS_REASONS } from "../../modules/stock-ledger/types"
import { settingsOf } from "../settings"
import { ledgerOf } from "../stock/change-stock"
import { checkStockRole, type StockPerson } from "../stock/person"
import { KEEPERS } from "../stock/record-document"
import { assemblyOf, changeBouquetStock, documentKey, updateBouquet, withBouquet } from "./bouquets"
import { showProducts } from "./product"

type EndInput = { id: string; lost: BouquetPart[]; reason?: string | null }

const invalid = (code: string, sentence: string) => shopError(code, sentence, MedusaError.Types.INVALID_DATA)

/** @throws stems_unknown, reason_required */
function checkLost({ parts }: BouquetRecord, { lost, reason }: EndInput): void {
  const isPart = ({ inventory_item_id: item, quantity }: BouquetPart) =>
    parts.some((part) => part.inventory_item_id === item && quantity > 0 && quantity <= part.quantity)
  const isOnce = new Set(lost.map(({ inventory_item_id }) => inventory_item_id)).size === lost.length
  if (!isOnce || !lost.every(isPart)) {
    throw invalid("stems_unknown", "The bouquet does not have these stems.")
  }
  if (lost.length && !LOSS_REASONS.some((known) => known === reason)) {
    throw invalid("reason_required", `A loss needs a reason: ${LOSS_REASONS.join(", ")}.`)
  }
}

/**
 * A loss above the limits needs a second person, who decides about documents of the stock: the stems return to the stock first.
 *
 * @throws large_loss
 */
async function checkSize(
  container: MedusaContainer,
  { inventory_item_id, location_id, parts }: BouquetRecord,
  lost: BouquetPart[],
): Promise<void> {
  const { stockApprovalPieces: most, stockApprovalValue: value } = settingsOf(container)
  const pieces = lost.reduce((sum, { quantity }) => sum + quantity, 0)
  const all = parts.reduce((sum, { quantity }) => sum + quantity, 0)
  const worth = lost.length
    ? await ledgerOf(container).worthOf([{ inventory_item_id, location_id, quantity: 1 }])
    : 0
  if ((most > 0 && pieces > most) || (value > 0 && (worth * pieces) / all > value * 100)) {
    throw shopError(
      "large_loss",
      "This loss needs a second person: take the bouquet apart as a whole, and then record the loss of its stems.",
    )
  }
}

/**
 * Takes a bouquet apart: the stems that are not lost return to the stock.
 *
 * @throws not_allowed, bouquet_not_found, bouquet_sold, bouquet_ended, bouquet_reserved, stems_unknown, reason_required, large_loss
 */
export const takeApart = (
  container: MedusaContainer,
  person: StockPerson,
  input: EndInput,
): Promise<BouquetRecord> => end(container, person, "taken_apart", () => input, input.id)

/** Writes a bouquet off as a whole. @throws as {@link takeApart} */
export const writeOff = (
  container: MedusaContainer,
  person: StockPerson,
  { id, reason }: Pick<EndInput, "id" | "reason">,
): Promise<BouquetRecord> =>
  end(container, person, "written_off", ({ parts }) => ({ id, lost: parts, reason }), id)

function end(
  container: MedusaContainer,
  person: StockPerson,
  kind: BouquetEnding["kind"],
  inputFor: (bouquet: BouquetRecord) => EndInput,
  id: string,
): Promise<BouquetRecord> {
  checkStockRole(person, KEEPERS)
  return withBouquet(container, id, async (found) => {
    // What another process began is finished first.
    const bouquet = found.status === "ending" ? await finish(container, found) : found
    const { lost, reason = null } = inputFor(bouquet)
    if (bouquet.status === kind && bouquet.ending?.actor_id === person.actor.actor_id) {
      return bouquet
    }
    checkOffered(bouquet)
    checkLost(bouquet, { id, lost, reason })
    await checkSize(container, bouquet, lost)
    const ending: BouquetEnding = { kind, lost, reason: lost.length ? reason : null, ...person.actor }
    return finish(container, await updateBouquet(container, { id, status: "ending", ending }))
  })
}

/** @throws bouquet_sold, bouquet_ended */
export function checkOffered({ status }: BouquetRecord): void {
  if (status === "sold") {
    throw shopError("bouquet_sold", "An order has the bouquet.")
  }
  if (status !== "offered") {
    throw shopError("bouquet_ended", "The bouquet is not on show any more.")
  }
}

/** Does what is left of the end of a bouquet whose process died. */
export const continueEnding = (container: MedusaContainer, id: string): Promise<BouquetRecord> =>
  withBouquet(container, id, (bouquet) =>
    bouquet.status === "ending" ? finish(container, bouquet) : Promise.resolve(bouquet),
  )

/** @throws bouquet_reserved; then the bouquet is on show as before */
async function finish(container: MedusaContainer, bouquet: BouquetRecord): Promise<BouquetRecord> {
  const { id, ending, product_id } = bouquet
  if (!ending) {
    return bouquet
  }
  const ended = await changeStock(container, bouquet, ending)
  if ("refusal" in ended) {
    await updateBouquet(container, { id, status: "offered", ending: null })
    throw shopError("bouquet_reserved", "A cart or an order has the bouquet now.")
  }
  await showProducts(container, new Map([[product_id, false]]))
  return updateBouquet(container, { id, status: ending.kind, ended_at: new Date() })
}

async function changeStock(
  container: MedusaContainer,
  bouquet: BouquetRecord,
  { kind, lost, reason, actor_type, actor_id, channel }: BouquetEnding,
) {
  const made = await ledgerOf(container).listStockDocuments(
    { key: documentKey(bouquet.id, "made") },
    { take: 1, select: ["id"] },
  )
  const document = {
    ...{ key: documentKey(bouquet.id, "ended"), note: bouquet.title_ru, reason },
    ...{ actor_type, actor_id, channel },
  }
  try {
    return await changeBouquetStock(container, bouquet, (ledger, free) =>
      kind === "written_off"
        ? ledger.writeOff(document, assemblyOf(bouquet), free)
        : ledger.takeApart(made[0].id, document, { ...assemblyOf(bouquet), lost }, free),
    )
  } catch (error) {
    if (errorCode(error) === "stock_too_low") {
      return { refusal: "not_free" as const }
    }
    throw error
  }
}
