// Preloaded into every process that `npm start` starts. When the starter ends for any reason, the child ends
// too. A crash of the starter therefore leaves no process behind that holds a port or the database's folder.
process.on("disconnect", () => {
  process.kill(process.pid, "SIGTERM")
  setTimeout(() => process.exit(1), 20_000).unref()
})
// The IPC channel to the starter must not keep this process alive.
process.channel?.unref()
