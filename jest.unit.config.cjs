const {
  transform,
  testEnvironment,
  moduleFileExtensions,
  modulePathIgnorePatterns,
} = require("./jest.config.js")

/**
 * Configuration of the unit specs alone, without a database. The mutation tests use it (`npm run
 * test:mutation`).
 */
module.exports = {
  transform,
  testEnvironment,
  moduleFileExtensions,
  modulePathIgnorePatterns,
  testMatch: ["<rootDir>/src/**/*.unit.spec.ts"],
}
