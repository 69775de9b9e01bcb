import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createShippingOptionsWorkflow, deleteShippingOptionsWorkflow } from "@medusajs/medusa/core-flows"
import { CURRENCY } from "../../src/lib/shop"
import { withClockBehind } from "./clock"
import { forgetZones } from "../../src/workflows/delivery/zone-cache"

type NewOption = { name: string; amount: number; data: Record<string, unknown> }

/** Creates a shipping option beside another one, and forgets cached options. @returns its id */
export async function addShippingOption(
  container: MedusaContainer,
  beside: string,
  { name, amount, data }: NewOption,
): Promise<string> {
  const { provider_id, service_zone_id, shipping_profile_id } = await container
    .resolve(Modules.FULFILLMENT)
    .retrieveShippingOption(beside)
  const { result } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        ...{ name, provider_id, service_zone_id, shipping_profile_id, data },
        price_type: "flat",
        type: { code: name.toLowerCase().replaceAll(" ", "-"), label: name, description: name },
        prices: [{ currency_code: CURRENCY, amount }],
        rules: [],
      },
    ],
  })
  forgetZones()
  return result[0].id
}

export async function removeShippingOptions(container: MedusaContainer, ids: string[]): Promise<void> {
  await deleteShippingOptionsWorkflow(container).run({ input: { ids } })
  forgetZones()
}

/** Hours of an express window that offers a delivery at any time, except shortly before midnight. */
export const ALL_DAY = {
  start: "00:00",
  end: "23:59",
  weekdays: ["1", "2", "3", "4", "5", "6", "7"],
  methods: "delivery" as const,
  cut_off_minutes: 0,
  active: true,
  express_minutes: 15,
}

/** Whether {@link ALL_DAY} offers nothing more today, or soon. */
function isExpressOver(now = new Date()): boolean {
  const minute = (now.getUTCHours() * 60 + now.getUTCMinutes() + 5 * 60) % (24 * 60)
  return minute > 24 * 60 - 25
}

/** Runs a test while {@link ALL_DAY} offers express deliveries: shortly before midnight, with the clock an hour behind. */
export const whileExpressIsOffered = (test: () => Promise<void>): Promise<void> =>
  isExpressOver() ? withClockBehind(60 * 60_000, test) : test()
