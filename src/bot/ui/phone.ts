import { parsePhoneNumberFromString } from "libphonenumber-js/max"

/** Formats an E.164 phone number: "+998 90 123 45 67". */
export function phoneAsWritten(stored: string): string {
  return parsePhoneNumberFromString(stored)?.formatInternational() ?? stored
}
