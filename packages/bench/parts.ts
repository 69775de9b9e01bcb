import type { Figure } from "./figures"
import type { Stand } from "./stand"

/** Options from the command line. */
export type BenchOptions = {
  /** Duration of each measurement. */
  seconds: number
  /** Number of taps in the memory part. */
  taps: number
  /** Duration of the soak part. */
  soakSeconds: number
  /** Number of orders that are paid in the gateway part. */
  orders: number
  /** Number of orders of a year in the history part. */
  history: number
  /** Duration of each rush in the peak part. */
  minutes: number
}

/** A part of the benchmark. `npm run bench -- <name>` runs it alone. */
export type Part = {
  name: string
  /** Catalogue sizes to run with, in products. */
  products: number[]
  /** Number of products of the seeded database, when the part adds the others itself. */
  seededProducts?: number
  /** Additional environment variables for its shop. */
  environment?: Record<string, string>
  /** @returns the figures. A missed target is a note of its figure, not an error */
  run: (stand: Stand, options: BenchOptions) => Promise<Figure[]>
}

/** A part that measures a program of its own and needs no shop. */
export type ProgramPart = {
  name: string
  runAlone: (options: BenchOptions) => Promise<Figure[]>
}
