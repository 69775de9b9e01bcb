import { Client } from "pg"

/**
 * Runs one SQL query.
 *
 * @throws if the database cannot be reached
 */
export async function ask<Row extends object>(
  databaseUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(sql, values)
    return rows
  } finally {
    await client.end()
  }
}

/** Reads the publishable key with which a storefront calls the Store API. */
export async function publishableKey(databaseUrl: string): Promise<string> {
  const [key] = await ask<{ token: string }>(
    databaseUrl,
    "select token from api_key where type = 'publishable' and revoked_at is null and deleted_at is null order by created_at limit 1",
  )
  return key?.token ?? "(create one in the admin: Settings → Publishable API keys)"
}
