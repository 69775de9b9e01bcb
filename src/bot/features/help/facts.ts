import type { MedusaContainer } from "@medusajs/framework/types"
import { CASH_PROVIDER, LOCALES, type Language } from "../../../lib/shop"
import { readOffer } from "../../../medusa-sql/offer"
import { OPENING_HOURS } from "../../../modules/delivery/statements"
import { isPayableInBot } from "../../ui/payable-in-bot"
import { sellingPlace } from "../../../workflows/selling-place"

/** Facts that /help shows, as staff have configured them. */
export type ShopFacts = {
  /** "HH:MM"; null when the shop has no active delivery windows. */
  hours: { from: string; to: string } | null
  /** Zones with a fixed price, the cheapest first. */
  zones: { name: string; price: number }[]
  /** Currency of the zones' prices. */
  currency_code: string
  /** Payment methods other than cash, as provider ids. */
  otherMethods: string[]
}

type Hours = Record<"opens" | "closes", string | null>

/** Reads the shop's delivery hours, zones with prices, and payment methods. */
export async function shopFacts(container: MedusaContainer, language: Language): Promise<ShopFacts> {
  const place = await sellingPlace(container)
  const { hours, zones, providers } = await readOffer<Hours>(container, {
    locale: LOCALES[language],
    locationIds: place.location_ids,
    hours: OPENING_HOURS,
  })
  const { opens, closes } = hours
  return {
    currency_code: place.currency_code,
    hours: opens && closes ? { from: opens, to: closes } : null,
    zones: zones
      .flatMap(({ name, prices }) => {
        const price = prices.find(({ currency_code }) => currency_code === place.currency_code)
        return price ? { name, price: price.amount } : []
      })
      .sort((a, b) => a.price - b.price),
    otherMethods: providers
      .filter(({ region_id }) => region_id === place.region_id)
      .map((offered) => offered.provider_id)
      .filter((id) => id !== CASH_PROVIDER && isPayableInBot(id)),
  }
}
