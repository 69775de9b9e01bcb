import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client"

/**
 * What this process counts, for `GET /metrics`. Each process counts what it does itself: sum over the processes.
 * What all processes share (orders, holds, the outbox) is read from the database; see ./shop-figures.
 */
export const registry = new Registry()

collectDefaultMetrics({ register: registry })

/**
 * How long an update of Telegram takes from the start of its handling to its end, in seconds.
 * Labels: `feature`, the part of the bot that took it; `outcome`: ok, refused (told to the person) or failed.
 */
export const tapSeconds = new Histogram({
  name: "guldasta_tap_seconds",
  help: "Seconds from the start of an update's handling to its end",
  labelNames: ["feature", "outcome"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10],
  registers: [registry],
})

/** Calls to the Bot API. Labels: `method`, such as sendMessage; `outcome`: ok, lost, or the error's number. */
export const telegramCalls = new Counter({
  name: "guldasta_telegram_calls_total",
  help: "Calls to the Bot API by method and outcome",
  labelNames: ["method", "outcome"],
  registers: [registry],
})

/** Calls of a payment gateway to the shop. Labels: `provider`, `method`, `outcome`: ok, refused or failed. */
export const gatewayCalls = new Counter({
  name: "guldasta_gateway_calls_total",
  help: "Calls of payment gateways by provider, method and outcome",
  labelNames: ["provider", "method", "outcome"],
  registers: [registry],
})

/** Requests that came too fast and were refused. Label: `place`: auth, store or hooks. */
export const refusedRequests = new Counter({
  name: "guldasta_refused_requests_total",
  help: "Requests refused because they came too fast",
  labelNames: ["place"],
  registers: [registry],
})
