import { parsePhoneNumberFromString } from "libphonenumber-js/max"

/** A stored phone number as people write it: "+998 90 123 45 67". */
export function phoneAsWritten(stored: string): string {
  return parsePhoneNumberFromString(stored)?.formatInternational() ?? stored
}
