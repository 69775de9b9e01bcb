import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { RATING_MODULE } from "../../src/modules/rating"
import type RatingModuleService from "../../src/modules/rating/service"
import { bindLogin, createAdmin } from "../support/admin"
import { eventually } from "../support/eventually"
import { saying } from "../support/labels"
import { hireStaff } from "../support/workshop-view"
import { accountOf, goesToCheckout, ordersOf, placesOrder, putIntoCart, tellsAll } from "./checkout-support"
import { comesIn, dataBehind, forgesOnScreen, words } from "./shopper-support"
import { AZIZA, botSuite, JASUR } from "./support"

const EMAIL = "aziza.karimova@example.uz"

botSuite("customers of the bot in the admin", ({ telegram, container, api }) => {
  const aziza = () => telegram().person(AZIZA)
  const customerIdOf = async (id: number) => (await accountOf(container(), id)).customer_id ?? ""
  const customer = (id: string) => container().resolve(Modules.CUSTOMER).retrieveCustomer(id)
  const ratings = () => container().resolve<RatingModuleService>(RATING_MODULE)
  /** A rating of a customer. @returns its product */
  const rates = async (customer_id: string) => {
    const product_id = "prod_rated"
    const about = { order_id: "order_rated", display_id: 7, product_ids: [product_id] }
    await ratings().rate({ ...about, customer_id, stars: 4 }, new Date())
    return { product_id }
  }
  const customersOfOrders = async () => {
    const orders = await container()
      .resolve(Modules.ORDER)
      .listOrders({}, { order: { display_id: "ASC" } })
    return orders.map(({ customer_id }) => customer_id)
  }

  it("are edited, and order with an e-mail and an address from the admin", async () => {
    const { options } = await createAdmin(container())
    const shopper = aziza()
    await goesToCheckout(container(), shopper)
    const route = `/admin/customers/${await customerIdOf(AZIZA)}`
    const edit = { email: EMAIL, first_name: "Азиза", phone: "+998901234567" }
    const edited = await api.post(route, edit, options)
    expect([edited.status, edited.data.customer]).toEqual([200, expect.objectContaining(edit)])
    const address = { address_1: "ул. Бахауддина Накшбанда 3", country_code: "uz" }
    expect((await api.post(`${route}/addresses`, address, options)).status).toBe(200)
    await shopper.sends("/addresses")
    await shopper.sees(/1\. ул. Бахауддина Накшбанда 3/)

    await shopper.sends("/cart")
    await shopper.taps(saying("cart.checkout"))
    await shopper.sees(saying("checkout.ask_method"))
    await shopper.taps(saying("checkout.method_me"))
    // The phone is known from the admin.
    await shopper.taps(/📍 ул. Бахауддина/)
    await shopper.taps(/Центр Бухары.*20.000/)
    await shopper.taps(/🕐 \d/)
    await shopper.sees(saying("checkout.summary"))
    await shopper.taps(saying("checkout.pay_pp_system_default"))
    await shopper.sees(saying("checkout.placed"))
    expect(await customersOfOrders()).toEqual([await customerIdOf(AZIZA)])
    // The language changes the cart, for which Medusa looks up the customer of its e-mail.
    await putIntoCart(container(), AZIZA)
    await shopper.sends("/language")
    await shopper.taps(saying("common.language_uzbek"))
    await shopper.sees(saying("common.menu", {}, "uz"))
    await putIntoCart(container(), AZIZA, { language: "uz" })
    expect((await customer(await customerIdOf(AZIZA))).email).toBe(EMAIL)
  })

  it("are deleted, and begin anew when they write again", async () => {
    const { options } = await createAdmin(container())
    const shopper = aziza()
    await placesOrder(container(), shopper)
    const oldOrder = await dataBehind(telegram(), saying("checkout.status"))
    await putIntoCart(container(), AZIZA)
    const old = await customerIdOf(AZIZA)
    const rated = await rates(old)

    const deleted = await api.delete(`/admin/customers/${old}`, options)
    expect([deleted.status, deleted.data]).toEqual([200, { id: old, object: "customer", deleted: true }])
    expect((await api.get(`/admin/customers/${old}`, options)).status).toBe(404)
    expect(await ratings().listRatings({})).toEqual([])
    expect(await ratings().listProductRatings({})).toMatchObject([{ ...rated, count: 0, sum: 0 }])
    const account = await accountOf(container(), AZIZA)
    expect(account).toMatchObject({ customer_id: null, cart_id: null, language: null, first_name: "" })
    const [order] = await ordersOf(container())
    expect(order).toMatchObject({ status: "pending", assignment: { status: "offered" } })
    const page = await api.get(`/admin/orders/${order.id}`, options)
    expect([page.status, page.data.order.id]).toEqual([200, order.id])
    const identities = await container().resolve(Modules.AUTH).listAuthIdentities({})
    expect(identities.filter(({ app_metadata }) => app_metadata?.customer_id)).toEqual([])

    await shopper.sends("hello")
    await shopper.sees(saying("common.choose_language"))
    await comesIn(shopper)
    await forgesOnScreen(shopper, oldOrder)
    await shopper.sends("/orders")
    await shopper.sees(saying("orders.none"))
    await shopper.sends("/addresses")
    await shopper.sees(saying("checkout.addresses_none"))
    await shopper.sends("/cart")
    await shopper.sees(saying("cart.empty"))
    expect(words(await shopper.screen())).not.toMatch(/Навои/)
    await opensCheckout(shopper)
    await tellsAll(shopper)
    await paysInCash(shopper)
    const fresh = await customerIdOf(AZIZA)
    expect(await customersOfOrders()).toEqual([old, fresh])
    expect(fresh).not.toBe(old)
  })

  it("are merged with their orders, addresses, groups and Telegram account", async () => {
    const { options } = await createAdmin(container())
    const customers = container().resolve(Modules.CUSTOMER)
    const shopper = aziza()
    await placesOrder(container(), shopper)
    const from = await customerIdOf(AZIZA)
    await eventually(async () =>
      expect(await customers.listCustomerAddresses({ customer_id: from })).toHaveLength(1),
    )
    await rates(from)
    const group = await customers.createCustomerGroups({ name: "Friends" })
    await customers.addCustomerToGroup({ customer_id: from, customer_group_id: group.id })
    const guest = await customers.createCustomers({ email: EMAIL })
    const own = [await savesCards(from, "pp_stripe_stripe"), await savesCards(from, "pp_other_other")]
    const kept = await savesCards(guest.id, "pp_stripe_stripe")
    const merge = async (id: string, into: string) => {
      const { status, data } = await api.post(`/admin/customers/${id}/merge`, { into }, options)
      return [status, data]
    }

    expect(await merge(from, from)).toEqual([400, expect.objectContaining({ code: "same_customer" })])
    expect(await merge(from, "cus_none")).toEqual([404, expect.objectContaining({ code: "not_found" })])
    expect(await merge(from, guest.id)).toEqual([
      200,
      { customer: { id: guest.id }, providers_left: ["pp_stripe_stripe"] },
    ])
    // Stripe cannot join two of its customers: the remaining one keeps its own cards.
    expect((await accountsOf(guest.id)).sort()).toEqual([own[1], kept].sort())

    expect(await customerIdOf(AZIZA)).toBe(guest.id)
    expect(await ratings().listRatings({})).toMatchObject([{ customer_id: guest.id }])
    expect(await customer(guest.id)).toMatchObject({ email: EMAIL, has_account: true, first_name: "Aziza" })
    expect((await api.get(`/admin/customers/${from}`, options)).status).toBe(404)
    expect(await customersOfOrders()).toEqual([guest.id])
    const [address] = await customers.listCustomerAddresses({ customer_id: guest.id })
    expect(address.address_1).toBe("ул. Навои 12, кв. 5")
    const { groups } = await customers.retrieveCustomer(guest.id, { relations: ["groups"] })
    expect(groups.map(({ id }) => id)).toEqual([group.id])
    await shopper.sends("/orders")
    await shopper.sees(saying("orders.title"))
    await opensCheckout(shopper)
    // Phone, address and zone are known from the first order.
    await shopper.taps(saying("checkout.method_me"))
    await shopper.taps(/📍 ул. Навои 12/)
    await shopper.taps(/🕐 \d/)
    await shopper.sees(saying("checkout.summary"))
    await paysInCash(shopper)
    expect(await customersOfOrders()).toEqual([guest.id, guest.id])
  })

  it("are merged once when two users merge them into each other at the same time", async () => {
    const { options } = await createAdmin(container())
    await placesOrder(container(), aziza())
    const one = await customerIdOf(AZIZA)
    const other = await container().resolve(Modules.CUSTOMER).createCustomers({ email: EMAIL })
    const answers = await Promise.all([
      api.post(`/admin/customers/${one}/merge`, { into: other.id }, options),
      api.post(`/admin/customers/${other.id}/merge`, { into: one }, options),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
    const remaining = await customer(await customerIdOf(AZIZA))
    expect(await customersOfOrders()).toEqual([remaining.id])
  })

  it("with a login of their own are not merged into others, and stay as they are when a merge fails", async () => {
    const { options } = await createAdmin(container())
    await placesOrder(container(), aziza())
    const from = await customerIdOf(AZIZA)
    const customers = container().resolve(Modules.CUSTOMER)
    const other = await customers.createCustomers({ email: "lola@example.uz", has_account: true } as object)
    await container()
      .resolve(Modules.AUTH)
      .createAuthIdentities({ app_metadata: { customer_id: other.id } })
    const refused = await api.post(`/admin/customers/${other.id}/merge`, { into: from }, options)
    expect([refused.status, refused.data.code]).toEqual([400, "customer_can_log_in"])

    const taken = await customers.createCustomers({ email: "lola@example.uz" })
    const conflict = await api.post(`/admin/customers/${from}/merge`, { into: taken.id }, options)
    expect(conflict.data.code).toBe("email_taken")
    expect(await customerIdOf(AZIZA)).toBe(from)
    expect(await customersOfOrders()).toEqual([from])
  })

  it("are exported and merged only by owners and managers", async () => {
    const { user, options } = await createAdmin(container())
    await comesIn(aziza())
    await putIntoCart(container(), AZIZA)
    await comesIn(telegram().person(JASUR))
    const id = await customerIdOf(AZIZA)
    await api.post(`/admin/customers/${id}`, { email: EMAIL, last_name: "=1+1" }, options)
    await rates(id)

    const list = await api.get(`/admin/telegram-accounts?customer_id=${id}`, options)
    expect(list.data).toMatchObject({ count: 1, telegram_accounts: [{ telegram_id: String(AZIZA) }] })
    const { data, headers } = await api.get("/admin/telegram-accounts/export", options)
    expect(headers["content-type"]).toMatch(/^text\/csv/)
    const rows = String(data).trim().split("\r\n")
    expect(rows).toHaveLength(2)
    expect(rows[1]).toContain(`"${id}";"Aziza";"'=1+1";"${EMAIL}"`)
    expect(rows[1]).toContain('"#7: 4/5"')

    const { florist } = await hireStaff(container())
    await bindLogin(container(), florist, user.id)
    const refusals = await Promise.all([
      api.get("/admin/telegram-accounts", options),
      api.get("/admin/telegram-accounts/export", options),
      api.post(`/admin/customers/${id}/merge`, { into: "cus_none" }, options),
    ])
    expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403])
  })

  /** Links an account at a payment provider to a customer, as core does for a customer who saves a card. */
  async function savesCards(customer_id: string, provider_id: string): Promise<string> {
    const account_holder_id = `acchld_${customer_id}_${provider_id}`
    const database = container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await database("account_holder").insert({
      id: account_holder_id,
      provider_id,
      external_id: `cus_${customer_id}`,
    })
    await container()
      .resolve(ContainerRegistrationKeys.LINK)
      .create({ [Modules.CUSTOMER]: { customer_id }, [Modules.PAYMENT]: { account_holder_id } })
    return account_holder_id
  }

  async function accountsOf(id: string): Promise<string[]> {
    const { data } = await container()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "customer", fields: ["account_holders.id"], filters: { id } })
    const [found] = data as unknown as { account_holders: { id: string }[] }[]
    return found.account_holders.map((one) => one.id)
  }

  async function opensCheckout(shopper: ReturnType<typeof aziza>): Promise<void> {
    await putIntoCart(container(), AZIZA)
    await shopper.sends("/cart")
    await shopper.taps(saying("cart.checkout"))
    await shopper.sees(saying("checkout.ask_method"))
  }

  async function paysInCash(shopper: ReturnType<typeof aziza>): Promise<void> {
    await shopper.taps(saying("checkout.pay_pp_system_default"))
    await shopper.sees(saying("checkout.placed"))
  }
})
