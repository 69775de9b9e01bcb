const {
  transform,
  testEnvironment,
  moduleFileExtensions,
  modulePathIgnorePatterns,
} = require("./jest.config.js")

/** The pure rules alone, without a database: for the mutation tests (`npm run test:mutation`). */
module.exports = {
  transform,
  testEnvironment,
  moduleFileExtensions,
  modulePathIgnorePatterns,
  testMatch: ["<rootDir>/src/**/*.unit.spec.ts"],
}
