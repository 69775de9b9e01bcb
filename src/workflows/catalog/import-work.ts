import type { RunWork } from "../runs/execute-run"
import { importCatalog, type ImportProgress, type ImportResult } from "./import-catalog"
import type { CatalogImport } from "./import-check"
import { parseCatalog } from "./parse-catalog"

/** Result of an unfinished import, as its run stores it. */
type Stored = ImportResult & Pick<ImportProgress, "in_flight">

/**
 * The work of an import as a run: it continues after the last finished batch.
 *
 * @param given the parsed file, in the process that starts the import; another process reads the run's file
 */
export function importWork(given?: CatalogImport): RunWork<ImportResult> {
  return async (task) => {
    const { container, run, signal, advance } = task
    const stored = run.result as Stored | null
    const { in_flight = null, ...result } = stored ?? {}
    const input = given ?? { catalog: await parseCatalog(await task.readFile()) }
    return importCatalog(container, input, {
      signal,
      since: stored ? { done: run.done, in_flight, result: result as ImportResult } : undefined,
      onProgress: (progress) =>
        advance({
          done: progress.done,
          total: progress.total,
          ...(progress.result && { result: { ...progress.result, in_flight: progress.in_flight } }),
        }),
    })
  }
}
