import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { inSlices } from "../../lib/slices"
import { stockCause, withStockCause } from "../../modules/stock-ledger/stock-cause"
import type { StockCause } from "../../modules/stock-ledger/types"
import { HELD_FOR_MS, whileHeld } from "../held-lease"
import { coreOf } from "../settings"
import { deleteUnfinished } from "./delete-unfinished"
import { inFlightOf, planBatch, withBatch, type InFlight } from "./import-batch"
import {
  addedResult,
  categoryPlan,
  withCheckedImport,
  type CatalogImport,
  type CheckedImport,
  type ImportResult,
} from "./import-check"
import { readShopBase } from "./read-catalog-state"
import { writeCategoriesWorkflow } from "./write-categories"
import { writeProductsWorkflow } from "./write-products"

export type { ImportResult } from "./import-check"

/** Why an import changes the stock. An import that begins in a request is of the user who sends it. */
const importCause = (): StockCause => ({
  ...(stockCause() ?? { actor_type: "system", channel: "job" }),
  ...{ kind: "correction", reason: "catalog_import" },
})

/** Products of a batch. A larger batch saves little time, and blocks the event loop for longer. */
const BATCH = 10

const LEASE = "catalog-import"
const ASK_EVERY_MS = 250

/** How far an import is. */
export type ImportProgress = {
  /** Number of finished products, and of all. */
  done: number
  total: number
  /** The result so far; null until the categories are written. */
  result: ImportResult | null
  /** The products that the next batch creates. */
  in_flight: InFlight | null
}

type Watch = {
  /** Progress of the interrupted import that this one continues. */
  since?: Pick<ImportProgress, "done" | "in_flight"> & { result: ImportResult }
  /** Called before and after each batch. */
  onProgress?: (progress: ImportProgress) => Promise<void>
  /** Stops the import after a batch. */
  signal?: AbortSignal
}

/**
 * Imports a catalogue file: creates and updates categories, products, kits, stock, pictures and texts in both
 * languages. The products are written in batches, each whole or not at all, and in the order of the file. A lease allows
 * one import at a time; a second one waits.
 *
 * @throws CatalogInvalidError with all problems of the file, before anything is written
 */
export async function importCatalog(
  container: MedusaContainer,
  input: CatalogImport,
  { since, onProgress = async () => undefined, signal = new AbortController().signal }: Watch = {},
): Promise<ImportResult> {
  return alone(container, signal, async (held) => {
    if (since?.in_flight) {
      await deleteUnfinished(container, since.in_flight)
    }
    return withCheckedImport(container, input, async (checked) => {
      const total = checked.file.products.length
      let done = since?.done ?? 0
      await onProgress({ done, total, result: since?.result ?? null, in_flight: null })
      let result = since?.result ?? (await writeCategories(container, checked))
      const withCategories = { ...checked, base: await readShopBase(container) }
      for await (const products of inSlices(checked.file.products.slice(done), BATCH)) {
        held.throwIfAborted()
        const batch = await planBatch(container, withCategories, products, done)
        if (batch.created.length) {
          await onProgress({ done, total, result, in_flight: inFlightOf(batch) })
        }
        await withBatch(batch, (id) =>
          withStockCause(importCause(), () => writeProductsWorkflow(container).run({ input: { id } })),
        )
        done += products.length
        result = addedResult(result, batch.plan)
        await onProgress({ done, total, result, in_flight: null })
      }
      return result
    })
  })
}

/** Waits for the end of another import, and runs this one under the lease. */
async function alone<Result>(
  container: MedusaContainer,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const holder = randomUUID()
  for (;;) {
    const askedAt = Date.now()
    if (await coreOf(container).acquireLease(LEASE, holder, HELD_FOR_MS / 1000)) {
      return whileHeld({ container, name: LEASE, holder, stopping, askedAt }, work)
    }
    await sleep(ASK_EVERY_MS, undefined, { signal: stopping })
  }
}

async function writeCategories(container: MedusaContainer, checked: CheckedImport): Promise<ImportResult> {
  const plan = await categoryPlan(container, checked)
  const { categories } = checked.file
  if (categories.length) {
    const input = { plan, known: checked.base.categories, categories }
    await writeCategoriesWorkflow(container).run({ input })
  }
  const { created, updated, unchanged, notes } = plan
  return { created, updated, unchanged, notes }
}

/** A dry run of {@link importCatalog}: same result and errors, but writes nothing. */
export const checkCatalog = (container: MedusaContainer, input: CatalogImport): Promise<ImportResult> =>
  withCheckedImport(container, input, async ({ expected }) => expected)

const importCatalogStep = createStep(
  "import-catalog",
  async (input: CatalogImport, { container }) => new StepResponse(await importCatalog(container, input)),
)

/** {@link importCatalog} as a workflow, for plugins and seeds. */
export const importCatalogWorkflow = createWorkflow(
  "import-catalog",
  (input: CatalogImport) => new WorkflowResponse(importCatalogStep(input)),
)
