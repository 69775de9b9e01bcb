import { randomBytes, randomInt } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { DATA } from "./paths"

/** Secrets that the starter generates for a shop on one machine. */
export type Secrets = {
  jwtSecret: string
  cookieSecret: string
  adminEmail: string
  adminPassword: string
  /** Password of the embedded PostgreSQL. */
  databasePassword: string
  /** Credentials shared by the shop and the gateways' stand-ins. */
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

/** A random merchant or service number in the form that gateways use. */
const newNumber = () => String(randomInt(10_000, 100_000))

/** Reads the secrets. The first call generates them in a file that only the folder's owner can read. */
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
    databasePassword: randomBytes(24).toString("hex"),
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
