import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  PricingEvents,
  ProductEvents,
  ProductCategoryWorkflowEvents,
  ProductTagWorkflowEvents,
  ProductVariantWorkflowEvents,
  ProductWorkflowEvents,
  RegionWorkflowEvents,
  SalesChannelWorkflowEvents,
  TranslationWorkflowEvents,
} from "@medusajs/framework/utils"
import { RatingEvents } from "../lib/events"
import { catalogChanged as readChanges } from "../bot/catalog/cache"
import { productsOfRecords } from "../medusa-sql/changed-products"
import { mergeCalls } from "../lib/merge-calls"
import { databaseOf, notifyOfChange, together } from "../workflows/catalog/changes"
import { forgetScopes } from "../workflows/shop-scope"

/** The ids in the data of an event, or undefined when it has none. */
function idsIn(data: unknown): string[] | undefined {
  const ids = [data].flat().flatMap((one) => Object(one).id ?? Object(one).ids ?? [undefined])
  return ids.length > 0 && ids.every((id) => typeof id === "string") ? ids : undefined
}

type Change = { container: MedusaContainer; ids?: string[] }

const handle = mergeCalls<Change>(
  async ({ container, ids }) => {
    const products = ids && (await productsOfRecords(container, ids))
    readChanges(products)
    forgetScopes()
    await notifyOfChange(container, "catalog", products)
  },
  (one, other) => ({ container: one.container, ids: together(one.ids, other.ids) }),
)

/**
 * Refreshes the bot's catalogue and clears the cached scopes of the sales channels in all processes after a change. An
 * import emits thousands of events; those that come while others are handled are handled together.
 */
export default async function catalogChanged({ event, container }: SubscriberArgs<unknown>): Promise<void> {
  await handle(databaseOf(container), { container, ids: idsIn(event.data) })
}

/** Includes the events of the modules themselves: prices and products can change outside of a workflow. */
export const config: SubscriberConfig = {
  event: [
    ...Object.values(ProductWorkflowEvents),
    ...Object.values(ProductVariantWorkflowEvents),
    ...Object.values(ProductCategoryWorkflowEvents),
    ...Object.values(ProductTagWorkflowEvents),
    ...Object.values(SalesChannelWorkflowEvents),
    ...Object.values(RegionWorkflowEvents),
    ...Object.values(TranslationWorkflowEvents),
    ...Object.values(ProductEvents),
    ...Object.values(PricingEvents),
    RatingEvents.CHANGED,
  ],
  context: { subscriberId: "catalog-changed" },
}
