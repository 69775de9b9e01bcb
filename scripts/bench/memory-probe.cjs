// Loaded into the measured shop: asked over its channel, it clears what is garbage and tells what is left.
process.on("message", (message) => {
  if (message === "memory") {
    global.gc()
    global.gc()
    const { rss, heapUsed, external } = process.memoryUsage()
    process.send({ rss, heapUsed, external })
  }
})
process.channel?.unref()
