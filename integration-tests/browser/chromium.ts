import { existsSync } from "node:fs"
import { chromium, type Browser } from "playwright-core"

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
]

/** A browser starts slowly where other work goes on. */
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

/** @returns the path of this machine's Chromium: CHROMIUM_PATH, or where systems put it */
export function findChromium(): string | undefined {
  return places.find((place) => place && existsSync(place))
}

/**
 * Starts the machine's own Chromium, without a window; nothing is downloaded.
 *
 * @returns undefined when there is no Chromium here
 * @throws Error when there is none and CI is set: there nothing may be left out
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
 * A `describe` for tests in a browser. Without Chromium it is left out with a line that says so; with CI set it
 * runs, and fails at {@link openBrowser}.
 */
export function describeInBrowser(name: string, tests: () => void): void {
  if (findChromium() || process.env.CI) {
    describe(name, tests)
    return
  }
  process.stderr.write(`Left out: "${name}". There is no Chromium: ${missing}\n`)
  describe.skip(name, tests)
}

const missing = "set CHROMIUM_PATH, or install chromium"
