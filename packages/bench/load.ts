import type { Shopper } from "./shopper"

/** The times of each act, in ms, by the act's name. */
export type Times = Map<string, number[]>

export type Load = {
  /** What one shopper does over and over; each act's time is noted under its name. */
  round: (shopper: Shopper, note: (name: string, ms: number) => void) => Promise<void>
  shoppers: Shopper[]
  /** For so long … */
  seconds: number
  /** … or until it is enough; asked before each round. */
  isEnough?: () => boolean
}

/** Lets shoppers act side by side for a time. @returns what they noted, how long it went on, and what failed */
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

/** Everybody's first round, which is slower: the shop has just started, and pictures are drawn. */
export function firstRound(shoppers: Shopper[], round: Load["round"]) {
  let begun = 0
  return load({ shoppers, seconds: Infinity, isEnough: () => begun++ >= shoppers.length, round })
}
