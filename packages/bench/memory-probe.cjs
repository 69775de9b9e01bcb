const { setTimeout: sleep } = require("node:timers/promises")

// V8 releases freed pages from another thread after a collection. The probe waits until the resident set shrinks by less
// than QUIET_BYTES within QUIET_MS.
const QUIET_MS = 1000
const QUIET_BYTES = 1024 * 1024
const MAX_CHECKS = 30

// This file is preloaded into the measured shop. On the IPC message "memory" it collects garbage and reports memory use.
process.on("message", (message) => {
  if (message === "memory") {
    global.gc()
    global.gc()
    // Read these at once: the shop creates new garbage while the probe waits.
    const { heapUsed, external } = process.memoryUsage()
    void settledResidentSet().then(() => {
      const { heapTotal, rss } = process.memoryUsage()
      process.send({ heapUsed, heapTotal, external, rss, peak: process.resourceUsage().maxRSS * 1024 })
    })
  }
})
process.channel?.unref()

async function settledResidentSet() {
  let resident = process.memoryUsage.rss()
  for (let check = 0; check < MAX_CHECKS; check += 1) {
    await sleep(QUIET_MS)
    const now = process.memoryUsage.rss()
    if (resident - now < QUIET_BYTES) {
      return
    }
    resident = now
  }
}
