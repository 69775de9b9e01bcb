/** What was measured: one line of the table. */
export type Figure = {
  part: string
  what: string
  products: number
  /** At once. */
  shoppers: number
  /** A second. */
  rate: number
  /** In ms. */
  p50: number
  p95: number
  errors: number
  /** Processor time of the measured process for each, in ms; left out where it is not told. */
  processor?: number
  /** A sentence that belongs to it: a ratio, an aim. */
  note?: string
}

/** The value below which a share of the sorted values lies. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The times of some work as a figure. @param seconds how long the work went on */
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

/** No kind of tap is to be above this at p95 with ten shoppers, in ms. */
export const AIM_TAP_MS = 300

/** Told of taps that miss the aim. */
export const aboveAim = ({ p95 }: Figure): string =>
  p95 > AIM_TAP_MS ? `p95 above the aim of ${AIM_TAP_MS} ms` : ""

/** What people did, as a figure of all their taps, which names the slowest kind, and one of each kind. */
export function withKinds(
  about: Pick<Figure, "part" | "what" | "products" | "shoppers">,
  { times, seconds, errors }: { times: Map<string, number[]>; seconds: number; errors: string[] },
): Figure[] {
  const kinds = [...times].map(([name, noted]) => {
    const figure = figureOf({ ...about, what: `- tap: ${name}` }, noted, seconds)
    return { name, figure: { ...figure, note: aboveAim(figure) } }
  })
  const [slowest] = [...kinds].sort((a, b) => b.figure.p95 - a.figure.p95)
  const note = slowest && `slowest: ${slowest.name}, p95 ${slowest.figure.p95.toFixed(0)} ms`
  const all = figureOf({ ...about, note }, [...times.values()].flat(), seconds, errors.length)
  return [all, ...kinds.map(({ figure }) => figure)]
}

/** The figures as a table for people, in Markdown. */
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
    "a second",
    "p50 ms",
    "p95 ms",
    "processor ms",
    "errors",
    "note",
  ]
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column].length)))
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n")
}
