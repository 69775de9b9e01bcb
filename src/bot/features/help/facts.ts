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
  zones: { name: string; price: number | null }[]
  /** Currency of the zones' prices. */
  currency_code: string
  /** Payment methods other than cash, as provider ids. */
  otherMethods: string[]
}

type Hours = Record<"opens" | "closes", string | null>

/** Reads the shop's delivery hours, zones with prices, and payment methods. */
export async function shopFacts(container: MedusaContainer, language: Language): Promise<ShopFacts> {
  const [place, { hours, zones, providers }] = await Promise.all([
    sellingPlace(container),
    readOffer<Hours>(container, LOCALES[language], OPENING_HOURS),
  ])
  const { opens, closes } = hours
  return {
    currency_code: place.currency_code,
    hours: opens && closes ? { from: opens, to: closes } : null,
    zones: zones
      .map((zone) => ({
        name: zone.name,
        price: zone.prices.find((price) => price.currency_code === place.currency_code)?.amount ?? null,
      }))
      .sort((a, b) => Number(a.price) - Number(b.price)),
    otherMethods: providers
      .filter(({ region_id }) => region_id === place.region_id)
      .map((offered) => offered.provider_id)
      .filter((id) => id !== CASH_PROVIDER && isPayableInBot(id)),
  }
}
