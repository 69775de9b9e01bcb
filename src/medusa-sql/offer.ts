import type { MedusaContainer } from "@medusajs/framework/types"
import { FeatureFlag } from "@medusajs/framework/utils"
import { ask } from "../lib/prepared"

type Offer<Hours> = {
  hours: Hours
  /** Zones of delivery that a shopper can choose; prices without a price list come first. */
  zones: { name: string; prices: { amount: number; currency_code: string }[] }[]
  /** Enabled payment providers of all regions. */
  providers: { region_id: string; provider_id: string }[]
}

/** A zone's name in the locale $1 if the store has a translation that is not empty. */
const name = () =>
  FeatureFlag.isFeatureEnabled("translation")
    ? `coalesce((
        SELECT nullif(trim(translated.translations->>'name'), '') FROM translation translated
        WHERE translated.reference_id = zone.id AND translated.locale_code = CAST($1 AS text) AND translated.deleted_at IS NULL
        LIMIT 1
      ), zone.name)`
    : "coalesce(zone.name, CAST($1 AS text))"

/**
 * Reads where the shop delivers and how it is paid. Medusa's query takes twelve statements for it.
 *
 * @param locale language of the zones' names
 * @param locationIds stock locations of the shop; zones of other locations are left out
 * @param hours a query on the shop's own tables, one row
 */
export async function readOffer<Hours>(
  container: MedusaContainer,
  { locale, locationIds, hours }: { locale: string; locationIds: string[]; hours: string },
): Promise<Offer<Hours>> {
  const text = `
  SELECT
    (SELECT to_jsonb(hours) FROM (${hours}) hours) AS hours,
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
      JOIN service_zone area ON area.id = zone.service_zone_id AND area.deleted_at IS NULL
      LEFT JOIN shipping_option_type type ON type.id = zone.shipping_option_type_id AND type.deleted_at IS NULL
      WHERE zone.deleted_at IS NULL AND zone.data->>'method' IS DISTINCT FROM 'pickup'
        AND (type.code LIKE 'pickup%') IS NOT TRUE
        AND EXISTS (
          SELECT FROM location_fulfillment_set served
          WHERE served.fulfillment_set_id = area.fulfillment_set_id AND served.stock_location_id = ANY($2)
            AND served.deleted_at IS NULL
        )
        AND NOT EXISTS (
          SELECT FROM shipping_option_rule rule
          WHERE rule.shipping_option_id = zone.id AND rule.deleted_at IS NULL
            AND (rule.attribute, rule.value #>> '{}') IN (('is_return', 'true'), ('enabled_in_store', 'false'))
        )
    ) AS zones,
    (
      SELECT coalesce(json_agg(json_build_object(
        'region_id', offered.region_id, 'provider_id', provider.id
      ) ORDER BY provider.id), '[]')
      FROM region_payment_provider offered
      JOIN payment_provider provider ON provider.id = offered.payment_provider_id
        AND provider.is_enabled AND provider.deleted_at IS NULL
      WHERE offered.deleted_at IS NULL
    ) AS providers`
  const [offer] = await ask<Offer<Hours>>(container, { name: "offer", text }, [locale, locationIds])
  return offer
}
