// Loaded into every process that `npm start` makes: when the starter is gone, however it went, they go too,
// so that a crash leaves nothing behind that holds a port or the database's folder.
process.on("disconnect", () => {
  process.kill(process.pid, "SIGTERM")
  setTimeout(() => process.exit(1), 20_000).unref()
})
// The channel to the starter is no reason to stay alive.
process.channel?.unref()
