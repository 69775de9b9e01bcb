import { randomBytes, randomInt } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { DATA } from "./paths"

/** What a shop on one machine needs and nobody should have to invent. */
export type Secrets = {
  jwtSecret: string
  cookieSecret: string
  adminEmail: string
  adminPassword: string
  /** What the stand-ins of the gateways and the shop know each other by. */
  standIns: StandInSecrets
}

export type StandInSecrets = {
  paymeMerchantId: string
  paymeKey: string
  clickServiceId: string
  clickMerchantId: string
  clickMerchantUserId: string
  clickSecretKey: string
  stripeApiKey: string
  stripeWebhookSecret: string
}

/** A number as gateways give them to shops. */
const newNumber = () => String(randomInt(10_000, 100_000))

/** Made at the first start, readable by the owner of the folder only; the same ever after. */
export function readSecrets(): Secrets {
  const file = path.join(DATA, "secrets.json")
  const known: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}
  const made = newSecrets()
  const secrets = { ...made, ...known, standIns: { ...made.standIns, ...known.standIns } }
  mkdirSync(DATA, { recursive: true })
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}

function newSecrets(): Secrets {
  return {
    jwtSecret: randomBytes(32).toString("hex"),
    cookieSecret: randomBytes(32).toString("hex"),
    adminEmail: "owner@guldasta.example",
    adminPassword: randomBytes(9).toString("base64url"),
    standIns: {
      paymeMerchantId: randomBytes(12).toString("hex"),
      paymeKey: randomBytes(18).toString("hex"),
      clickServiceId: newNumber(),
      clickMerchantId: newNumber(),
      clickMerchantUserId: newNumber(),
      clickSecretKey: randomBytes(8).toString("hex"),
      stripeApiKey: `sk_test_${randomBytes(24).toString("hex")}`,
      stripeWebhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
    },
  }
}
