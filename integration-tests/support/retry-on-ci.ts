/**
 * The suites play whole days of a shop through processes, sockets and a browser on a shared machine. On CI a test
 * that fails is tried once more, on a database restored anew; the first failure is printed, so that it is seen.
 */
if (process.env.CI) {
  jest.retryTimes(1, { logErrorsBeforeRetry: true })
}
