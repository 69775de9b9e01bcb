import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, FeatureFlag } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { runPrepared, type Prepared } from "../../../lib/prepared"
import { CASH_PROVIDER, LOCALES, type Language } from "../../../lib/shop"
import { isPayableInBot } from "../../ui/payable-in-bot"
import { sellingPlace } from "../../../workflows/selling-place"

/** Facts that /help shows, as staff have configured them. */
export type ShopFacts = {
  /** "HH:MM"; null when the shop has no active delivery windows. */
  hours: { from: string; to: string } | null
  zones: { name: string; price: number | null }[]
  /** Payment methods other than cash, as provider ids. */
  otherMethods: string[]
}

type Row = {
  opens: string | null
  closes: string | null
  zones: { name: string; prices: { amount: number; currency_code: string }[] }[]
  ways: { region_id: string; provider_id: string }[]
}

/**
 * SQL for a zone's name in the locale $1. Falls back to the name without translation when the translation is
 * missing or empty.
 */
const name = () =>
  FeatureFlag.isFeatureEnabled("translation")
    ? `coalesce((
        SELECT nullif(trim(translated.translations->>'name'), '') FROM translation translated
        WHERE translated.reference_id = zone.id AND translated.locale_code = CAST($1 AS text) AND translated.deleted_at IS NULL
        LIMIT 1
      ), zone.name)`
    : "coalesce(zone.name, CAST($1 AS text))"

/**
 * One SQL statement, because Medusa's query needs twelve for the same rows. Base prices come before
 * price-list prices.
 */
const facts = (): Prepared => ({
  name: "shop-facts",
  text: `
  SELECT
    (${windows("min(open.start)")}) AS opens,
    (${windows('max(open."end")')}) AS closes,
    (
      SELECT coalesce(json_agg(json_build_object('name', ${name()}, 'prices', (
        SELECT coalesce(
          json_agg(
            json_build_object('amount', price.amount, 'currency_code', price.currency_code)
            ORDER BY price.price_list_id NULLS FIRST, price.rules_count, price.id
          ),
          '[]'
        )
        FROM shipping_option_price_set priced
        JOIN price ON price.price_set_id = priced.price_set_id AND price.deleted_at IS NULL
        WHERE priced.shipping_option_id = zone.id AND priced.deleted_at IS NULL
      )) ORDER BY zone.id), '[]')
      FROM shipping_option zone
      LEFT JOIN shipping_option_type type ON type.id = zone.shipping_option_type_id AND type.deleted_at IS NULL
      WHERE zone.deleted_at IS NULL AND zone.data->>'method' IS DISTINCT FROM 'pickup'
        AND (type.code LIKE 'pickup%') IS NOT TRUE
    ) AS zones,
    (
      SELECT coalesce(json_agg(json_build_object(
        'region_id', offered.region_id, 'provider_id', provider.id
      ) ORDER BY provider.id), '[]')
      FROM region_payment_provider offered
      JOIN payment_provider provider ON provider.id = offered.payment_provider_id
        AND provider.is_enabled AND provider.deleted_at IS NULL
      WHERE offered.deleted_at IS NULL
    ) AS ways`,
})

const windows = (what: string) => `
  SELECT ${what} FROM delivery_window open
  WHERE open.active AND open.methods IN ('delivery', 'both') AND open.deleted_at IS NULL`

/** Reads the shop's delivery hours, zones with prices, and payment methods. */
export async function shopFacts(container: MedusaContainer, language: Language): Promise<ShopFacts> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const [place, [{ opens, closes, zones, ways }]] = await Promise.all([
    sellingPlace(container),
    runPrepared<Row>(knex, facts(), [LOCALES[language]]),
  ])
  return {
    hours: opens && closes ? { from: opens, to: closes } : null,
    zones: zones
      .map((zone) => ({
        name: zone.name,
        price: zone.prices.find((price) => price.currency_code === place.currency_code)?.amount ?? null,
      }))
      .sort((a, b) => Number(a.price) - Number(b.price)),
    otherMethods: ways
      .filter(({ region_id }) => region_id === place.region_id)
      .map((way) => way.provider_id)
      .filter((id) => id !== CASH_PROVIDER && isPayableInBot(id)),
  }
}
