import type { Shopper } from "./shopper"

/** Measured times in ms, by the name of the action. */
export type Times = Map<string, number[]>

export type Load = {
  /** The actions that each shopper repeats. It records each action's time with `note`. */
  round: (shopper: Shopper, note: (name: string, ms: number) => void) => Promise<void>
  shoppers: Shopper[]
  /** Maximum duration. */
  seconds: number
  /** Ends the load earlier when it returns true. Called before each round. */
  isEnough?: () => boolean
}

/** Runs rounds of concurrent shoppers. @returns their times, the error messages, and the actual duration in seconds */
export async function load({ round, shoppers, seconds, isEnough = () => false }: Load) {
  const times: Times = new Map()
  const errors: string[] = []
  const note = (name: string, ms: number) => {
    const noted = times.get(name) ?? []
    noted.push(ms)
    times.set(name, noted)
  }
  const began = performance.now()
  await Promise.all(
    shoppers.map(async (shopper) => {
      while (performance.now() - began < seconds * 1000 && !isEnough()) {
        try {
          await round(shopper, note)
        } catch (error) {
          errors.push(error instanceof Error ? error.message : String(error))
        }
      }
    }),
  )
  return { times, errors, seconds: (performance.now() - began) / 1000 }
}

/** Runs one round per shopper. It is slower than later rounds: the shop is cold and draws its pictures. */
export function firstRound(shoppers: Shopper[], round: Load["round"]) {
  let started = 0
  return load({ shoppers, seconds: Infinity, isEnough: () => started++ >= shoppers.length, round })
}
