const SOUMS = /^(\d{1,11})(?:\.(\d{1,2})0*)?$/

/**
 * Parses an amount of Click ("280000", "280000.5", "280000.00") into tiyin, without floating-point arithmetic.
 *
 * @returns undefined if the amount is not a whole number of tiyin
 */
export function toTiyin(soums: string): number | undefined {
  const [, whole, rest = ""] = SOUMS.exec(soums) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(rest.padEnd(2, "0"))
}

/** Formats tiyin as soums with two decimals. */
export function toSoums(tiyin: number): string {
  return `${Math.trunc(tiyin / 100)}.${String(tiyin % 100).padStart(2, "0")}`
}
