import { readFileSync } from "node:fs"

/** Linux counts CPU time in units of 10 ms (proc(5), CLK_TCK). */
const TICK_MS = 10

/**
 * Returns the CPU time that a process has used, in ms, or NaN when `/proc` is not available. Unlike wall-clock time it
 * hardly depends on the machine's other load.
 */
export function processorMs(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    // The process name in parentheses may contain spaces. utime and stime are the 12th and 13th fields after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch {
    return NaN
  }
}

/** Runs `act` and measures the CPU time that a process uses meanwhile, in ms. */
export async function withProcessor<Result>(
  pid: number | undefined,
  act: () => Promise<Result>,
): Promise<[Result, number]> {
  const before = processorMs(pid)
  const result = await act()
  return [result, processorMs(pid) - before]
}
