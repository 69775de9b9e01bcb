import type { ShopSuite } from "./shop-suite"

const ROUTE = "/admin/gateway-transactions/compare"

type Headers = Record<string, string>

/** Asks for a comparison with a registry until it has ended, as the admin's page does. */
export async function endedComparison(api: ShopSuite["api"], id: string, headers: Headers, query = "") {
  for (;;) {
    const { data } = await api.get(`${ROUTE}/${id}?${query}`, { headers })
    if (data.comparison.finished_at) {
      return data
    }
  }
}

/**
 * Compares a registry over the Admin API.
 *
 * @returns the answer of a refused request, or status 200 with the result and the first differences, or status 400 with the
 * error of the comparison
 */
export async function compareRegistry(
  api: ShopSuite["api"],
  file: Buffer | string,
  query: string,
  headers: Headers,
) {
  const { data, status } = await api.post(`${ROUTE}?${query}`, file, {
    headers: { ...headers, "content-type": "text/csv" },
    maxBodyLength: Infinity,
    validateStatus: () => true,
  })
  if (status !== 202) {
    return { status, data }
  }
  const { comparison, result, ...page } = await endedComparison(api, data.comparison.id, headers)
  return comparison.error
    ? { status: 400, data: comparison.error }
    : { status: 200, data: { ...result, ...page, comparison } }
}
