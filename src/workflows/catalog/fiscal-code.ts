/** Number of digits of an IKPU code. */
export const IKPU_DIGITS = 17

/**
 * Reads a code from a product's metadata. The admin's metadata form stores each text of digits as a number, without
 * its leading zeros.
 *
 * @param digits the code's length, if all codes of this kind have the same
 * @returns null if there is none
 */
export function fiscalCode(value: unknown, digits = 0): string | null {
  if (typeof value === "number") {
    return String(value).padStart(digits, "0")
  }
  return typeof value === "string" && value !== "" ? value : null
}
