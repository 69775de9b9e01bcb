import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"
import { ROOT } from "./start/paths"

/** Programs that some tests need and npm cannot install, each with a check for its presence. */
const PARTS = [
  {
    name: "Redis",
    isHere: () =>
      ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"].some(
        existsSync,
      ),
    without: "the tests of several processes are skipped",
    install: "apt-get install redis-server",
  },
  {
    name: "Chromium",
    isHere: () =>
      [
        process.env.CHROMIUM_PATH,
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
      ].some((file) => file !== undefined && existsSync(file)),
    without: "the browser tests are skipped",
    install: "apt-get install chromium",
  },
  {
    name: "PostgreSQL with pg_dump",
    isHere: () => existsSync("/usr/lib/postgresql"),
    without: "the tests of backup and restore are skipped",
    install: "apt-get install postgresql",
  },
]

/** Suites with a long form; `--deep` runs these by default. */
const DEEP = [
  "integration-tests/proofs/properties",
  "integration-tests/proofs/telegram-outage",
  "integration-tests/http/order-model",
  "integration-tests/http/stock-model",
  "integration-tests/payments/payme-model",
  "integration-tests/payments/click-model",
  "integration-tests/payments/stripe-model",
]

/** A sample of the shop that `--quick` runs by default: rules, layers, one story and one suite of each gateway. */
const QUICK = [
  "src/.*\\.unit\\.spec",
  "integration-tests/house",
  "integration-tests/story/story-uz",
  "integration-tests/payments/payme-sandbox",
  "integration-tests/payments/click-cases",
  "integration-tests/payments/stripe-checkout",
]

/**
 * Runs every test that this machine supports, and prints what is skipped and why. Arguments go to jest. `--quick` runs a
 * sample; `--deep` gives property-based tests more time (docs/testing.md).
 */
function main(): number {
  const missing = PARTS.filter(({ isHere }) => !isHere())
  for (const { name, without, install } of missing) {
    console.log(`Skipped: ${name} is not installed, so ${without}. To run them: ${install}`)
  }
  if (!existsSync(path.join(ROOT, "..", "shared", "facts", "telegram-bot-api.json"))) {
    console.log("Skipped: the description of the Bot API is missing, so the sandbox is not compared with it.")
  }
  if (process.env.CI && missing.length) {
    console.error("CI must run all tests. Install the missing programs.")
    return 1
  }
  const isDeep = process.argv.includes("--deep")
  const given = process.argv.slice(2).filter((argument) => !["--deep", "--quick"].includes(argument))
  const sample = isDeep ? DEEP : process.argv.includes("--quick") ? QUICK : []
  const hasNames = sample.length > 0 || given.some((argument) => /^[^-\d]/.test(argument))
  const { status } = spawnSync(
    process.execPath,
    [path.join(ROOT, "node_modules", "jest", "bin", "jest.js"), ...(given.length ? given : sample)],
    {
      cwd: ROOT,
      stdio: "inherit",
      // Medusa's test runner uses a dynamic import. Jest supports it only with the first flag. The last one makes garbage
      // collections rarer.
      env: {
        ...process.env,
        ...(isDeep ? { GULDASTA_DEEP: "yes" } : {}),
        ...(hasNames ? {} : { GULDASTA_TOGETHER: "yes" }),
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --no-warnings --max-semi-space-size=64`,
      },
    },
  )
  return status ?? 1
}

process.exit(main())
