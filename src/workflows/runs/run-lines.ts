import type { MedusaContainer } from "@medusajs/framework/types"
import { coreOf } from "../settings"

/** Lines of a stored part of a run's result. */
export const PART_LINES = 200

/** Reads lines of a run's result. */
export async function readRunLines<Line>(
  container: MedusaContainer,
  id: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Line[]> {
  const first = offset - (offset % PART_LINES)
  const parts = await coreOf(container).listRunParts(
    { run_id: id, position: { $gte: first, $lt: offset + limit } },
    { order: { position: "ASC" }, take: null },
  )
  const lines = parts.flatMap((part) => (part.lines as { lines: Line[] }).lines)
  return lines.slice(offset - first, offset - first + limit)
}

/** Reads all lines of a run's result, part by part. */
export async function* allRunLines<Line>(container: MedusaContainer, id: string): AsyncGenerator<Line[]> {
  for (let offset = 0; ; offset += PART_LINES) {
    const lines = await readRunLines<Line>(container, id, { limit: PART_LINES, offset })
    yield lines
    if (lines.length < PART_LINES) {
      return
    }
  }
}
