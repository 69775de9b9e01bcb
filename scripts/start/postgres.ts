import { startEmbeddedPostgres } from "./embedded-postgres"

/**
 * Runs the embedded PostgreSQL as a process: `postgres.ts FOLDER PORT DATABASE`. Sends "ready" to the
 * starter. The password comes in the environment, because every user of the machine can read the arguments.
 */
async function main([folder, port, database]: string[]): Promise<void> {
  const server = await startEmbeddedPostgres(folder, {
    port: Number(port),
    password: process.env.EMBEDDED_DATABASE_PASSWORD,
  })
  let isStopping = false
  const stop = async () => {
    if (!isStopping) {
      isStopping = true
      await server.stop()
      process.exit(0)
    }
  }
  process.on("SIGTERM", () => void stop())
  process.on("SIGINT", () => void stop())
  await server.createDatabase(database)
  process.send?.("ready")
  setInterval(() => {}, 60_000)
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
