import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { coreOf } from "../settings"
import { RUN_FIELDS, type RunKind, type RunRecord } from "./execute-run"

/** Lists the runs of a kind, newest first. */
export async function listRuns(
  container: MedusaContainer,
  kind: RunKind,
  page: { limit: number; offset: number },
): Promise<{ runs: RunRecord[]; count: number }> {
  const [runs, count] = await coreOf(container).listAndCountRuns(
    { kind },
    { select: [...RUN_FIELDS], take: page.limit, skip: page.offset, order: { id: "DESC" } },
  )
  return { runs, count }
}

/** @throws not_found */
export async function retrieveRun(container: MedusaContainer, kind: RunKind, id: string): Promise<RunRecord> {
  const [run] = await coreOf(container).listRuns({ kind, id }, { select: [...RUN_FIELDS], take: 1 })
  if (!run) {
    throw shopError("not_found", "There is no such run.", MedusaError.Types.NOT_FOUND)
  }
  return run
}
