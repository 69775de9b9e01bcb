import type { MedusaContainer } from "@medusajs/framework/types"
import { FeatureFlag } from "@medusajs/framework/utils"
import { ask, type Prepared } from "../lib/prepared"
import { listOf, PRICE_SET } from "./parts"

type Texts = Record<string, unknown> | null

/** A published product as the bot's catalogue shows it, without prices. */
export type CatalogProductRow = {
  id: string
  handle: string
  title: string
  description: string | null
  thumbnail: string | null
  metadata: Record<string, unknown> | null
  /** Texts of Medusa's translation module in the asked locale. */
  translated: Texts
  category_ids: string[]
  tags: string[]
  /** What the expression `ratingOf` of {@link readCatalogProducts} gives. */
  rating: { count: number; sum: number } | null
  variants: CatalogVariantRow[]
}

export type CatalogVariantRow = {
  id: string
  sku: string | null
  title: string | null
  translated: Texts
  variant_rank: number | null
  price_set_id: string | null
  manage_inventory: boolean
  allow_backorder: boolean
  options: { option_id: string | null; rank: number | null }[]
  parts: { inventory_item_id: string; required: number; sku: string | null; title: string | null }[]
}

/** The table of the translations does not exist when the flag is off. */
export const isTranslated = () => FeatureFlag.isFeatureEnabled("translation")

/** Published products that the sales channel $1 sells. */
const SOLD = `
  product JOIN product_sales_channel offered
    ON offered.product_id = product.id AND offered.sales_channel_id = CAST($1 AS text) AND offered.deleted_at IS NULL
  WHERE product.status = 'published' AND product.deleted_at IS NULL`

/** An SQL expression for the rating of a product, whose id is an expression too. The module of the ratings supplies it. */
type RatingOf = (product: string) => string

/** @param condition selects products */
const marksSql = (ratingOf: RatingOf, condition = "") => `
  WITH sold AS MATERIALIZED (SELECT product.id, product.updated_at FROM ${SOLD} ${condition}),
  variants AS MATERIALIZED (
    SELECT variant.id, variant.product_id, variant.updated_at FROM product_variant variant
    JOIN sold ON sold.id = variant.product_id WHERE variant.deleted_at IS NULL
  ),
  lists AS (
    SELECT list.id, concat_ws(' ', list.status, list.updated_at, max(rule.updated_at), count(rule.id)) AS mark,
      list.status = 'active' AND (list.starts_at IS NULL OR list.starts_at <= now())
        AND (list.ends_at IS NULL OR list.ends_at > now()) AS is_open
    FROM price_list list
    LEFT JOIN price_list_rule rule ON rule.price_list_id = list.id AND rule.deleted_at IS NULL
    WHERE list.deleted_at IS NULL GROUP BY list.id
  ),
  marks AS (
    SELECT id AS product_id, concat('product ', updated_at) AS mark FROM sold
    UNION ALL
    SELECT id, concat('rating ', ${ratingOf("sold.id")}) FROM sold
    UNION ALL
    SELECT product_id, concat('variants ', count(*), ' ', max(updated_at)) FROM variants GROUP BY 1
    UNION ALL
    SELECT variants.product_id, concat('options ', string_agg(value.id, ' ' ORDER BY variants.id, value.id), max(value.updated_at))
    FROM variants
    JOIN product_variant_option chosen ON chosen.variant_id = variants.id
    JOIN product_option_value value ON value.id = chosen.option_value_id GROUP BY 1
    UNION ALL
    SELECT variants.product_id,
      concat('parts ', count(*), ' ', greatest(max(part.updated_at), max(item.updated_at)))
    FROM variants
    JOIN product_variant_inventory_item part ON part.variant_id = variants.id AND part.deleted_at IS NULL
    LEFT JOIN inventory_item item ON item.id = part.inventory_item_id AND item.deleted_at IS NULL GROUP BY 1
    UNION ALL
    SELECT variants.product_id, concat('prices ', count(*), ' ', greatest(max(price.updated_at), max(rule.updated_at)), ' ',
      count(rule.id), ' ', count(*) FILTER (WHERE lists.is_open), ' ', max(lists.mark))
    FROM variants
    JOIN product_variant_price_set priced ON priced.variant_id = variants.id AND priced.deleted_at IS NULL
    JOIN price ON price.price_set_id = priced.price_set_id AND price.deleted_at IS NULL
    LEFT JOIN price_rule rule ON rule.price_id = price.id AND rule.deleted_at IS NULL
    LEFT JOIN lists ON lists.id = price.price_list_id GROUP BY 1
    UNION ALL
    SELECT sold.id, concat('tags ', string_agg(tag.value, ' ' ORDER BY tag.value))
    FROM sold JOIN product_tags tagged ON tagged.product_id = sold.id
    JOIN product_tag tag ON tag.id = tagged.product_tag_id AND tag.deleted_at IS NULL GROUP BY 1
    UNION ALL
    SELECT sold.id, concat('categories ', string_agg(placed.product_category_id, ' ' ORDER BY placed.product_category_id))
    FROM sold JOIN product_category_product placed ON placed.product_id = sold.id GROUP BY 1
    ${
      isTranslated()
        ? `UNION ALL
    SELECT texts.product_id, concat('texts ', count(*), ' ', max(translation.updated_at))
    FROM (SELECT id, id AS product_id FROM sold UNION ALL SELECT id, product_id FROM variants) texts
    JOIN translation ON translation.reference_id = texts.id AND translation.deleted_at IS NULL GROUP BY 1`
        : ""
    }
  )
  SELECT product_id AS id, md5(string_agg(mark, ',' ORDER BY mark)) AS mark FROM marks GROUP BY product_id`

