/** Pieces of SQL for statements that read what belongs together as one JSON document. */

/** A JSON list of what a query gives as `value`, in the order of its `id`, which is the order in which rows were made. */
export const listOf = (rows: string) =>
  `coalesce((SELECT jsonb_agg(one.value ORDER BY one.id) FROM (${rows}) one), '[]')`

/** Rows of a table, with all their columns. @param belonging which ones, of `part` */
export const rowsOf = (table: string, belonging: string) =>
  listOf(`SELECT to_jsonb(part) AS value, part.id FROM ${table} part
    WHERE ${belonging} AND part.deleted_at IS NULL`)

/**
 * What core adds up beside the sum of a line or a shipping method: its taxes and its discounts.
 *
 * @param table of the lines; those of their taxes and discounts are named after it
 * @param key their column that names the line
 * @param line the line's row
 * @param discounts which discounts count
 */
export const chargesOf = (table: string, key: string, line: string, discounts = "TRUE") =>
  `jsonb_build_object(
    'tax_lines', ${rowsOf(`${table}_tax_line`, `part.${key} = ${line}.id`)},
    'adjustments', ${rowsOf(`${table}_adjustment`, `part.${key} = ${line}.id AND ${discounts}`)}
  )`
