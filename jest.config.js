const groups = require("./integration-tests/together/groups.json")

/** Set by scripts/test.ts: suites of a group run together on one shop, and not alone as well. */
const isTogether = process.env.GULDASTA_TOGETHER === "yes"

/** Configuration of all tests: integration tests and unit specs. */
module.exports = {
  transform: {
    "^.+\\.[jt]sx?$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript", decorators: true, tsx: true }, target: "es2022" } },
    ],
  },
  testEnvironment: "node",
  moduleFileExtensions: ["ts", "tsx", "js", "json"],
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.guldasta/"],
  testMatch: ["**/integration-tests/**/*.spec.ts", "**/src/**/*.unit.spec.ts"],
  testPathIgnorePatterns: isTogether
    ? Object.values(groups).flatMap((files) => files.map((file) => `/integration-tests/${file}\\.spec`))
    : ["/integration-tests/together/"],
  testSequencer: "<rootDir>/integration-tests/support/sequencer.cjs",
  globalSetup: "<rootDir>/integration-tests/support/global-setup.ts",
  globalTeardown: "<rootDir>/integration-tests/support/global-teardown.ts",
  setupFiles: ["<rootDir>/integration-tests/support/setup-environment.ts"],
  testTimeout: 180_000,
  maxWorkers: 2,
  // Jest replaces a worker above this size, because each suite leaves some memory of its shop behind.
  workerIdleMemoryLimit: "1GB",
  forceExit: true,
}
