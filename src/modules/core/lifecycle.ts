type Listener = { start: () => Promise<void>; stop: () => Promise<void> }

const listeners: Listener[] = []

/**
 * Starts and stops parts of the shop with the application. Medusa tells only modules about its start and stop; a part
 * such as the bot registers here when its file is loaded.
 */
export const lifecycle = {
  register(listener: Listener): void {
    listeners.push(listener)
  },
  async start(): Promise<void> {
    await Promise.all(listeners.map((listener) => listener.start()))
  },
  async stop(): Promise<void> {
    await Promise.all(listeners.map((listener) => listener.stop()))
  },
}
