type Listener = { start: () => Promise<void>; stop: () => Promise<void> }

const listeners: Listener[] = []

/**
 * Start and stop listeners of the application. Medusa calls its lifecycle hooks only on modules, so the bot
 * registers a listener here when its file is loaded.
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
