type Listener = { start: () => Promise<void>; stop: () => Promise<void> }

const listeners: Listener[] = []

/**
 * Medusa tells only modules when the application is up and when it goes down. Who needs to know (the bot)
 * registers here when its file is loaded; the module itself knows nobody.
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
