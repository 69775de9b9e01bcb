import { createServer } from "node:net"

/**
 * Checks that a port of this machine is free.
 *
 * @throws with instructions for the user if it is not
 */
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
