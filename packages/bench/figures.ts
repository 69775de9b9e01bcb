/** One measurement: one row of the table. */
export type Figure = {
  part: string
  what: string
  products: number
  /** Concurrent shoppers. */
  shoppers: number
  /** Operations per second. */
  rate: number
  /** In ms. */
  p50: number
  p95: number
  errors: number
  /** CPU time of the measured process per operation, in ms. Absent when it is not measured. */
  processor?: number
  /** A remark, such as a ratio or a target. */
  note?: string
  /** A missed target that makes the run fail. */
  missed?: string
}

/** @param share between 0 and 1: 0.95 returns the 95th percentile */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/**
 * Summarizes measured times.
 *
 * @param times in ms, one per operation
 * @param seconds duration of the whole measurement
 */
export function figureOf(
  about: Pick<Figure, "part" | "what" | "products" | "shoppers"> & Partial<Pick<Figure, "note">>,
  times: number[],
  seconds: number,
  errors = 0,
): Figure {
  const sorted = [...times].sort((a, b) => a - b)
  return {
    ...about,
    rate: times.length / seconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    errors,
  }
}

/** Target for the p95 of every kind of tap with ten shoppers, in ms. */
export const TARGET_TAP_MS = 300

/** @returns a note for a figure whose p95 misses the target, else an empty text */
export const missedTarget = ({ p95 }: Figure): string =>
  p95 > TARGET_TAP_MS ? `p95 above the target of ${TARGET_TAP_MS} ms` : ""

/** Returns one figure for all taps, with a note that names the slowest kind, and then one figure per kind. */
export function withKinds(
  about: Pick<Figure, "part" | "what" | "products" | "shoppers">,
  { times, seconds, errors }: { times: Map<string, number[]>; seconds: number; errors: string[] },
): Figure[] {
  const kinds = [...times].map(([name, noted]) => {
    const figure = figureOf({ ...about, what: `- tap: ${name}` }, noted, seconds)
    return { name, figure: { ...figure, note: missedTarget(figure) } }
  })
  const [slowest] = [...kinds].sort((a, b) => b.figure.p95 - a.figure.p95)
  const note = slowest && `slowest: ${slowest.name}, p95 ${slowest.figure.p95.toFixed(0)} ms`
  const all = figureOf({ ...about, note }, [...times.values()].flat(), seconds, errors.length)
  return [all, ...kinds.map(({ figure }) => figure)]
}

/** Formats the figures as a Markdown table. */
export function table(figures: Figure[]): string {
  const rows = figures.map(({ part, what, products, shoppers, rate, p50, p95, errors, processor, note }) => [
    part,
    what,
    String(products),
    String(shoppers),
    rate >= 20 ? rate.toFixed(0) : rate.toFixed(1),
    p50.toFixed(1),
    p95.toFixed(1),
    processor === undefined ? "" : processor.toFixed(2),
    String(errors),
    note ?? "",
  ])
  const head = [
    "part",
    "what",
    "products",
    "shoppers",
    "per second",
    "p50 ms",
    "p95 ms",
    "CPU ms",
    "errors",
    "note",
  ]
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column].length)))
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n")
}
