import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

const PAGE = `<!doctype html>
<html lang="ru">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Guldasta</title>
<body style="font: 1.2rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 20vh auto; padding: 0 1rem">
<p lang="ru">Спасибо! Как прошла оплата, бот уже знает: вернитесь в Telegram.</p>
<p lang="uz">Rahmat! Toʻlov qanday oʻtgani botga maʼlum: Telegramga qayting.</p>
</body>
</html>
`

/** GET /hooks/stripe/return: page to which Stripe returns the shopper if the storefront has no return page. */
export function GET(_req: MedusaRequest, res: MedusaResponse): void {
  res.status(200).type("html").send(PAGE)
}
