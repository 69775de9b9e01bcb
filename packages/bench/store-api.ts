import autocannon from "autocannon"
import type { Figure } from "./figures"
import { withProcessor } from "./processor"
import type { Stand } from "./stand"

/** Requests Store API paths repeatedly. @param paths requested in turn */
export async function loadStoreApi(
  stand: Stand,
  what: string,
  paths: string[],
  { shoppers, seconds }: { shoppers: number; seconds: number },
): Promise<Figure> {
  const [{ requests, latency, errors, non2xx }, used] = await withProcessor(stand.shop.process.pid, () =>
    autocannon({
      url: stand.url,
      connections: shoppers,
      duration: seconds,
      headers: stand.headers,
      requests: paths.map((path) => ({ path })),
    }),
  )
  return {
    part: "taps",
    what,
    products: stand.products,
    shoppers,
    rate: requests.average,
    p50: latency.p50,
    // autocannon has no p95. Its p97.5 is never lower.
    p95: latency.p97_5,
    processor: used / requests.total,
    errors: errors + non2xx,
  }
}
