import { cpSync, rmSync } from "node:fs"
import path from "node:path"
import { buildAdmin } from "./start/built-admin"
import { compile } from "./start/compile"
import { fingerprint, markDone } from "./start/fingerprint"
import { SERVER } from "./start/paths"

/** Compiles the shop and the sample shop into `.medusa/server`. Types are checked by `npm run typecheck`. */
export function buildServer(): void {
  rmSync(SERVER, { recursive: true, force: true })
  compile(SERVER)
}

/** Builds the admin into the compiled shop, and marks the build as complete. */
export async function addAdmin(): Promise<void> {
  const sources = fingerprint()
  cpSync(await buildAdmin(), path.join(SERVER, "public", "admin"), { recursive: true })
  markDone("build", sources)
}

if (require.main === module) {
  buildServer()
  addAdmin().then(
    () => console.log("Built into .medusa/server"),
    (error: Error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
}
