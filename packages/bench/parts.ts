import type { Figure } from "./figures"
import type { Stand } from "./stand"

/** What a part of the measurement may ask for. */
export type BenchOptions = {
  /** How long each measurement lasts. */
  seconds: number
  /** How many taps the memory part does. */
  taps: number
  /** How long the soak lasts, in seconds. */
  soakSeconds: number
  /** How many orders are paid in the gateway part. */
  orders: number
}

/** A part of the measurement; `npm run bench -- <name>` runs it alone. */
export type Part = {
  name: string
  /** With which catalogues it runs, by their number of products. */
  products: number[]
  /** More variables for its shop. */
  environment?: Record<string, string>
  /** @returns the figures; aims that were missed are told in their notes, never thrown */
  run: (stand: Stand, options: BenchOptions) => Promise<Figure[]>
}
