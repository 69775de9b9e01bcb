import type { IncomingMessage, ServerResponse } from "node:http"

/** The languages that the gateways' pages speak. */
export const LANGUAGES = ["ru", "uz", "en"] as const
export type Language = (typeof LANGUAGES)[number]

/** The language that a page's parameter means ("uz", "uz-UZ"); Russian when it means none. */
export function languageOf(asked: string | null | undefined): Language {
  const short = asked?.slice(0, 2).toLowerCase()
  return LANGUAGES.find((language) => language === short) ?? "ru"
}

/** A gateway as its page shows it. */
export type Gateway = {
  id: "payme" | "click" | "stripe"
  name: string
  /** Its colour, dark enough for white letters on it: "#0a7d82". */
  color: string
}

/** One thing that the gateway said to the shop, and what the shop answered. */
export type Call = {
  /** ms since 1970 */
  at: number
  /** In the gateway's words: "CreateTransaction", "Complete", "checkout.session.completed". */
  name: string
  sent: unknown
  /** HTTP status; 0 when nobody answered. */
  status: number
  /** JSON where the answer was JSON, else its text, or why there is none. */
  answered: unknown
}

/** What a test run is tried on. */
export type Payable = {
  /** What the gateway knows the order by: its number. */
  reference: string
  /** In minor units: tiyin, cents. */
  amount: number
}

export type TestStep = {
  /** What is tried, in English: "Create, with another amount". */
  title: string
  /** What the shop ought to answer: "-31001". */
  expected: string
  call: Call
  passed: boolean
}

/** The gateway's own acceptance test of a shop. */
export type TestRun = {
  /** Part of an address: "first-run". */
  id: string
  title: string
  /** What the order must be like, and what it is afterwards. */
  note: string
  run(order: Payable): Promise<TestStep[]>
}

/** What every stand-in is made with; each adds its own keys. */
export type StandInOptions = {
  /** The shop's origin, such as "http://localhost:9000"; asked for at each call. */
  shopUrl: () => string
  /** The shop's name on pay pages; "Guldasta" when left out. */
  shop?: string
  /** Where to keep what it remembers; see kept-state.ts. In memory when left out. */
  file?: string
}

/** A gateway's stand-in: its pay page, its API, and its calls to the shop. */
export type StandIn = {
  gateway: Gateway
  /** Answers a request of its own; false for one that is not. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  close(): Promise<void>
  /** The pay pages that were opened, newest first. */
  opened(): (Payable & { currency: string; address: string })[]
  /** Empty where the gateway has none. */
  testRuns: TestRun[]
}
