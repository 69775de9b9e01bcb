import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import {
  FulfillmentEvents,
  PricingEvents,
  RegionWorkflowEvents,
  SalesChannelWorkflowEvents,
  ShippingOptionTypeWorkflowEvents,
  ShippingOptionWorkflowEvents,
  TranslationWorkflowEvents,
} from "@medusajs/framework/utils"
import { notifyOfChange } from "../workflows/catalog/changes"
import { forgetZones } from "../workflows/delivery/zone-cache"

/** Clears the cached delivery zones in all processes after a change of zones or prices. */
export default async function zonesChanged({ container }: SubscriberArgs): Promise<void> {
  forgetZones()
  await notifyOfChange(container)
}

/** Events of fulfillments are ignored: each accepted order creates a fulfillment, and it changes no zone. */
const ABOUT_ZONES = /\.(shipping-option|service-zone|geo-zone|fulfillment-set)/

export const config: SubscriberConfig = {
  event: [
    ...Object.values(ShippingOptionWorkflowEvents),
    ...Object.values(ShippingOptionTypeWorkflowEvents),
    ...Object.values(FulfillmentEvents).filter((event) => ABOUT_ZONES.test(event)),
    ...Object.values(PricingEvents),
    ...Object.values(RegionWorkflowEvents),
    ...Object.values(SalesChannelWorkflowEvents),
    ...Object.values(TranslationWorkflowEvents),
  ],
  context: { subscriberId: "zones-changed" },
}
