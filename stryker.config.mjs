/**
 * Mutation tests of the rules for stock, slots, money and the order's state machine. Stryker changes the
 * rules, and a unit spec must fail for each change. The report lists the changes that no spec detects.
 *
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
  mutate: [
    "src/modules/delivery/slots.ts",
    "src/modules/delivery/zoned-time.ts",
    "src/modules/workshop/order-transitions.ts",
    "src/workflows/assignment/rules/payment-wait.ts",
    "src/workflows/delivery/rules/choose-slot.ts",
    "src/workflows/hold/rules.ts",
    "src/workflows/payment/order-payment/payable.ts",
  ],
  testRunner: "jest",
  jest: { configFile: "jest.unit.config.cjs" },
  plugins: ["@stryker-mutator/jest-runner"],
  coverageAnalysis: "perTest",
  // Copies only the files that the rules and their specs need.
  ignorePatterns: [
    "**",
    "!src/**/*.ts",
    "!src/**/*.json",
    "!jest*.config.*js",
    "!package.json",
    "!tsconfig.json",
  ],
  tempDirName: ".guldasta/stryker",
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: ".guldasta/mutation.json" },
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
  concurrency: 2,
}
