import type { CreatePriceListWorkflowInputDTO, MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  generateEntityId,
  MedusaError,
  Modules,
  PriceListStatus,
  PriceListType,
} from "@medusajs/framework/utils"
import { createPriceListsWorkflow, deletePriceListsWorkflow } from "@medusajs/medusa/core-flows"
import { asError } from "../../lib/as-error"
import { shopError } from "../../lib/errors"
import { fromUnits, toUnits } from "../../lib/money"
import { TIME_ZONE } from "../../lib/shop"
import { variantsOfItem, type VariantOfItem } from "../../medusa-sql/products-of-item"
import { addDays, dateAt, instantOf } from "../../modules/delivery/zoned-time"
import type StockLedgerModuleService from "../../modules/stock-ledger/service"
import { sellingPlace, type SellingPlace } from "../selling-place"
import { settingsOf } from "../settings"
import { ledgerOf } from "./change-stock"
import { namePlaces } from "./names"
import { checkStockRole, type StockPerson } from "./person"
import { DECIDERS } from "./record-document"

export type StockOfferRecord = Awaited<ReturnType<StockLedgerModuleService["retrieveStockOffer"]>>

/** Sizes of products that one offer makes cheaper. */
const MOST_VARIANTS = 500

/** Time in ms for which the job leaves a new offer to the request that began it. */
const BEGINNING_MS = 60_000

const notFound = (code: string, sentence: string) => shopError(code, sentence, MedusaError.Types.NOT_FOUND)

/**
 * Lowers the prices of the products that use the flowers of a lot, until the lot is gone or the day on which it wilts is over.
 * Medusa has the prices as a price list of the type sale: every sales channel and the cart show them. A lot has one offer; a
 * repeated call answers with it.
 *
 * @param input `percent`: 1 to 90; by default the option `stockOfferPercent`
 * @throws not_allowed, lot_not_found, nothing_to_offer when no product uses the flowers
 */
export async function startOffer(
  container: MedusaContainer,
  person: StockPerson,
  input: { lot_id: string; percent?: number },
): Promise<{ offer: StockOfferRecord; products: string[] }> {
  checkStockRole(person, DECIDERS)
  const ledger = ledgerOf(container)
  const { lot_id, percent = settingsOf(container).stockOfferPercent } = input
  const lot = await ledger.findLot(lot_id)
  if (!lot) {
    throw notFound("lot_not_found", "The lot does not exist, or it has no flowers left.")
  }
  const place = await sellingPlace(container)
  const { inventory_item_id } = lot
  const variants = await variantsOf(container, place, inventory_item_id)
  if (!variants.length) {
    throw notFound("nothing_to_offer", "No product on sale uses these flowers.")
  }
  const facts = { lot_id, inventory_item_id, percent, ends_at: endOf(lot.wilts_on, new Date()) }
  const { offer, isNew } = await ledger.beginOffer({
    ...facts,
    ...person.actor,
    price_list_id: generateEntityId("", "plist"),
  })
  if (isNew) {
    await createPrices(container, offer, { place, variants })
  }
  // A record that was just created lacks the values of the database.
  const stored = isNew ? await ledger.retrieveStockOffer(offer.id) : offer
  return { offer: stored, products: [...new Set(variants.map(({ title }) => title))] }
}

/** The end of the day on which the flowers wilt, or of today. */
function endOf(wiltsOn: string | null, now: Date): Date {
  const today = dateAt(now, TIME_ZONE)
  const last = wiltsOn !== null && wiltsOn > today ? wiltsOn : today
  return instantOf(addDays(last, 1), "00:00", TIME_ZONE)
}

const variantsOf = (
  container: MedusaContainer,
  { sales_channel_id }: SellingPlace,
  inventory_item_id: string,
) => variantsOfItem(container, { inventory_item_id, sales_channel_id, take: MOST_VARIANTS })

