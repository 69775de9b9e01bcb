const listeners = new Set<() => void>()

/** Notifies the dispatcher of this process about new messages, so that it does not wait for its next poll. */
export const newMessages = {
  notify(): void {
    for (const listener of listeners) {
      listener()
    }
  },
  /** @returns a function that removes the listener */
  listen(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
