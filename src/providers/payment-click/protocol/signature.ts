import { createHash, timingSafeEqual } from "node:crypto"

/** The fields of a request that its signature is made of: the texts as they came. */
export type Signed = {
  click_trans_id: string
  service_id: string
  merchant_trans_id: string
  /** Only Complete has one. */
  merchant_prepare_id?: string
  amount: string
  action: string
  sign_time: string
}

/** The signature of a request of Click's: 32 hexadecimal digits. */
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

/** Whether a request is Click's. It takes the same time whatever is wrong with the signature. */
export function isSigned(fields: Signed & { sign_string: string }, secretKey: string): boolean {
  const expected = Buffer.from(signatureOf(fields, secretKey), "hex")
  const given = /^[\da-f]{32}$/i.test(fields.sign_string)
    ? Buffer.from(fields.sign_string, "hex")
    : Buffer.alloc(expected.length)
  return timingSafeEqual(given, expected)
}
