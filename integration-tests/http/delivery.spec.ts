import { shopSuite } from "../support/shop-suite"
import type { AxiosResponse } from "axios"
import { addShippingOption, removeShippingOptions } from "../support/shipping-options"
import { createAdmin } from "../support/admin"
import type { CartDeliveryView } from "../../src/workflows/delivery/types"
import { createDeliveryFixture, PLACES, type DeliveryFixture } from "../support/delivery-fixture"

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let shop: DeliveryFixture
    let headers: Record<string, string>

    beforeAll(async () => {
      shop = await createDeliveryFixture(getContainer())
      headers = { "x-publishable-api-key": shop.publishable_key }
    })

    const post = (path: string, body: unknown): Promise<AxiosResponse> =>
      api.post(path, body, { headers, validateStatus: () => true })
    const get = (path: string): Promise<AxiosResponse> =>
      api.get(path, { headers, validateStatus: () => true })

    async function newCart(): Promise<string> {
      const { data } = await post("/store/carts", {
        region_id: shop.region_id,
        sales_channel_id: shop.default_sales_channel_id,
        items: [{ variant_id: shop.ten.id, quantity: 1 }],
      })
      return data.cart.id
    }

    async function freeSlot(method: "delivery" | "pickup" = "delivery"): Promise<string> {
      const { data } = await get(`/store/delivery-slots?method=${method}&days=3`)
      return data.slots.findLast((slot: { available: boolean }) => slot.available).id
    }

    it("stores a delivery field by field, and updates the cart", async () => {
      const id = await newCart()
      const path = `/store/carts/${id}/delivery`
      const empty = (await get(path)).data as CartDeliveryView
      expect(empty.missing).toEqual([
        "method",
        "recipient_name",
        "recipient_phone",
        "address",
        "shipping_option_id",
        "slot_id",
      ])
      expect(empty.shipping_options).toHaveLength(4)

      const stored = await post(path, {
        method: "delivery",
        for_someone_else: true,
        recipient_name: " Зилола  Каримова 🌹",
        recipient_phone: "90 123-45-67",
        ...PLACES.near,
        address: "ул. Хакикат, 7, кв. 12",
        slot_id: await freeSlot(),
        email: "shopper@example.uz",
        card_text: "С днём рождения!\u0000\n🎂",
        anonymous: true,
        comment: "",
      })
      expect(stored.status).toBe(200)
      // Someone else has a giver, who can be asked.
      expect(stored.data.missing).toEqual(["giver_phone"])
      const given = await post(path, { giver_phone: "91 765 43 21" })
      expect(given.data).toMatchObject({ missing: [], delivery: { giver_phone: "+998917654321" } })
      expect(stored.data.delivery).toMatchObject({
        method: "delivery",
        for_someone_else: true,
        recipient_name: "Зилола Каримова 🌹",
        recipient_phone: "+998901234567",
        address: "ул. Хакикат, 7, кв. 12",
        shipping_option_id: shop.option("delivery-center"),
        email: "shopper@example.uz",
        card_text: "С днём рождения!\n🎂",
        anonymous: true,
        comment: null,
        slot: { available: true },
      })
      expect((await get(path)).data).toEqual(given.data)

      const { cart } = (await get(`/store/carts/${id}?fields=+email,*shipping_address,*shipping_methods`))
        .data
      expect(cart).toMatchObject({
        email: "shopper@example.uz",
        shipping_total: 20_000,
        shipping_address: {
          first_name: "Зилола",
          last_name: "Каримова 🌹",
          phone: "+998901234567",
          address_1: "ул. Хакикат, 7, кв. 12",
          city: "Бухара",
          country_code: "uz",
          metadata: PLACES.near,
        },
      })
      expect(cart.shipping_methods).toHaveLength(1)
    })

    it("selects the zone of a location, and clears it with the location", async () => {
      const path = `/store/carts/${await newCart()}/delivery`
      const option = async (changes: object) => (await post(path, changes)).data.delivery.shipping_option_id
      expect(await option({ method: "delivery", ...PLACES.near })).toBe(shop.option("delivery-center"))
      expect(await option(PLACES.town)).toBe(shop.option("delivery-city"))
      expect(await option({ comment: "Ring" })).toBe(shop.option("delivery-city"))
      expect((await post(path, PLACES.far)).data.code).toBe("out_of_zone")
      expect((await post(path, { shipping_option_id: shop.option("delivery-center") })).data.code).toBe(
        "out_of_zone",
      )
      const byText = await post(path, { address: "Another street, 5" })
      expect(byText.data.delivery).toMatchObject({
        latitude: null,
        longitude: null,
        shipping_option_id: null,
      })
      expect(byText.data.missing).toContain("shipping_option_id")
      expect(await option({ shipping_option_id: shop.option("delivery-district") })).toBe(
        shop.option("delivery-district"),
      )
    })

    it("offers a district with its price, and finds it by its centre", async () => {
      const container = getContainer()
      const path = `/store/carts/${await newCart()}/delivery`
      const district = await addShippingOption(container, shop.option("delivery-center"), {
        name: "Old town",
        amount: 25_000,
        data: { ...PLACES.town, max_km: 1 },
      })
      const { data } = await post(path, { method: "delivery", ...PLACES.town })
      expect(data.delivery.shipping_option_id).toBe(district)
      expect(data.shipping_options).toContainEqual({
        ...{
          id: district,
          name: "Old town",
          amount: 25_000,
          method: "delivery",
          max_km: 1,
          express_amount: null,
          exact_time_amount: null,
          chosen: true,
        },
      })
      // No price is set for exact times.
      expect((await post(path, { slot_id: await freeSlot(), exact_time: "13:30" })).data.code).toBe(
        "invalid_exact_time",
      )
      const near = await post(path, PLACES.near)
      expect(near.data.delivery.shipping_option_id).toBe(shop.option("delivery-center"))
      await post(path, { address: "Old town, 5" })
      const byName = await post(path, { shipping_option_id: district })
      expect(byName.data.delivery.shipping_option_id).toBe(district)
      const cart = await get(path.replace("/delivery", ""))
      expect(cart.data.cart.shipping_total).toBe(25_000)
      await removeShippingOptions(container, [district])
    })

    it("needs no address for pick-up, and changes the price with the method", async () => {
      const id = await newCart()
      const path = `/store/carts/${id}/delivery`
      await post(path, { method: "delivery", ...PLACES.town })
      const shippingTotal = async () => (await get(`/store/carts/${id}`)).data.cart.shipping_total
      expect(await shippingTotal()).toBe(30_000)
      const pickup = await post(path, {
        method: "pickup",
        recipient_name: "O'tkir",
        recipient_phone: "+998 90 123 45 67",
        slot_id: await freeSlot("pickup"),
      })
      expect(pickup.data.missing).toEqual([])
      expect(pickup.data.delivery.shipping_option_id).toBe(shop.option("pickup"))
      expect(await shippingTotal()).toBe(0)
      const back = await post(path, { method: "delivery" })
      expect(back.data.delivery.shipping_option_id).toBe(shop.option("delivery-city"))
      expect(await shippingTotal()).toBe(30_000)
      await post(path, { latitude: null, longitude: null })
      expect(await shippingTotal()).toBe(0)
    })

    it("answers each invalid field with its error code and changes nothing", async () => {
      const path = `/store/carts/${await newCart()}/delivery`
      await post(path, { method: "delivery", recipient_name: "Nodira", address: "Naqshband 1" })
      const before = (await get(path)).data
      const wrong: [object, string][] = [
        [{ recipient_name: " \u0007 " }, "invalid_name"],
        [{ recipient_name: "я".repeat(101) }, "text_too_long"],
        [{ recipient_phone: "12345" }, "invalid_phone"],
        [{ recipient_phone: "+998 11 111 11 11" }, "invalid_phone"],
        [{ recipient_phone: "9".repeat(10_000) }, "invalid_phone"],
        [{ address: "дом" }, "invalid_address"],
        [{ address: "x".repeat(301) }, "text_too_long"],
        [{ latitude: 91, longitude: 0 }, "invalid_location"],
        [{ latitude: 39.7 }, "invalid_location"],
        [{ email: "not an e-mail" }, "invalid_email"],
        [{ card_text: "🌹".repeat(501) }, "text_too_long"],
        [{ comment: "x".repeat(50_000) }, "text_too_long"],
        [{ slot_id: "nonsense'; drop table delivery;--" }, "invalid_slot"],
        [{ slot_id: "2026-02-30.dwin_1" }, "invalid_slot"],
        [{ shipping_option_id: "so_nothing" }, "invalid_shipping_option"],
        [{ shipping_option_id: shop.option("pickup") }, "invalid_shipping_option"],
      ]
      for (const [changes, code] of wrong) {
        const answer = await post(path, { comment: "not to be kept", ...changes })
        expect([changes, answer.status, answer.data.code]).toEqual([changes, 400, code])
      }
      for (const changes of [{ method: "drone" }, { anonymous: "yes" }, { price: 0 }, { slot_id: 5 }]) {
        expect((await post(path, changes)).status).toBe(400)
      }
      expect((await get(path)).data).toEqual(before)
      expect((await post("/store/carts/cart_none/delivery", { method: "pickup" })).data.code).toBe(
        "cart_not_found",
      )
      expect((await get("/store/carts/cart_none/delivery")).status).toBe(404)
    })

    it("reads phones, names and addresses as people paste them", async () => {
      const path = `/store/carts/${await newCart()}/delivery`
      const phones = {
        "\u202a+998\u00a090\u00a0123\u201145\u201167\u202c": "+998901234567",
        "\u200e90\u200b1234567\ufeff": "+998901234567",
        "8 (90) 123-45-67": "+998901234567",
        "8 998 90 123 45 67": "+998901234567",
        "(+998) [90] 123.45.67": "+998901234567",
        "٩٩٨ ٩٠ ١٢٣ ٤٥ ٦٧": "+998901234567",
        "+۹۹۸ ۹۰ ۱۲۳ ۴۵ ۶۷": "+998901234567",
        "8 (912) 345-67-89": "+79123456789",
        "905321234567": "+905321234567",
      }
      for (const [recipient_phone, stored] of Object.entries(phones)) {
        const { data } = await post(path, { recipient_phone })
        expect([recipient_phone, data.delivery?.recipient_phone]).toEqual([recipient_phone, stored])
      }
      const { data } = await post(path, {
        method: "delivery",
        recipient_name: "\ufeff\u200eЗи\u00adлола\u00a0\u200b Каримова\u3164",
        address: "\u2068ул.\u00a0Навои,\u200b  5\u2069\r\n\r\n\u0007кв. 3",
        email: "\u200ezilola@example.uz\u200b",
      })
      expect(data.delivery).toMatchObject({
        recipient_name: "Зилола Каримова",
        address: "ул. Навои, 5\nкв. 3",
        email: "zilola@example.uz",
      })
    })

    it("keeps markup, SQL and emoji unchanged, and refuses five megabytes", async () => {
      const path = `/store/carts/${await newCart()}/delivery`
      const texts = {
        recipient_name: `<b>Robert'); DROP TABLE delivery;--</b>`,
        address: `"><script>alert(1)</script> 👩‍👩‍👧`,
        card_text: "🌹".repeat(500),
        comment: "{{7*7}} ${process.env} \\x00 %00",
      }
      const answer = await post(path, { method: "delivery", ...texts })
      expect(answer.data.delivery).toMatchObject(texts)
      const huge = await post(path, { comment: "x".repeat(5 * 1024 * 1024) })
      expect(huge.status).toBe(413)
      expect((await get(path)).data).toEqual(answer.data)
    })

    it("keeps a promotion code for the delivery until the delivery is chosen", async () => {
      const { options } = await createAdmin(getContainer())
      for (const [code, target_type] of [
        ["RIDE", "shipping_methods"],
        ["BIG", "shipping_methods"],
        ["LINE", "order"],
      ]) {
        const method = { type: "percentage", value: 50, target_type, allocation: "across" }
        const promotion = { code, type: "standard", status: "active", application_method: method }
        expect((await api.post("/admin/promotions", promotion, options)).status).toBe(200)
      }
      const cart = `/store/carts/${await newCart()}`
      const codes = async () => (await get(`${cart}/promo-codes`)).data.promo_codes
      const add = (...promo_codes: string[]) => post(`${cart}/promotions`, { promo_codes })
      const remove = (...promo_codes: string[]): Promise<AxiosResponse> =>
        api.delete(`${cart}/promotions`, { headers, data: { promo_codes }, validateStatus: () => true })

      await add("RIDE", "NOSUCH")
      await add("LINE")
      await add("BIG")
      expect(await codes()).toEqual([
        { code: "LINE", is_waiting: false },
        { code: "RIDE", is_waiting: true },
        { code: "BIG", is_waiting: true },
      ])
      expect((await remove("BIG", "LINE")).status).toBe(200)
      expect(await codes()).toEqual([{ code: "RIDE", is_waiting: true }])
      const delivery = { method: "delivery", ...PLACES.near, address: "7, Khakikat street" }
      await post(`${cart}/delivery`, delivery)
      expect(await codes()).toEqual([{ code: "RIDE", is_waiting: false }])
      const { data } = await get(cart)
      expect([data.cart.shipping_total, data.cart.discount_total]).toEqual([10_000, 10_000])
      await add()
      expect(await codes()).toEqual([])
      await post(`${cart}/delivery`, { method: "pickup" })
      await post(`${cart}/delivery`, delivery)
      expect((await get(cart)).data.cart.shipping_total).toBe(20_000)
      expect((await add(...([5] as unknown as string[]))).status).toBe(400)
      expect((await get("/store/carts/cart_none/promo-codes")).data.code).toBe("cart_not_found")
    })

    it("requires a publishable key", async () => {
      const { status } = await api.get("/store/delivery-slots?method=delivery", {
        validateStatus: () => true,
      })
      expect(status).toBe(400)
    })
  },
})
