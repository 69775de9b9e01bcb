import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
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
import { catalogChanged as readChanges } from "../bot/catalog/cache"
import { notifyOfChange } from "../workflows/catalog/changes"
import { forgetScopes } from "../workflows/shop-scope"

/** Refreshes the bot's catalogue and clears the cached scopes of the sales channels in all processes after a change. */
export default async function catalogChanged({ container }: SubscriberArgs): Promise<void> {
  readChanges()
  forgetScopes()
  await notifyOfChange(container)
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
  ],
  context: { subscriberId: "catalog-changed" },
}
