import { createServer } from "node:net"

/** Checks that nobody listens on a port of this machine. @throws with a sentence that says what to do */
export async function mustBeFree(port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${error.code})`
      reject(
        new Error(
          `Port ${port} ${why}. Stop that program, or choose another port: ${variable}=${port + 1} npm start`,
        ),
      )
    })
    probe.listen(port, () => probe.close(() => resolve()))
  })
}
