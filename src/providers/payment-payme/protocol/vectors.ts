import type { PaymeCheckout } from "./checkout-url"

/** Test vectors encoded with another program. */
export const checkoutVectors: { name: string; checkout: PaymeCheckout; url: string; text: string }[] = [
  {
    name: "contains the merchant, the order, the amount in tiyin and the language",
    checkout: {
      host: "https://checkout.paycom.uz",
      merchantId: "5e730e8e0b852a417aa49ceb",
      orderId: "197",
      amount: 50_000,
      language: "ru",
    },
    text: "m=5e730e8e0b852a417aa49ceb;ac.order_id=197;a=50000;l=ru",
    url: "https://checkout.paycom.uz/bT01ZTczMGU4ZTBiODUyYTQxN2FhNDljZWI7YWMub3JkZXJfaWQ9MTk3O2E9NTAwMDA7bD1ydQ==",
  },
  {
    name: "escapes a semicolon in the return URL",
    checkout: {
      host: "https://test.paycom.uz/",
      merchantId: "5e730e8e0b852a417aa49ceb",
      orderId: "1",
      amount: 13_000_000,
      language: "uz",
      returnUrl: "https://t.me/guldasta_bot?start=a;b",
    },
    text: "m=5e730e8e0b852a417aa49ceb;ac.order_id=1;a=13000000;l=uz;c=https://t.me/guldasta_bot?start=a%3Bb",
    url: "https://test.paycom.uz/bT01ZTczMGU4ZTBiODUyYTQxN2FhNDljZWI7YWMub3JkZXJfaWQ9MTthPTEzMDAwMDAwO2w9dXo7Yz1odHRwczovL3QubWUvZ3VsZGFzdGFfYm90P3N0YXJ0PWElM0Ji",
  },
]

const KEY = "uzcardsomekey1219324fwef4DKWBKFfew#%"
const RIGHT = "UGF5Y29tOnV6Y2FyZHNvbWVrZXkxMjE5MzI0ZndlZjRES1dCS0ZmZXcjJQ=="

export const authorizationVectors: {
  name: string
  header: string | undefined
  key: string
  isRight: boolean
}[] = [
  { name: "accepts the login and the key", header: `Basic ${RIGHT}`, key: KEY, isRight: true },
  { name: "ignores the case of the scheme", header: `basic ${RIGHT}`, key: KEY, isRight: true },
  { name: "rejects another key", header: `Basic ${RIGHT}`, key: `${KEY}x`, isRight: false },
  {
    name: "rejects another login",
    header: "Basic UGF5bWU6dXpjYXJkc29tZWtleTEyMTkzMjRmd2VmNERLV0JLRmZldyMl",
    key: KEY,
    isRight: false,
  },
  {
    name: "rejects a key without the login",
    header: "Basic dXpjYXJkc29tZWtleTEyMTkzMjRmd2VmNERLV0JLRmZldyMl",
    key: KEY,
    isRight: false,
  },
  { name: "rejects an empty key", header: "Basic UGF5Y29tOg==", key: KEY, isRight: false },
  { name: "rejects invalid base64", header: "Basic ###", key: KEY, isRight: false },
  { name: "rejects the Bearer scheme", header: `Bearer ${RIGHT}`, key: KEY, isRight: false },
  { name: "rejects a missing header", header: undefined, key: KEY, isRight: false },
]
