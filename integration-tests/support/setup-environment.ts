import { NO_LIMITS } from "./no-limits"

/** Environment variables for all tests. Suites add their own (a sandbox's address, a token). */
process.env.NODE_ENV = "test"
process.env.JWT_SECRET ??= "test-jwt-secret-test-jwt-secret-0"
process.env.COOKIE_SECRET ??= "test-cookie-secret-test-cookie-se"
process.env.DATABASE_URL ??= `postgres://${process.env.DB_USERNAME}:${process.env.DB_PASSWORD}@${process.env.DB_HOST}:${process.env.DB_PORT}/postgres`
process.env.MEDUSA_FF_TRANSLATION = "true"
process.env.MEDUSA_DISABLE_TELEMETRY = "true"
process.env.LC_ALL = "C.UTF-8"
// Tests serve pictures on this machine.
process.env.PICTURE_HOSTS ??= "localhost"
// Hides thousands of log lines of the migrations.
process.env.LOG_LEVEL ??= "error"
// Disables the rate limits, because all tests share one IP address. The tests of the limits set their own
// values.
process.env.AUTH_REQUESTS_PER_MINUTE ??= "0"
process.env.STORE_REQUESTS_PER_MINUTE ??= "0"
process.env.HOOK_REQUESTS_PER_MINUTE ??= "0"
// Tests run at any hour. The tests of quiet hours set their own.
process.env.QUIET_HOURS ??= "off"
// Tests that undo a delivery set their own time.
process.env.UNDO_SECONDS ??= "0"
for (const [name, value] of Object.entries(NO_LIMITS)) {
  process.env[name] ??= value
}
