import { closeSandbox } from "../bot/support"
import { shareShop } from "../support/shop-suite"
import groups from "./groups.json"

/**
 * Declares the suites of a group (groups.json) in the file that calls this. They use one running shop, so each needs the
 * group's configuration. `npm test` without names of files runs groups; a suite in no group, or named on the command
 * line, runs with a shop of its own.
 */
export function together(group: string): void {
  const files = (groups as Record<string, string[]>)[group]
  shareShop()
  afterAll(closeSandbox)
  for (const file of files) {
    describe(file, () => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import cannot run inside describe()
      require(`../${file}.spec`)
    })
  }
  // The suites have set their own: this limit is for the whole file.
  jest.setTimeout(900_000)
}
