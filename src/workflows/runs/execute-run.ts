import { randomUUID } from "node:crypto"
import type { InferTypeOf, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { asError } from "../../lib/as-error"
import { errorCode, errorSentence, isRefusal, shopError } from "../../lib/errors"
import { lifecycle } from "../../modules/core/lifecycle"
import type { Run, RUN_KINDS } from "../../modules/core/models/run"
import { HELD_FOR_MS, whileHeld } from "../held-lease"
import { coreOf } from "../settings"

export type RunKind = (typeof RUN_KINDS)[number]

/** A run without its result's lines. */
export type RunRecord = Omit<InferTypeOf<typeof Run>, "parts">

export type RunProgress = {
  /** Number of finished items, and of all. */
  done: number
  total?: number
  /** The result so far. */
  result?: object
}

/** What a run's work gets. */
export type RunTask = {
  container: MedusaContainer
  run: RunRecord
  /** Reads the run's file. @throws run_interrupted if only the process that started the run has it */
  readFile: () => Promise<Buffer>
  /** Aborts when the process stops, or when another process has taken the run over. */
  signal: AbortSignal
  /** Stores the progress. @throws run_interrupted */
  advance: (progress: RunProgress) => Promise<void>
  /** Stores lines of the result. The caller gives the position of the first one. */
  addLines: (position: number, lines: object[]) => Promise<void>
}

/** The work of a run. Another process calls it again when the first one stops. */
export type RunWork<Result extends object = object> = (task: RunTask) => Promise<Result>

/** Processes that may begin or continue a run. A file that ends each process must not be continued for ever. */
const MOST_ATTEMPTS = 5

/** Runs of this process. */
const inFlight = new Set<Promise<unknown>>()
let stopping = new AbortController()

lifecycle.register({
  start: async () => {
    stopping = new AbortController()
  },
  stop: async () => {
    stopping.abort()
    await Promise.allSettled(inFlight)
  },
})

export const RUN_LEASE = "run:"

const interrupted = () =>
  shopError(
    "run_interrupted",
    "The process stopped before the work was finished.",
    MedusaError.Types.UNEXPECTED_STATE,
  )

/** Fields of {@link RunRecord}. */
export const RUN_FIELDS = [
  "id",
  "kind",
  "status",
  "actor_id",
  "actor_name",
  "input",
  "attempts",
  "total",
  "done",
  "result",
  "error",
  "created_at",
  "updated_at",
  "finished_at",
] as const satisfies readonly (keyof RunRecord)[]

/**
 * Does the work of a run, and stores its progress and its result or error. Only one process works on a run at a time.
 *
 * @returns the result; undefined when the run is finished, or another process works on it
 * @throws the work's error, which is also stored
 */
export function executeRun<Result extends object>(
  container: MedusaContainer,
  id: string,
  work: RunWork<Result>,
): Promise<Result | undefined> {
  const execution = execute(container, id, work)
  inFlight.add(execution)
  const forget = () => inFlight.delete(execution)
  execution.then(forget, forget)
  return execution
}

/** Does the work of a run after the answer to the request. The run has its error, if it fails. */
export function executeInBackground(container: MedusaContainer, id: string, work: RunWork): void {
  executeRun(container, id, work).catch((error: unknown) => logFailedRun(container, id, error))
}

/** Logs the error of a run, unless staff can act on it: then they see it on the run. */
export function logFailedRun(container: MedusaContainer, id: string, error: unknown): void {
  if (!isRefusal(error)) {
    container.resolve(ContainerRegistrationKeys.LOGGER).error(`run ${id} failed`, asError(error))
  }
}

async function execute<Result extends object>(
  container: MedusaContainer,
  id: string,
  work: RunWork<Result>,
): Promise<Result | undefined> {
  const core = coreOf(container)
  const holder = randomUUID()
  const name = `${RUN_LEASE}${id}`
  const askedAt = Date.now()
  if (!(await core.acquireLease(name, holder, HELD_FOR_MS / 1000))) {
    return undefined
  }
  const held = { container, name, holder, stopping: stopping.signal, askedAt }
  return whileHeld(held, async (signal) => {
    const [run] = await core.listRuns({ id }, { select: [...RUN_FIELDS], take: 1 })
    if (!run || run.status === "done" || run.status === "failed") {
      return undefined
    }
    try {
      await core.updateRuns({ id, attempts: run.attempts + 1 })
      if (run.attempts >= MOST_ATTEMPTS) {
        throw interrupted()
      }
      const result = await work({
        container,
        run,
        readFile: async () => {
          const file = await core.readRunFile(id)
          if (!file) {
            throw interrupted()
          }
          return file
        },
        signal,
        advance: async (progress) => {
          if (signal.aborted || !(await core.advanceRun({ id, lease: name, holder, ...progress }))) {
            throw interrupted()
          }
        },
        addLines: async (position, lines) => {
          if (signal.aborted) {
            throw interrupted()
          }
          await core.createRunParts({ run_id: id, position, lines: storable({ lines }) })
        },
      })
      await end(container, id, { status: "done", result, error: null })
      return result
    } catch (error) {
      // A run that was interrupted stays as it is: the job continue-runs continues it.
      if (!signal.aborted && asError(error).name !== "AbortError") {
        await end(container, id, { status: "failed", error: storedError(error) })
      }
      throw error
    }
  })
}

/** Plain JSON without the character NUL, which PostgreSQL does not store. */
const storable = (value: object): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(value, (_, one: unknown) => (typeof one === "string" ? one.replaceAll("\0", "") : one)),
  ) as Record<string, unknown>

type End = { status: "done" | "failed"; result?: object; error: RunError | null }

async function end(container: MedusaContainer, id: string, { status, result, error }: End): Promise<void> {
  const core = coreOf(container)
  await core.storeRunFile(id, null)
  await core.updateRuns({
    id,
    status,
    error: error && storable(error),
    ...(result && { result: storable(result) }),
    finished_at: new Date(),
  })
}

/** What staff see of a failed run. */
export type RunError = { code: string; message: string; problems?: unknown[] }

/** An error that is no refusal is only in the log: its text may have data that staff must not see. */
function storedError(error: unknown): RunError {
  const code = errorCode(error)
  if (code && (isRefusal(error) || code === "run_interrupted")) {
    const { problems } = Object(error) as { problems?: unknown }
    return {
      code,
      message: errorSentence(error, "The work failed."),
      ...(Array.isArray(problems) && { problems }),
    }
  }
  return { code: "run_failed", message: "The work failed. The log has the reason." }
}
