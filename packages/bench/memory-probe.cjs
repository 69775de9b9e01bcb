const { setTimeout: sleep } = require("node:timers/promises")

/** V8 gives freed pages back from another thread, after the collection: so long, in ms, is waited for no more to go. */
const QUIET_MS = 1000
const QUIET_BYTES = 1024 * 1024
const AT_MOST = 30

// Loaded into the measured shop: asked over its channel, it clears what is garbage and tells what is left.
process.on("message", (message) => {
  if (message === "memory") {
    global.gc()
    global.gc()
    // At once: what the shop does meanwhile is new garbage.
    const { heapUsed, external } = process.memoryUsage()
    void givenBack().then(() => {
      const { heapTotal, rss } = process.memoryUsage()
      process.send({ heapUsed, heapTotal, external, rss, peak: process.resourceUsage().maxRSS * 1024 })
    })
  }
})
process.channel?.unref()

async function givenBack() {
  let resident = process.memoryUsage.rss()
  for (let turn = 0; turn < AT_MOST; turn += 1) {
    await sleep(QUIET_MS)
    const now = process.memoryUsage.rss()
    if (resident - now < QUIET_BYTES) {
      return
    }
    resident = now
  }
}
