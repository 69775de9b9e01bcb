import { AsyncLocalStorage } from "node:async_hooks"

/**
 * One storage for all values: each further storage makes every promise of the process slower, because Node copies each of them
 * into each promise.
 */
const values = new AsyncLocalStorage<Readonly<Record<symbol, unknown>>>()

/** A value that belongs to an asynchronous call: what the call awaits sees it too, and no other call does. */
export type CallValue<Value> = {
  /** The value in the current call; undefined outside of {@link CallValue.run}. */
  get: () => Value | undefined
  /** Runs `act` with a value. The other values of the call stay. */
  run: <Result>(value: Value, act: () => Result) => Result
}

export function callValue<Value>(name: string): CallValue<Value> {
  const key = Symbol(name)
  return {
    get: () => values.getStore()?.[key] as Value | undefined,
    run: (value, act) => values.run({ ...values.getStore(), [key]: value }, act),
  }
}
