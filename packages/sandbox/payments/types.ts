import type { IncomingMessage, ServerResponse } from "node:http"

/** Languages of the pay pages. */
export const LANGUAGES = ["ru", "uz", "en"] as const
export type Language = (typeof LANGUAGES)[number]

/** Parses a language parameter such as "uz" or "uz-UZ". Defaults to Russian. */
export function languageOf(asked: string | null | undefined): Language {
  const short = asked?.slice(0, 2).toLowerCase()
  return LANGUAGES.find((language) => language === short) ?? "ru"
}

/** Display data of a gateway. */
export type Gateway = {
  id: "payme" | "click" | "stripe"
  name: string
  /** CSS colour, dark enough for white text: "#0a7d82". */
  color: string
}

/** A gateway's request to the shop, with the shop's answer. */
export type Call = {
  /** ms since 1970 */
  at: number
  /** Method or event name of the gateway: "CreateTransaction", "Complete", "checkout.session.completed". */
  name: string
  sent: unknown
  /** HTTP status; 0 when there was no answer. */
  status: number
  /** Parsed JSON, else the answer's text, or the reason why there is no answer. */
  answered: unknown
}

/** An order that a test run uses. */
export type Payable = {
  /** Order number. */
  reference: string
  /** In minor units: tiyin, cents. */
  amount: number
}

export type TestStep = {
  /** English title: "Create, with another amount". */
  title: string
  /** Expected answer: "-31001". */
  expected: string
  call: Call
  passed: boolean
}

/** An acceptance test that the gateway runs against a shop. */
export type TestRun = {
  /** URL-safe id: "first-run". */
  id: string
  title: string
  /** State of the order that the run needs, and its state afterwards. */
  note: string
  run(order: Payable): Promise<TestStep[]>
}

/** Common options of all stand-ins. Each gateway adds its secrets. */
export type StandInOptions = {
  /** Returns the shop's origin, such as "http://localhost:9000". Evaluated at each call. */
  shopUrl: () => string
  /** Name of the shop on pay pages. Defaults to "Guldasta". */
  shop?: string
  /** JSON file of the stored state; see stored-state.ts. Without it the state lives in memory. */
  file?: string
}

/** A simulated gateway: its pay page, its API, and its calls to the shop. */
export type StandIn = {
  gateway: Gateway
  /** Answers a request to this gateway. @returns false for other paths */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  close(): Promise<void>
  /** Returns the opened pay pages, newest first. */
  opened(): (Payable & { currency: string; address: string })[]
  /** Acceptance tests; empty when the gateway has none. */
  testRuns: TestRun[]
}
