import type { ClickCheckout } from "./checkout-url"
import type { Signed } from "./signature"

/** Test vectors encoded with another program. */
export const checkoutVectors: { name: string; checkout: ClickCheckout; url: string }[] = [
  {
    name: "contains the service, the merchant, the amount in soums and the order",
    checkout: {
      page: "https://my.click.uz/services/pay",
      serviceId: "30123",
      merchantId: "20456",
      reference: "42",
      amount: 28_000_050,
    },
    url: "https://my.click.uz/services/pay/?service_id=30123&merchant_id=20456&amount=280000.50&transaction_param=42",
  },
  {
    name: "encodes the return URL",
    checkout: {
      page: "http://localhost:9090/click/services/pay",
      serviceId: "30123",
      merchantId: "20456",
      reference: "42",
      amount: 28_000_000,
      returnUrl: "https://t.me/guldasta_bot?start=a&b=c",
    },
    url: "http://localhost:9090/click/services/pay/?service_id=30123&merchant_id=20456&amount=280000.00&transaction_param=42&return_url=https%3A%2F%2Ft.me%2Fguldasta_bot%3Fstart%3Da%26b%3Dc",
  },
]

export const SECRET_KEY = "Q7pX-test-click"

const fields: Signed = {
  click_trans_id: "12345",
  service_id: "30123",
  merchant_trans_id: "42",
  amount: "280000.00",
  action: "0",
  sign_time: "2026-11-21 15:00:00",
}

/** Test vectors computed with md5sum. */
export const signatureVectors: { name: string; fields: Signed; signature: string }[] = [
  { name: "covers the fields of Prepare", fields, signature: "6f926836324133c6224fd078d0209450" },
  {
    name: "includes the prepare id in Complete",
    fields: { ...fields, merchant_prepare_id: "7", action: "1", sign_time: "2026-11-21 15:00:07" },
    signature: "b805d25ec69d8eaf35912ca3c0f06977",
  },
  {
    name: "covers the unparsed amount",
    fields: { ...fields, amount: "280000.0" },
    signature: "601ac4683db6ad63b61cbe9355ee1b90",
  },
  {
    name: "covers non-ASCII characters",
    fields: { ...fields, merchant_trans_id: "заказ №1", amount: "280000" },
    signature: "ac874494f206f6cf5657f719bc32249a",
  },
]