async function createPrices(
  container: MedusaContainer,
  offer: StockOfferRecord,
  { place, variants }: { place: SellingPlace; variants: VariantOfItem[] },
): Promise<void> {
  const { currency_code, region_id } = place
  const calculated = await container
    .resolve(Modules.PRICING)
    .calculatePrices(
      { id: variants.flatMap(({ price_set_id }) => price_set_id ?? []) },
      { context: { currency_code, region_id } },
    )
  const originals = new Map(calculated.map(({ id, original_amount }) => [id, original_amount]))
  const prices = variants.flatMap(({ id: variant_id, price_set_id }) => {
    const original = originals.get(price_set_id ?? "")
    return original == null
      ? []
      : [{ variant_id, currency_code, amount: reduced(Number(original), offer.percent, currency_code) }]
  })
  const name = (await namePlaces(container, [offer]))(offer)
  const list: CreatePriceListWorkflowInputDTO & { id: string; type: PriceListType } = {
    id: offer.price_list_id,
    title: `${name.item_title ?? name.sku ?? offer.inventory_item_id}: −${offer.percent} %`,
    description: "Made from the list of flowers that wilt. It is deleted when they are gone.",
    type: PriceListType.SALE,
    status: PriceListStatus.ACTIVE,
    ends_at: offer.ends_at.toISOString(),
    prices,
  }
  await createPriceListsWorkflow(container).run({ input: { price_lists_data: [list] } })
}

/** A price without some percent, rounded once to the currency's last digit. */
export const reduced = (price: number, percent: number, currencyCode: string): number =>
  fromUnits(Math.round((toUnits(price, currencyCode) * (100 - percent)) / 100), currencyCode)

/** Ends an offer: the old prices count again. @throws not_allowed, offer_not_found */
export async function endOffer(
  container: MedusaContainer,
  person: StockPerson,
  { id }: { id: string },
): Promise<StockOfferRecord> {
  checkStockRole(person, DECIDERS)
  const ledger = ledgerOf(container)
  const [offer] = await ledger.listStockOffers({ id }, { take: 1 })
  if (!offer) {
    throw notFound("offer_not_found", "The offer does not exist.")
  }
  if (offer.ended_at) {
    return offer
  }
  const now = new Date()
  await ledger.updateStockOffers({ id, ends_at: now })
  await deletePrices(container, offer)
  return ledger.retrieveStockOffer(id)
}

async function deletePrices(
  container: MedusaContainer,
  { id, price_list_id }: StockOfferRecord,
): Promise<void> {
  await deletePriceListsWorkflow(container).run({ input: { ids: [price_list_id] } })
  await ledgerOf(container).updateStockOffers({ id, ended_at: new Date() })
}

/** Lists the offers, newest first. @param open only those that have not ended */
export const listOffers = (
  container: MedusaContainer,
  { open, take, skip }: { open: boolean; take: number; skip: number },
): Promise<StockOfferRecord[]> =>
  ledgerOf(container).listStockOffers(open ? { ended_at: null } : {}, {
    take,
    skip,
    order: { created_at: "DESC", id: "DESC" },
  })

/**
 * Ends the offers whose time is over or whose flowers are gone, and makes the prices of those that a crash left without. It reads
 * the open offers only.
 *
 * @param now the current time; tests pass another
 */
export async function followOffers(container: MedusaContainer, now: Date): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const ledger = ledgerOf(container)
  for (const { id, is_gone } of await ledger.openOffers()) {
    try {
      const offer = await ledger.retrieveStockOffer(id)
      if (is_gone || offer.ends_at <= now) {
        await deletePrices(container, offer)
      } else if (now.getTime() - offer.created_at.getTime() > BEGINNING_MS) {
        await repairPrices(container, offer)
      }
    } catch (error) {
      logger.error(`The offer ${id} could not be followed.`, asError(error))
    }
  }
}

async function repairPrices(container: MedusaContainer, offer: StockOfferRecord): Promise<void> {
  const [known] = await container
    .resolve(Modules.PRICING)
    .listPriceLists({ id: [offer.price_list_id] }, { take: 1, select: ["id"] })
  if (!known) {
    const place = await sellingPlace(container)
    await createPrices(container, offer, {
      place,
      variants: await variantsOf(container, place, offer.inventory_item_id),
    })
  }
}
