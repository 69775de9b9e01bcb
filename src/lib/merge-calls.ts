type State<Input> = { running: Promise<void>; next?: { input: Input; done: Promise<void> } }

/**
 * Makes a function that runs once at a time for each key. Calls during a run share one next run, so that hundreds of
 * events at once cost few runs.
 *
 * @param run called with the merged input of all calls that share the run
 * @param merge the input of two calls as one
 * @returns a function that resolves when the run with its input has ended, and rejects when that run fails
 */
export function mergeCalls<Input>(
  run: (input: Input) => Promise<void>,
  merge: (one: Input, other: Input) => Input,
): (key: object, input: Input) => Promise<void> {
  const states = new WeakMap<object, State<Input>>()
  const start = (key: object, input: Input): Promise<void> => {
    const state: State<Input> = { running: run(input) }
    states.set(key, state)
    const end = () => {
      if (!state.next) {
        states.delete(key)
      }
    }
    state.running.then(end, end)
    return state.running
  }
  return (key, input) => {
    const state = states.get(key)
    if (!state) {
      return start(key, input)
    }
    if (state.next) {
      state.next.input = merge(state.next.input, input)
      return state.next.done
    }
    const next = { input, done: Promise.resolve() }
    state.next = next
    next.done = state.running.catch(() => undefined).then(() => start(key, next.input))
    return next.done
  }
}
