/** Runs a step and prints its name with the elapsed seconds. */
export async function step<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  const live = process.stdout.isTTY
  process.stdout.write(live ? `  … ${what}` : `  … ${what}\n`)
  const timer = setInterval(
    () => {
      process.stdout.write(live ? `\r  … ${what} (${seconds()})` : `  … ${what} (${seconds()})\n`)
    },
    live ? 1000 : 15_000,
  )
  try {
    const result = await act()
    process.stdout.write(`${live ? "\r\x1b[K" : ""}  ✓ ${what} (${seconds()})\n`)
    return result
  } finally {
    clearInterval(timer)
  }
}
