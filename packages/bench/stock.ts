import { Client } from "pg"
import { step } from "../../scripts/start/steps"
import type { Figure } from "./figures"
import { timed } from "./history"
import type { Part } from "./parts"
import { stockShop } from "./stocked"

const SIZE = { items: 2_000, movements: 1_000_000 }
/** What the ledger may add to a change of stock, and how long a page may take, in ms. */
const MOST_ADDED_MS = 2
const MOST_PAGE_MS = 300

/** Times changes of stock with and without the ledger, and the ledger's pages, in a shop with a million movements. */
export const stock: Part = {
  name: "stock",
  products: [40],
  async run(stand) {
    await stand.snapshot()
    const url = await stand.copy("bench_stock")
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      await step(`Adding ${SIZE.items} items with ${SIZE.movements} movements`, () => stockShop(client, SIZE))
    } finally {
      await client.end()
    }
    const times = await step("Timing changes of stock and pages", () => timed(stand, "time-stock", url))
    const added =
      times["a change of stock with the ledger"].median - times["a change of stock without the ledger"].median
    return Object.entries(times).map(([what, { median, most }]): Figure => {
      const isLate = what.startsWith("page") && most > MOST_PAGE_MS
      const isSlow = what.endsWith("with the ledger") && added > MOST_ADDED_MS
      return {
        ...{ part: "stock", what, products: stand.products, shoppers: 0, rate: 1000 / median, errors: 0 },
        ...{ p50: median, p95: most },
        note: what.endsWith("with the ledger") ? `${added.toFixed(1)} ms more than without` : "",
        missed:
          isLate || isSlow ? `${what}: median ${median.toFixed(1)} ms, p95 ${most.toFixed(0)} ms` : undefined,
      }
    })
  },
}
