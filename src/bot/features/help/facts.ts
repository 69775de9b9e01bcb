import type { MedusaContainer } from "@medusajs/framework/types"
import { CASH_PROVIDER, LOCALES, type Language } from "../../../lib/shop"
import { readOffer } from "../../../medusa-sql/offer"
import { OPENING_HOURS } from "../../../modules/delivery/statements"
import { isPayableInBot } from "../../ui/payable-in-bot"
import { sellingPlace } from "../../../workflows/selling-place"

/** What /help tells, as staff have set it up now. */
export type ShopFacts = {
  /** "HH:MM"; null while the shop has no windows. */
  hours: { from: string; to: string } | null
  zones: { name: string; price: number | null }[]
  /** Ways to pay other than cash, by provider id. */
  otherMethods: string[]
}

type Hours = Record<"opens" | "closes", string | null>

/** Reads when, where and how the shop delivers. */
export async function shopFacts(container: MedusaContainer, language: Language): Promise<ShopFacts> {
  const [place, { hours, zones, providers }] = await Promise.all([
    sellingPlace(container),
    readOffer<Hours>(container, LOCALES[language], OPENING_HOURS),
  ])
  const { opens, closes } = hours
  return {
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
