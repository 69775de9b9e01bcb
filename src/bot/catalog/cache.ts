import type { MedusaContainer } from "@medusajs/framework/types"
import { hearsOfChanges } from "./changes"
import { loadCatalog } from "./load"
import type { Catalog } from "./types"
import { catalogVersion } from "./version"

/** Most changes are told at once; for the others (a price list that begins) it is asked so often. */
const ASK_EVERY_MS = 30_000
/** … and so often while nobody would tell. */
const ASK_OFTEN_MS = 2000

type Kept = { version: string; catalog: Catalog }

let kept: { reading: Promise<Kept>; askedAt: number } | undefined

/** The catalogue, from memory as long as it did not change. Many who ask at once wait for one reading. */
export async function catalogOf(container: MedusaContainer): Promise<Catalog> {
  const current = kept ?? readAnew(container)
  if (Date.now() - current.askedAt > (hearsOfChanges() ? ASK_EVERY_MS : ASK_OFTEN_MS)) {
    current.askedAt = Date.now()
    const { version } = await current.reading
    if (version !== (await catalogVersion(container)) && kept === current) {
      forgetCatalog()
    }
    return catalogOf(container)
  }
  return (await current.reading).catalog
}

/** The same where this process has it in memory: for those to whom one statement is less than reading all of it. */
export function keptCatalog(container: MedusaContainer): Promise<Catalog> | undefined {
  return kept && catalogOf(container)
}

/** The catalogue changed: whoever asks next reads it anew. */
export function forgetCatalog(): void {
  kept = undefined
}

function readAnew(container: MedusaContainer): NonNullable<typeof kept> {
  const begun = { reading: read(container), askedAt: Date.now() }
  kept = begun
  begun.reading.catch(() => {
    if (kept === begun) {
      kept = undefined
    }
  })
  return begun
}

/** The version first: what changes while the catalogue is read is noticed at the next asking. */
async function read(container: MedusaContainer): Promise<Kept> {
  const version = await catalogVersion(container)
  return { version, catalog: await loadCatalog(container) }
}
