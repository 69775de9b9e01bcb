import { cpSync, existsSync } from "node:fs"
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

/**
 * Builds the shop and its admin into `.medusa/server`, and copies the pictures that the TypeScript compiler
 * leaves out.
 */
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
  for (const folder of ["src/bot/assets", "src/scripts/seed"]) {
    if (existsSync(path.join(ROOT, folder))) {
      cpSync(path.join(ROOT, folder), path.join(SERVER, folder), {
        recursive: true,
        filter: (source) => !/\.tsx?$/.test(source),
      })
    }
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
