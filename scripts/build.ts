import { cpSync, rmSync } from "node:fs"
import path from "node:path"
import { runToEnd } from "./start/children"
import { fingerprint, markDone } from "./start/fingerprint"
import { MEDUSA, ROOT, SERVER } from "./start/paths"

/** Medusa's build requires a complete configuration, although it opens no connection. */
const PLACEHOLDERS = {
  DATABASE_URL: "postgres://build:build@localhost:5432/build",
  JWT_SECRET: "build-only-build-only-build-only-0",
  COOKIE_SECRET: "build-only-build-only-build-only-0",
}

/** Folders with pictures, which the TypeScript compiler leaves out. */
const PICTURES = ["src/bot/assets", "packages/sample-shop/pictures"]

/** Compiled folders that the shop does not need at run time. */
const UNUSED = [
  "scripts",
  "integration-tests",
  "packages/bench",
  "packages/sandbox",
  "packages/sample-shop/draw",
]

/** Builds the shop, its admin and the sample shop into `.medusa/server`. */
export async function build(): Promise<void> {
  const sources = fingerprint()
  await runToEnd("build", [MEDUSA, "build"], {
    cwd: ROOT,
    env: {
      ...PLACEHOLDERS,
      ...process.env,
      NODE_ENV: "production",
      MEDUSA_FF_TRANSLATION: "true",
      MEDUSA_DISABLE_TELEMETRY: "true",
    },
  })
  for (const folder of PICTURES) {
    cpSync(path.join(ROOT, folder), path.join(SERVER, folder), { recursive: true })
  }
  for (const folder of UNUSED) {
    rmSync(path.join(SERVER, folder), { recursive: true, force: true })
  }
  markDone("build", sources)
}

if (require.main === module) {
  build().then(
    () => console.log("Built into .medusa/server"),
    (error: Error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
}
