import { callList } from "./call-list"
import { layOut } from "./layout"
import { markup, type Markup } from "./markup"
import { moneyText } from "./money"
import { TEXTS, type Action, type PageState, type Texts } from "./texts"
import type { Call, Gateway, Language } from "./types"

/** Prefilled values of the form. A field without a value is not shown. The stand-ins ignore all of them. */
export type Fields = { card?: string; expires?: string; code?: string; phone?: string; email?: string }

export type PayPage = {
  gateway: Gateway
  language: Language
  /** Name of the shop. */
  shop: string
  /** Order number. */
  order: string
  /** In minor units of the currency: tiyin, cents. */
  amount: number
  currency: string
  /** Order lines, when the gateway has them. Amounts are in minor units. */
  lines?: { title: string; amount: number }[]
  /** Payment deadline in ms since 1970, when the gateway has one. */
  until?: number
  state: PageState
  fields: Fields
  /**
   * Available actions. Each is a button that POSTs `action=<name>` to the page's own address. "pay" is the main button.
   */
  actions: Action[]
  /** Message about the last action, such as the shop's refusal. */
  message?: string
  /** All calls to the shop about this payment, oldest first. */
  calls: Call[]
  /** Address of the "back to the shop" link. */
  returnUrl?: string
}

/** Renders a gateway's pay page: the bill, the payment form, the other scenarios and the calls to the shop. */
export function payPage(page: PayPage): string {
  const { gateway, language, calls } = page
  const texts = TEXTS[language]
  return layOut({
    title: `${gateway.name} · ${texts.order}${page.order}`,
    language,
    color: gateway.color,
    body: markup`
<p class="stand-in" data-testid="stand-in">${texts.standIn}</p>
<main class="pay" data-testid="pay-page" data-state="${page.state}">
  ${bill(page, texts)}
  <section class="till">
    ${page.state === "open" ? undefined : outcome(page.state, page, texts)}
    ${page.actions.includes("pay") ? payForm(page, texts) : undefined}
    ${page.state === "open" ? undefined : backLink(page, texts)}
    <p class="small">${texts.explanation.replace("{gateway}", gateway.name)}</p>
  </section>
</main>
${otherScenarios(page, texts)}
${callList(calls, texts)}`,
  })
}

/** Renders the page for an address that the gateway cannot parse. */
export function unknownAddressPage(gateway: Gateway, language: Language = "ru"): string {
  const texts = TEXTS[language]
  return layOut({
    title: gateway.name,
    language,
    color: gateway.color,
    body: markup`
<p class="stand-in">${texts.standIn}</p>
<main class="pay" data-testid="unknown-address-page">
  <section class="bill"><p class="gateway">${gateway.name}</p></section>
  <section class="till"><p>${texts.unknownAddress.replace("{gateway}", gateway.name)}</p></section>
</main>`,
  })
}

function bill(
  { gateway, shop, order, amount, currency, lines, until, state, language }: PayPage,
  texts: Texts,
) {
  const isWaiting = state === "open" || state === "declined" || state === "closed"
  return markup`<section class="bill">
  <p class="gateway">${gateway.name}</p>
  <h1 class="shop">${shop}</h1>
  <p class="amount" data-testid="amount">${moneyText(amount, currency, language)}</p>
  <dl>
    ${lines?.map((line) => markup`<div><dt>${line.title}</dt><dd>${moneyText(line.amount, currency, language)}</dd></div>`)}
    <div class="order"><dt>${texts.order}${order}</dt><dd></dd></div>
    ${until !== undefined && isWaiting && timeLeft(until, texts)}
  </dl>
</section>`
}

function timeLeft(until: number, texts: Texts): Markup {
  const seconds = Math.round((until - Date.now()) / 1000)
  if (seconds <= 0) return markup`<div><dt>${texts.timeOver}</dt><dd></dd></div>`
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  return markup`<div><dt>${texts.timeLeft}</dt><dd data-until="${until}" data-testid="time-left">${clock}</dd></div>`
}

function payForm({ fields, amount, currency, language }: PayPage, texts: Texts): Markup {
  const { card, expires, code, phone, email } = fields
  return markup`<form method="post" class="fields">
  ${email !== undefined && field(texts.email, "email", email)}
  ${phone !== undefined && field(texts.phone, "tel", phone)}
  ${card !== undefined && field(texts.card, "card", card)}
  ${
    expires !== undefined &&
    markup`<div class="pair">
    ${field(texts.expires, "expires", expires)}
    ${code !== undefined && field(texts.code, "code", code)}
  </div>`
  }
  ${card !== undefined && markup`<p class="small">${texts.testCard}</p>`}
  <button name="action" value="pay" class="main">
    ${texts.pay.replace("{amount}", moneyText(amount, currency, language))}
  </button>
</form>`
}

function field(label: string, name: string, value: string): Markup {
  const mode = name === "email" ? "email" : "numeric"
  return markup`<label>${label}<input name="${name}" value="${value}" inputmode="${mode}" autocomplete="off"></label>`
}

const SIGNS: Record<Exclude<PageState, "open">, string> = {
  paid: "✓",
  declined: "✕",
  closed: "←",
  refunded: "↺",
  expired: "⏱",
  refused: "✕",
  unanswered: "…",
  unreported: "…",
}

function outcome(state: Exclude<PageState, "open">, { message }: PayPage, texts: Texts): Markup {
  const { title, hint } = texts.states[state]
  return markup`<div class="outcome ${state}" role="status">
  <span class="sign" aria-hidden="true">${SIGNS[state]}</span>
  <h2 data-testid="outcome">${title}</h2>
  <p>${message ?? hint}</p>
</div>`
}

function backLink({ returnUrl, state }: PayPage, texts: Texts): Markup {
  const isSafe = returnUrl !== undefined && /^(https?|tg):\/\//.test(returnUrl)
  if (isSafe) return markup`<a class="plain" href="${returnUrl}" data-testid="back">${texts.back}</a>`
  return markup`${state === "paid" && markup`<p class="small">${texts.mayClose}</p>`}`
}

/** Renders a button for each available action except "pay". */
function otherScenarios({ actions, gateway }: PayPage, texts: Texts): Markup {
  const others = actions.flatMap((action) => (action === "pay" ? [] : { action, ...texts.actions[action] }))
  if (others.length === 0) return markup``
  return markup`<section class="other-scenarios">
  <h2>${texts.otherScenarios}</h2>
  <p class="small">${texts.otherScenariosHint}</p>
  <form method="post" class="others">
    ${others.map(
      ({ action, label, hint }) => markup`<button name="action" value="${action}">
      <strong>${label}</strong><span>${hint.replace("{gateway}", gateway.name)}</span>
    </button>`,
    )}
  </form>
</section>`
}
