import { connect, createServer, type AddressInfo, type Socket } from "node:net"

/** The line between the shop and Telegram, which a test can cut. */
export type TelegramLine = {
  url: string
  /** Where it leads. */
  leadTo: (url: string) => void
  /** Ends all that is said, and takes no new calls: connections are refused. */
  cut: () => Promise<void>
  resolve: () => Promise<void>
  close: () => Promise<void>
}

/** Lays a line that hands bytes on, both ways. */
export async function layTelegramLine(): Promise<TelegramLine> {
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
    resolve: () => listen(port),
    close: () => (server.listening ? cut() : Promise.resolve()),
  }
}
