import { connect, createServer, type AddressInfo, type Socket } from "node:net"

/** A TCP proxy between the shop and Telegram. A test can interrupt the connection. */
export type TelegramLine = {
  url: string
  /** Sets the target address. */
  leadTo: (url: string) => void
  /** Closes all connections and refuses new ones. */
  cut: () => Promise<void>
  /** Accepts connections again. */
  restore: () => Promise<void>
  close: () => Promise<void>
}

/** Starts the proxy. */
export async function startTelegramLine(): Promise<TelegramLine> {
  const open = new Set<Socket>()
  let target = new URL("http://localhost:1")
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.on("error", () => socket.destroy())
    socket.on("close", () => open.delete(socket))
  }
  const server = createServer((from) => {
    const to = connect(Number(target.port), target.hostname)
    keep(from)
    keep(to)
    from.on("close", () => to.destroy())
    to.on("close", () => from.destroy())
    from.pipe(to)
    to.pipe(from)
  })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject)
      server.listen(port, "127.0.0.1", resolve)
    })
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      open.forEach((socket) => socket.destroy())
    })
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo: (url) => (target = new URL(url)),
    cut,
    restore: () => listen(port),
    close: () => (server.listening ? cut() : Promise.resolve()),
  }
}
