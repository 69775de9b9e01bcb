import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { DATA } from "./paths"

/** What a shop on one machine needs and nobody should have to invent. */
export type Secrets = { jwtSecret: string; cookieSecret: string; adminEmail: string; adminPassword: string }

/** Made at the first start, readable by the owner of the folder only; the same ever after. */
export function readSecrets(): Secrets {
  const file = path.join(DATA, "secrets.json")
  if (existsSync(file)) {
    return JSON.parse(readFileSync(file, "utf8")) as Secrets
  }
  const secrets: Secrets = {
    jwtSecret: randomBytes(32).toString("hex"),
    cookieSecret: randomBytes(32).toString("hex"),
    adminEmail: "owner@guldasta.example",
    adminPassword: randomBytes(9).toString("base64url"),
  }
  mkdirSync(DATA, { recursive: true })
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}
