import { coreOf } from "../../../settings"
import type { RunWork } from "../../../runs/execute-run"
import { PART_LINES } from "../../../runs/run-lines"
import type { Column } from "./columns"
import {
  compareWithRegistry,
  type CompareRegistryInput,
  type RegistryComparison,
} from "./compare-with-registry"
import type { Difference } from "./compare"

/** What a run of a comparison stores besides its file. */
export type ComparisonInput = Omit<CompareRegistryInput, "file"> & {
  columns?: Partial<Record<Column, string>>
}

/**
 * The work of a comparison with a registry as a run. Another process begins it again: it takes seconds.
 *
 * @param given the file, in the process that starts the comparison; another process reads the run's file
 */
export function comparisonWork(given?: Buffer): RunWork<RegistryComparison> {
  return async (task) => {
    const { container, run, advance, addLines } = task
    const core = coreOf(container)
    await core.deleteRunParts({ run_id: run.id })
    let position = 0
    let waiting: Difference[] = []
    const store = async (all: boolean) => {
      while (waiting.length >= PART_LINES || (all && waiting.length > 0)) {
        const lines = waiting.slice(0, PART_LINES)
        waiting = waiting.slice(lines.length)
        await addLines(position, lines)
        position += lines.length
      }
    }
    const compared = await compareWithRegistry(
      container,
      { ...(run.input as ComparisonInput), file: given ?? (await task.readFile()) },
      {
        onDifferences: async (differences) => {
          waiting.push(...differences)
          await store(false)
        },
        onProgress: (done, total) => advance({ done, total }),
      },
    )
    await store(true)
    return compared
  }
}
