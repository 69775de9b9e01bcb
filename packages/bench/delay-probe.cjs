const { monitorEventLoopDelay } = require("node:perf_hooks")

// Resolution of the timer in ms. The histogram includes it: an idle event loop has a delay of about this value.
const RESOLUTION_MS = 2
const NANOSECONDS = 1e6

// This file is preloaded into the measured shop. The IPC message "delay start" begins a measurement of the event loop's delay
// and of the processor time, and "delay" sends the result.
let measured

process.on("message", (message) => {
  if (message === "delay start") {
    const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
    measured = { histogram, processor: process.cpuUsage(), began: performance.now() }
    histogram.enable()
  } else if (message === "delay") {
    const { histogram, processor, began } = measured
    histogram.disable()
    const { user, system } = process.cpuUsage(processor)
    const blockedMs = (nanoseconds) => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS)
    process.send({
      mostMs: blockedMs(histogram.max),
      p99Ms: blockedMs(histogram.percentile(99)),
      processorMs: (user + system) / 1000,
      tookMs: performance.now() - began,
      resident: process.memoryUsage.rss(),
    })
  }
})
process.channel?.unref()
