const listeners = new Set<() => void>()

/** Rung when something is owed, so that whoever sends in this process looks at once. */
export const bell = {
  ring(): void {
    for (const listener of listeners) {
      listener()
    }
  },
  /** @returns a function that stops listening */
  listen(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
