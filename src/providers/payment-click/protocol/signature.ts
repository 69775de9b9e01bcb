import { createHash, timingSafeEqual } from "node:crypto"

/** Fields that the signature covers, as unparsed texts. */
export type Signed = {
  click_trans_id: string
  service_id: string
  merchant_trans_id: string
  /** Present only in Complete. */
  merchant_prepare_id?: string
  amount: string
  action: string
  sign_time: string
}

/** Computes the signature of a request: an MD5 digest in hexadecimal. */
export function signatureOf(fields: Signed, secretKey: string): string {
  const signed = [
    fields.click_trans_id,
    fields.service_id,
    secretKey,
    fields.merchant_trans_id,
    fields.merchant_prepare_id ?? "",
    fields.amount,
    fields.action,
    fields.sign_time,
  ]
  return createHash("md5").update(signed.join("")).digest("hex")
}

/** Verifies the signature of a request in constant time. */
export function isSigned(fields: Signed & { sign_string: string }, secretKey: string): boolean {
  const expected = Buffer.from(signatureOf(fields, secretKey), "hex")
  const given = /^[\da-f]{32}$/i.test(fields.sign_string)
    ? Buffer.from(fields.sign_string, "hex")
    : Buffer.alloc(expected.length)
  return timingSafeEqual(given, expected)
}
