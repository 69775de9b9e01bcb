import Stripe from "stripe"
import type { StripeOptions } from "../options"

/** The version of Stripe's API that the package's types describe. */
export const API_VERSION = "2025-09-30.clover"

/** So long Stripe may take for an answer; what it did then is told by a webhook, or asked for later. */
const TIMEOUT_MS = 10_000

const PORTS = { "http:": 80, "https:": 443 }

function hostOf(apiUrl: string): Pick<Stripe.StripeConfig, "host" | "port" | "protocol"> {
  const { protocol, hostname, port } = new URL(apiUrl)
  const isPlain = protocol === "http:"
  return {
    host: hostname,
    port: port || PORTS[isPlain ? "http:" : "https:"],
    protocol: isPlain ? "http" : "https",
  }
}

const clients = new Map<string, Stripe>()

/** Stripe's official client for an account. A call that was broken off is repeated once, with the same key. */
export function stripeClient({ apiKey, apiUrl }: Pick<StripeOptions, "apiKey" | "apiUrl">): Stripe {
  const name = `${apiUrl} ${apiKey}`
  const known = clients.get(name)
  if (known) {
    return known
  }
  const client = new Stripe(apiKey, {
    apiVersion: API_VERSION,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: "Guldasta" },
    ...(apiUrl ? hostOf(apiUrl) : {}),
  })
  clients.set(name, client)
  return client
}

/** Whether Stripe itself refused, or could not be reached; anything else is a mistake of ours. */
export const isStripeError = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeError
