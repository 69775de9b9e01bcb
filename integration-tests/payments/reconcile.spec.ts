import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { checkPayments } from "../../src/jobs/check-payments"
import continueRuns from "../../src/jobs/continue-runs"
import notifyOfMismatches from "../../src/jobs/notify-of-mismatches"
import { CLICK, PAYME, STRIPE } from "../../src/lib/shop"
import { GATEWAY_MODULE } from "../../src/modules/gateway"
import type GatewayModuleService from "../../src/modules/gateway/service"
import type { GatewayTransactionRecord } from "../../src/modules/gateway/types"
import { createRun } from "../../src/workflows/runs/create-run"
import { ADMINS, botSuite, MADINA } from "../bot/support"
import { createAdmin } from "../support/admin"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { compareRegistry, endedComparison } from "../support/registry"
import { outboxIsEmpty } from "../bot/workshop-support"
import { pattern, price, saying } from "../support/labels"

jest.setTimeout(300_000)

const ROUTE = "/admin/gateway-transactions"
const LONG_WAIT = { within: 60_000 }

type Kept = Partial<GatewayTransactionRecord> & { external_id: string; reference: string; amount: number }

botSuite("reconciliation", ({ telegram, container, api }) => {
  const gateway = () => container().resolve<GatewayModuleService>(GATEWAY_MODULE)
  let admin: Awaited<ReturnType<typeof createAdmin>>
  beforeAll(jobsRunByHand)
  beforeEach(async () => {
    admin = await createAdmin(container())
  })

  /** Stores a gateway transaction as the shop does. */
  const kept = (one: Kept) =>
    gateway().createGatewayTransactions({
      provider_id: PAYME,
      order_id: `order_${one.external_id}`,
      currency_code: "uzs",
      state: "performed",
      settled_state: "performed",
      gateway_time: new Date("2026-11-20T09:00:00Z"),
      began_at: new Date("2026-11-20T09:00:00Z"),
      performed_at: new Date("2026-11-20T09:01:00Z"),
      ...one,
    })

  const compare = async (file: Buffer | string, query: string) => {
    const { data, status } = await compareRegistry(api, file, query, admin.options.headers)
    return { status, ...data }
  }
  type Found = { kind: string; external_id: string; line: number | null }
  const kinds = ({ differences }: { differences: Found[] }) =>
    differences.map(({ kind, external_id, line }) => `${kind} ${external_id} ${line ?? "-"}`)

  /** Encodes text as Excel for Russian Windows does. */
  const windows1251 = (text: string) =>
    Buffer.from(
      [...text].map((sign) => {
        const code = sign.charCodeAt(0)
        if (code < 128) {
          return code
        }
        return sign === "ё" ? 0xb8 : sign === "№" ? 0xb9 : code - 0x410 + 0xc0
      }),
    )

  it("compares the exports of Payme's, Click's and Stripe's cabinets with the shop's records", async () => {
    await kept({ external_id: "aaaa", reference: "41", amount: 12_000_000 })
    await kept({ external_id: "bbbb", reference: "42", amount: 28_000_050 })
    await kept({ external_id: "cccc", reference: "43", amount: 5_000_000 })
    await kept({ external_id: "dddd", reference: "44", amount: 7_000_000 })
    await kept({
      external_id: "eeee",
      reference: "45",
      amount: 7_000_000,
      performed_at: new Date("2026-11-28"),
    })
    const payme = [
      "Выписка по кассе №7;;;;",
      "",
      "Дата платежа;Время платежа;ID чека;Сумма платежа;Состояние чека",
      "20.11.2026;14:01;aaaa;120 000,00;Оплачен",
      "20.11.2026;14:02;bbbb;280 000,00;Оплачен",
      "20.11.2026;14:03;cccc;50 000,00;Отменён",
      "20.11.2026;14:05;ffff;90 000,00;Оплачен",
      "20.11.2026;14:06;gggg;90 000,00;Отменён",
      "Итого;;;630 000,00;",
    ].join("\r\n")
    for (const file of [windows1251(payme), payme, `\uFEFF${payme}`]) {
      const found = await compare(file, `provider_id=${PAYME}&from=2026-11-20&to=2026-11-20`)
      expect(found).toMatchObject({ status: 200, rows: 5, left_out: 1, matched: 1 })
      expect(kinds(found)).toEqual([
        "amount_differs bbbb 5",
        "state_differs cccc 6",
        "only_there ffff 7",
        "only_here dddd -",
      ])
    }

    await kept({
      provider_id: CLICK,
      external_id: "9001",
      payment_id: "777001",
      reference: "51",
      amount: 4_500_000,
    })
    await kept({ provider_id: CLICK, external_id: "9002", reference: "52", amount: 4_500_000 })
    const click = [
      '"Payment ID","merchant_trans_id","Amount","Status","Date"',
      '"777001","51","45000.00","Success","2026-11-20 14:01:10"',
      '"777002","52","45000.00","Success","2026-11-20 14:02:10"',
      '"777003","53","45000.00","Success","2026-11-20 14:03:10"',
    ].join("\n")
    const clicks = await compare(click, `provider_id=${CLICK}`)
    // The second payment is matched by its order number: the file has another payment id.
    expect([clicks.matched, kinds(clicks)]).toEqual([2, ["only_there 777003 4"]])

    await kept({
      provider_id: STRIPE,
      external_id: "pi_1",
      reference: "61",
      amount: 4_999,
      currency_code: "eur",
    })
    const stripe = [
      "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Status,PaymentIntent ID",
      'ch_1,"Bouquet, 5 roses",Payment complete.,2026-11-20 09:01:00,49.99,0.00,eur,Paid,pi_1',
      "ch_2,,The bank said no,2026-11-20 09:02:00,49.99,0.00,eur,Failed,pi_2",
      "ch_3,,Payment complete.,2026-11-20 09:03:00,19.99,0.00,eur,Paid,pi_3",
    ].join("\n")
    const stripes = await compare(stripe, `provider_id=${STRIPE}`)
    expect([stripes.matched, kinds(stripes)]).toEqual([1, ["only_there ch_3 4"]])
    expect(stripes.differences[0]).toMatchObject({ their_amount: 1_999, at: "2026-11-20T09:03:00.000Z" })

    const other = "Nr;Betrag\r\naaaa;120000"
    expect(await compare(other, `provider_id=${PAYME}`)).toMatchObject({ code: "registry_columns" })
    const named = await compare(other, `provider_id=${PAYME}&id_column=nr&amount_column=Betrag`)
    expect([named.matched, named.differences]).toEqual([1, []])
  })

  it("answers with a CSV file without executable formulas, and refuses a file that it cannot read", async () => {
    const evil = 'id;amount;status\r\n"=cmd|\' /C calc\'!A0";100;Paid\r\n"@SUM(1)";5;Paid'
    const { id } = (await compare(evil, `provider_id=${PAYME}`)).comparison
    const { data } = await api.get(`${ROUTE}/compare/${id}?format=csv`, admin.options)
    const [, first, second] = String(data).split("\r\n")
    expect(first).toMatch(/^"only_there";"2";"'=cmd\|' \/C calc'!A0"/)
    expect(second).toMatch(/^"only_there";"3";"'@SUM\(1\)"/)

    const query = `provider_id=${PAYME}`
    expect(await compare(Buffer.alloc(0), query)).toMatchObject({ status: 400, code: "file_empty" })
    expect(await compare(Buffer.alloc(10 * 1024 * 1024 + 1, "a"), query)).toMatchObject({
      status: 413,
      code: "file_too_large",
    })
    expect(await compare(Buffer.from([0, 1, 2, 3]), query)).toMatchObject({ status: 400 })
    expect((await compare("id;amount", "provider_id=' or 1=1")).status).toBe(400)
  })

  it("stores the progress and pages of a long comparison, and continues it after a stop", async () => {
    const { headers } = admin.options
    const rows = Array.from({ length: 1450 }, (_, at) => `x${at};${at + 1},00;Paid`)
    const file = Buffer.from(["id;amount;status", ...rows].join("\n"))
    const { data: first } = await compareRegistry(api, file, `provider_id=${PAYME}`, headers)
    expect(first).toMatchObject({
      rows: 1450,
      count: 1450,
      comparison: { status: "done", done: 1450, total: 1450 },
    })
    const { id } = first.comparison
    const page = await endedComparison(api, id, headers, "limit=300&offset=1150")
    expect([page.differences.length, page.differences[0].line, page.differences[299].line]).toEqual([
      300, 1152, 1451,
    ])

    // The process stopped after it stored the file.
    const input = { provider_id: PAYME }
    const stopped = await createRun(container(), { kind: "registry-comparison", input, file })
    const lost = await createRun(container(), { kind: "registry-comparison", input })
    const open = await api.get(`${ROUTE}/compare/${stopped}`, admin.options)
    expect(open.data).toMatchObject({ comparison: { status: "waiting" }, result: null, differences: [] })
    const csv = { ...admin.options, validateStatus: () => true }
    expect((await api.get(`${ROUTE}/compare/${stopped}?format=csv`, csv)).data.code).toBe("not_done")
    const knex = container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await knex.raw("update core_run set updated_at = now() - interval '1 minute' where id in (?, ?)", [
      stopped,
      lost,
    ])
    await continueRuns(container())
    expect(await endedComparison(api, stopped, headers)).toMatchObject({
      count: 1450,
      result: { rows: 1450 },
    })
    expect((await endedComparison(api, lost, headers)).comparison).toMatchObject({
      status: "failed",
      error: { code: "run_interrupted" },
    })
    const { data: listed } = await api.get(`${ROUTE}/compare?limit=2`, admin.options)
    expect(listed.comparisons.map((one: { id: string }) => one.id)).toEqual([lost, stopped])
  })

  /** A captured payment in Medusa for a gateway transaction. */
  const capturedOf = async (one: { external_id: string; amount: number }) => {
    const payment = container().resolve(Modules.PAYMENT)
    const amount = one.amount / 100
    const collection = await payment.createPaymentCollections({ currency_code: "uzs", amount })
    const session = await payment.createPaymentSession(collection.id, {
      provider_id: "pp_system_default",
      amount,
      currency_code: "uzs",
      data: {},
    })
    const authorized = await payment.authorizePaymentSession(session.id, {})
    const { id } = await payment.capturePayment({ payment_id: authorized?.id ?? "" })
    const performed = { transaction_id: one.external_id, at: new Date().toISOString() }
    const payload = { id, data: { performed } }
    await payment.updatePayment(payload)
    await container()
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw("update payment set provider_id = ? where id = ?", [PAYME, id])
    return id
  }

  it("finds differing sums at night, notifies the admin chat once, and sends nothing when all sums match", async () => {
    const madina = telegram().person(MADINA)
    const day = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10)
    const performed_at = new Date(`${day}T09:00:00Z`)
    await kept({ external_id: "good", reference: "71", amount: 30_000_000, performed_at })
    await capturedOf({ external_id: "good", amount: 30_000_000 })
    const night = new Date(`${new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10)}T22:20:00Z`)
    const check = async (now = night) => {
      await Promise.all([checkPayments(container(), now), checkPayments(container(), now)])
      await outboxIsEmpty(container())
    }
    const notices = async () =>
      (await telegram().calls({ chat_id: ADMINS })).filter(({ params }) =>
        saying("mismatches.check_title").test(String(params.text)),
      )

    await check()
    expect(await notices()).toHaveLength(0)
    expect((await api.get(`${ROUTE}/check?from=${day}&to=${day}`, admin.options)).data).toMatchObject({
      days: [{ day, gateway: "Payme", payments: 1, taken: 30_000_000, captured: 30_000_000 }],
      findings: [],
    })

    // One soum is missing in Medusa, and one whole payment.
    await kept({ external_id: "bad1", reference: "72", amount: 12_000_000, performed_at })
    await capturedOf({ external_id: "bad1", amount: 11_999_900 })
    await kept({ external_id: "bad2", reference: "73", amount: 5_000_000, performed_at })
    await check(new Date(night.getTime() - 3 * 3_600_000))
    expect(await notices()).toHaveLength(0)
    await check()
    await check()
    const message = await madina.sees(saying("mismatches.check_title"), { in: ADMINS, ...LONG_WAIT })
    expect(message.text).toMatch(
      saying("mismatches.check_day", { gateway: "Payme", taken: price(470_000), captured: price(419_999) }),
    )
    expect(message.text).toMatch(saying("mismatches.check_orders", { numbers: "№72, №73" }))
    expect(await notices()).toHaveLength(1)
    expect(await gateway().listGatewayTransactions({ external_id: ["bad1", "bad2"] })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ external_id: "bad1", needs_attention: "amount_differs" }),
        expect.objectContaining({ external_id: "bad2", needs_attention: "unsettled", settled_state: null }),
      ]),
    )
    const { data } = await api.get(`${ROUTE}/check?from=${day}&to=${day}`, admin.options)
    expect(data.findings.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      "amount_differs",
      "not_captured",
    ])
  })

  it("notifies about each unmatched payment once with the next step, and about many in one message", async () => {
    const madina = telegram().person(MADINA)
    const order = { external_id: "t1", reference: "81", amount: 30_000_000 }
    await kept({ ...order, settled_state: null, needs_attention: "order_canceled" })
    const notify = async () => {
      await Promise.all([notifyOfMismatches(container()), notifyOfMismatches(container())])
      await outboxIsEmpty(container())
    }
    const begun = Date.now()
    const notices = async () =>
      (await telegram().calls({ chat_id: ADMINS })).filter(
        ({ at, params }) =>
          at >= begun &&
          pattern`${saying("mismatches.title")}|${saying("mismatches.many")}`.test(String(params.text)),
      )
    await notify()
    await notify()
    const one = await madina.sees(saying("mismatches.title", { number: 81 }), { in: ADMINS, ...LONG_WAIT })
    expect(one.text).toMatch(pattern`${price(300_000)}`)
    expect(one.text).toMatch(saying("mismatches.order_canceled"))
    expect(one.text).toMatch(saying("mismatches.step_refund_cabinet", { gateway: "Payme" }))
    expect(await notices()).toHaveLength(1)

    const began_at = new Date(Date.now() - 25 * 3_600_000)
    const open = { state: "in_progress" as const, performed_at: null, settled_state: null, began_at }
    for (const reference of ["82", "83", "84", "85"]) {
      await kept({ external_id: `t${reference}`, reference, amount: 1_000_000, ...open })
    }
    await notify()
    const many = await madina.sees(saying("mismatches.many", { count: 4 }), { in: ADMINS, ...LONG_WAIT })
    expect(many.text).toMatch(pattern`№82, Payme, ${price(10_000)}: ${saying("mismatches.stuck")}`)
    expect(await notices()).toHaveLength(2)
  })
})
