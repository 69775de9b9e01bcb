import { readFileSync } from "node:fs"

/** Linux counts in minor units of a second (proc(5), CLK_TCK). */
const TICK_MS = 10

/**
 * Processor time that a process has used, in ms; NaN where the system does not tell. Unlike the clock it hardly depends
 * on what else the machine does.
 */
export function processorMs(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    // The name in parentheses may hold spaces; utime and stime are the 12th and 13th fields after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch {
    return NaN
  }
}

/** Does something and tells how much processor time a process used meanwhile, in ms. */
export async function withProcessor<Result>(
  pid: number | undefined,
  act: () => Promise<Result>,
): Promise<[Result, number]> {
  const before = processorMs(pid)
  const result = await act()
  return [result, processorMs(pid) - before]
}
