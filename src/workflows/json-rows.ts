/** SQL fragments for statements that read related rows as one JSON document. */

/**
 * A JSON array of the column `value` of a query, sorted by its column `id`. Medusa's ids sort by creation
 * time.
 */
export const listOf = (rows: string) =>
  `coalesce((SELECT jsonb_agg(one.value ORDER BY one.id) FROM (${rows}) one), '[]')`

/**
 * A JSON array of rows of a table with all columns.
 *
 * @param belonging SQL condition for the rows; the table's alias is `part`
 */
export const rowsOf = (table: string, belonging: string) =>
  listOf(`SELECT to_jsonb(part) AS value, part.id FROM ${table} part
    WHERE ${belonging} AND part.deleted_at IS NULL`)

/**
 * A JSON object with the tax lines and adjustments of a line or a shipping method, from which Medusa computes
 * its totals.
 *
 * @param table table of the line; its taxes and adjustments are in `<table>_tax_line` and
 * `<table>_adjustment`
 * @param key column of these tables that refers to the line
 * @param line alias of the line's row
 * @param discounts SQL condition for the adjustments that count
 */
export const chargesOf = (table: string, key: string, line: string, discounts = "TRUE") =>
  `jsonb_build_object(
    'tax_lines', ${rowsOf(`${table}_tax_line`, `part.${key} = ${line}.id`)},
    'adjustments', ${rowsOf(`${table}_adjustment`, `part.${key} = ${line}.id AND ${discounts}`)}
  )`
