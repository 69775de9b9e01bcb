/**
 * Mutation tests: each rule that guards stock, slots, money and the order's way is broken on purpose in every way that
 * Stryker knows, and a unit spec has to notice. The survivors are printed at the end.
 *
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
  mutate: [
    "src/modules/delivery/slots.ts",
    "src/modules/delivery/zoned-time.ts",
    "src/modules/workshop/order-way.ts",
    "src/workflows/assignment/rules/payment-wait.ts",
    "src/workflows/delivery/rules/choose-slot.ts",
    "src/workflows/hold/rules.ts",
    "src/workflows/payment/order-payment/payable.ts",
  ],
  testRunner: "jest",
  jest: { configFile: "jest.unit.config.cjs" },
  plugins: ["@stryker-mutator/jest-runner"],
  coverageAnalysis: "perTest",
  // A copy of what the rules and their specs are made of, and of nothing else.
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
