/** Runs a statement; the values replace the question marks. */
export type Ask = <Row extends object>(sql: string, ...values: (string | number)[]) => Promise<Row[]>

type Row = Record<string, unknown> & { id?: string }

type Rows = { table: string; rows: Row[] }[]

/** Tables that do not belong to an order: the shop's own logs. */
const LEFT_OUT = /^(workflow_execution|gateway_)/

/**
 * Copies a placed order: all rows that placing it wrote, with new ids and a new order number. Placing takes almost a
 * second, a copy takes some milliseconds.
 */
export class OrderCopies {
  private count = 0

  private constructor(
    private readonly ask: Ask,
    private readonly rows: Rows,
  ) {}

  /** Records the rows that `place` writes. Nothing else may write to the database meanwhile. */
  static async of(ask: Ask, place: () => Promise<unknown>): Promise<OrderCopies> {
    const [{ now }] = await ask<{ now: string }>("select clock_timestamp()::text as now")
    await place()
    const tables = await ask<{ name: string }>(TABLES)
    const written: Rows = []
    for (const { name } of tables.filter((table) => !LEFT_OUT.test(table.name))) {
      const rows = await ask<{ row: Row }>(
        `select to_jsonb(t) as row from "${name}" t where created_at >= ?`,
        now,
      )
      if (rows.length) {
        written.push({ table: name, rows: rows.map(({ row }) => row) })
      }
    }
    return new OrderCopies(ask, written)
  }

  /** @returns the new order's id and number */
  async copy(): Promise<{ id: string; number: number }> {
    const suffix = `c${++this.count}`
    const [{ number }] = await this.ask<{ number: number }>(
      `select nextval(pg_get_serial_sequence('"order"', 'display_id'))::int as number`,
    )
    const inserts = this.rows.map(
      ({ table }) =>
        `"${table}_copy" as (insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", ?::jsonb))`,
    )
    // One statement, so that rows can refer to each other in both directions.
    await this.ask(
      `with ${inserts.join(", ")} select 1 as done`,
      ...this.rows.map(({ rows }) => this.renamed(rows, suffix, number)),
    )
    const [order] = this.rows.find(({ table }) => table === "order")?.rows ?? []
    return { id: `${order.id}${suffix}`, number }
  }

  /** The rows as JSON, with new values for all of their ids. */
  private renamed(rows: Row[], suffix: string, number: number): string {
    const ids = this.rows.flatMap((one) => one.rows.flatMap(({ id }) => id ?? []))
    const numbered = rows.map((row) => ("display_id" in row ? { ...row, display_id: number } : row))
    return JSON.stringify(numbered).replace(new RegExp(`"(${ids.join("|")})"`, "g"), `"$1${suffix}"`)
  }
}

const TABLES = `
  select c.relname as name from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'created_at'
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`
