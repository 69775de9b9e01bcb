import { existsSync } from "node:fs"
import { chromium, type Browser } from "playwright-core"

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
]

/** Start timeout in ms, for a machine under load. */
const STARTS_WITHIN_MS = 120_000

const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** @returns the path of the machine's Chromium: CHROMIUM_PATH, or a usual install location */
function findChromium(): string | undefined {
  return places.find((place) => place && existsSync(place))
}

/**
 * Starts the machine's own Chromium headless; nothing is downloaded.
 *
 * @returns undefined when there is no Chromium
 * @throws Error when there is none and CI is set, because CI must run every test
 */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = findChromium()
  if (executablePath) {
    return chromium.launch({ executablePath, args: quiet, timeout: STARTS_WITHIN_MS })
  }
  if (process.env.CI) {
    throw new Error(`There is no Chromium: ${missing}`)
  }
  return undefined
}

/**
 * A `describe` for browser tests. Without Chromium it skips the tests with a log line. With CI set it runs them, and
 * {@link openBrowser} throws.
 */
export function describeInBrowser(name: string, tests: () => void): void {
  if (findChromium() || process.env.CI) {
    describe(name, tests)
    return
  }
  process.stderr.write(`Skipped: "${name}". There is no Chromium: ${missing}\n`)
  describe.skip(name, tests)
}

const missing = "set CHROMIUM_PATH, or install chromium"