/**
 * Reads a mark of each published product of a sales channel. The mark changes when anything that the catalogue shows of
 * the product changes: texts, sizes, options, prices, price lists in effect, inventory items, tags, categories, ratings.
 * Stock is not part of it.
 *
 * @param ids only the marks of these products
 * @returns marks by product id
 */
export async function readProductMarks(
  container: MedusaContainer,
  { salesChannelId, ids, ratingOf }: { salesChannelId: string; ids?: string[]; ratingOf: RatingOf },
): Promise<Map<string, string>> {
  const statement: Prepared = ids
    ? { name: "catalog-marks-of", text: marksSql(ratingOf, "AND product.id = ANY(CAST($2 AS text[]))") }
    : { name: "catalog-marks", text: marksSql(ratingOf) }
  const rows = await ask<{ id: string; mark: string }>(container, statement, [
    salesChannelId,
    ...(ids ? [ids] : []),
  ])
  return new Map(rows.map(({ id, mark }) => [id, mark]))
}

/** Texts of a record in the locale $3. The statement uses the locale in both cases. */
const translatedOf = (id: string) =>
  isTranslated()
    ? `(
      SELECT translation.translations FROM translation
      WHERE translation.reference_id = ${id} AND translation.locale_code = CAST($3 AS text)
        AND translation.deleted_at IS NULL LIMIT 1
    )`
    : "nullif(to_jsonb(CAST($3 AS text)), to_jsonb(CAST($3 AS text)))"

const OPTIONS = listOf(`
  SELECT value.option_id AS id, jsonb_build_object('option_id', value.option_id, 'rank', value.rank) AS value
  FROM product_variant_option chosen
  JOIN product_option_value value ON value.id = chosen.option_value_id AND value.deleted_at IS NULL
  WHERE chosen.variant_id = variant.id`)

const PARTS = listOf(`
  SELECT part.id, jsonb_build_object(
    'inventory_item_id', part.inventory_item_id, 'required', part.required_quantity, 'sku', item.sku, 'title', item.title
  ) AS value
  FROM product_variant_inventory_item part
  LEFT JOIN inventory_item item ON item.id = part.inventory_item_id AND item.deleted_at IS NULL
  WHERE part.variant_id = variant.id AND part.deleted_at IS NULL`)

const productsSql = (ratingOf: RatingOf) => `
  SELECT product.id, product.handle, product.title, product.description, product.thumbnail, product.metadata,
    ${translatedOf("product.id")} AS translated, ${ratingOf("product.id")} AS rating,
    ARRAY(
      SELECT placed.product_category_id FROM product_category_product placed
      WHERE placed.product_id = product.id ORDER BY 1
    ) AS category_ids,
    ARRAY(
      SELECT tag.value FROM product_tags tagged
      JOIN product_tag tag ON tag.id = tagged.product_tag_id AND tag.deleted_at IS NULL
      WHERE tagged.product_id = product.id ORDER BY 1
    ) AS tags,
    ${listOf(`
      SELECT variant.id, jsonb_build_object(
        'id', variant.id, 'sku', variant.sku, 'title', variant.title, 'variant_rank', variant.variant_rank,
        'manage_inventory', variant.manage_inventory, 'allow_backorder', variant.allow_backorder,
        'translated', ${translatedOf("variant.id")}, 'price_set_id', ${PRICE_SET},
        'options', ${OPTIONS}, 'parts', ${PARTS}
      ) AS value
      FROM product_variant variant WHERE variant.product_id = product.id AND variant.deleted_at IS NULL`)} AS variants
  FROM ${SOLD} AND product.id = ANY(CAST($2 AS text[]))`

/**
 * Reads published products of a sales channel with their sizes, inventory items and translated texts. Medusa's
 * `query.graph` takes six times the processor time, and its time grows with the square of the number of products.
 *
 * @param ids at most some hundreds, because the answer is parsed at once
 * @param locale of the translated texts
 */
export async function readCatalogProducts(
  container: MedusaContainer,
  {
    salesChannelId,
    ids,
    locale,
    ratingOf,
  }: { salesChannelId: string; ids: string[]; locale: string; ratingOf: RatingOf },
): Promise<CatalogProductRow[]> {
  const statement: Prepared = { name: "catalog-products", text: productsSql(ratingOf) }
  return ask<CatalogProductRow>(container, statement, [salesChannelId, ids, locale])
}
