import { spawn, type ChildProcess } from "node:child_process"
import { rmSync } from "node:fs"
import path from "node:path"
import { freePort } from "../support/free-port"
import { runImageSteps, type Image } from "../../scripts/image-steps"
import { redisBinary, startRedis, type RedisServer } from "../redis/redis-server"
import { eventually } from "../support/eventually"
import { ask, dropDatabase, testPostgres } from "../support/shop-database"

/** The image build takes several minutes, so it runs only on request. */
const isAsked = process.env.TEST_IMAGE === "1"
const binary = redisBinary()

if (isAsked && binary) {
  describe("the Docker image", () => {
    let image: Image
    let redis: RedisServer
    let databaseUrl: string
    let server: ChildProcess | undefined

    beforeAll(async () => {
      image = runImageSteps()
      redis = await startRedis(binary)
      const name = `guldasta_image_${Date.now()}`
      await ask(testPostgres.url("postgres"), `create database ${name}`)
      databaseUrl = testPostgres.url(name)
    }, 1_800_000)

    afterAll(async () => {
      server?.kill("SIGKILL")
      await redis?.stop()
      await dropDatabase(databaseUrl)
      rmSync(path.resolve(image.folder, "..", ".."), { recursive: true, force: true })
    }, 60_000)

    it("is a shop that migrates its database, answers, serves its admin, and stops", async () => {
      const port = await freePort()
      const [, ...args] = image.command
      let said = ""
      server = spawn(process.execPath, args, {
        cwd: image.folder,
        env: {
          PATH: process.env.PATH,
          ...image.environment,
          PORT: String(port),
          DATABASE_URL: databaseUrl,
          REDIS_URL: redis.url,
          MEDUSA_WORKER_MODE: "server",
          JWT_SECRET: "test-jwt-secret-test-jwt-secret-0",
          COOKIE_SECRET: "test-cookie-secret-test-cookie-se",
        },
      })
      server.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()))
      server.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()))
      await eventually(async () => {
        if (server?.exitCode !== null) {
          throw new Error(said.slice(-3000))
        }
        const ready = await fetch(`http://localhost:${port}/health/ready`).catch(() => undefined)
        expect(ready?.status).toBe(200)
      }, 300_000)
      const admin = await fetch(`http://localhost:${port}/app`)
      expect(await admin.text()).toMatch(/<script type="module"/)

      const gone = new Promise((resolve) => server?.once("exit", resolve))
      server.kill("SIGTERM")
      expect(await gone).toBe(0)
    }, 360_000)
  })
} else {
  it("is built only on request", () =>
    console.log("Skipped: TEST_IMAGE=1 runs the Dockerfile's steps and starts the result (some minutes)."))
}
