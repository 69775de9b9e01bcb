import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { shopSuite } from "../support/shop-suite"
import type { AxiosResponse } from "axios"
import { endHolds } from "../../src/bot/messages/holds/notices"
import { errorCode } from "../../src/lib/errors"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { TELEGRAM_MODULE } from "../../src/modules/telegram"
import type TelegramModuleService from "../../src/modules/telegram/service"
import { createOwnerLogin } from "../support/admin"
import { addBouquetWorkflow, type AddBouquetInput } from "../../src/workflows/cart/add-bouquet"
import { checkoutSteps } from "../support/checkout-steps"
import { createDeliveryFixture, ROSES, type DeliveryFixture } from "../support/delivery-fixture"
import { heldNow, holdsBeganAgo, holdsEndIn, piecesHeld, until } from "../support/holds"
import { jobsRunByHand } from "../support/jobs-by-hand"
import { withOptions } from "../support/limits"

/** Fails after the flowers were added to the cart. */
const failStep = createStep("fail", () => {
  throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "This test fails here on purpose.")
})
const addAndFail = createWorkflow("add-and-fail", (input: AddBouquetInput) => {
  addBouquetWorkflow.runAsStep({ input })
  failStep()
  return new WorkflowResponse(input.cart_id)
})

shopSuite({
  testSuite: ({ api, getContainer }) => {
    let container: MedusaContainer
    let shop: DeliveryFixture
    let steps: ReturnType<typeof checkoutSteps>
    let headers: Record<string, string>

    beforeAll(async () => {
      jobsRunByHand()
      shop = await createDeliveryFixture(getContainer())
      await createOwnerLogin(getContainer(), "owner@example.uz", "supersecret")
      headers = { "x-publishable-api-key": shop.publishable_key }
    })
    beforeEach(() => {
      container = getContainer()
      steps = checkoutSteps(container, shop)
    })

    const options = () => ({ headers, validateStatus: () => true })
    const post = (path: string, body: unknown = {}): Promise<AxiosResponse> => api.post(path, body, options())
    const get = (path: string): Promise<AxiosResponse> => api.get(path, options())
    const said = ({ status, data }: AxiosResponse) => (status === 200 ? "done" : (data.code ?? data.message))
    const add = async (cartId: string, variantId: string, quantity: number) =>
      said(await post(`/store/carts/${cartId}/line-items`, { variant_id: variantId, quantity }))
    async function newCart(items: { variant_id: string; quantity: number }[] = []): Promise<AxiosResponse> {
      return post("/store/carts", {
        region_id: shop.region_id,
        sales_channel_id: shop.default_sales_channel_id,
        items,
      })
    }
    const cartWith = async (variantId: string, quantity: number): Promise<string> =>
      (await newCart([{ variant_id: variantId, quantity }])).data.cart.id
    const held = async (cartId: string) => (await heldNow(container, cartId)).map(({ quantity }) => quantity)
    async function reserved(): Promise<number> {
      const [level] = await container
        .resolve(Modules.INVENTORY)
        .listInventoryLevels({ inventory_item_id: shop.rose_id })
      return Number(level.reserved_quantity)
    }
    const place = (cartId: string) =>
      steps.place(cartId).then(
        () => "placed",
        (error) => errorCode(error) ?? String(error?.message ?? error),
      )

    it("keeps a cart's stems from all other carts in every sales channel", async () => {
      const first = await cartWith(shop.ten.id, 2)
      expect(await held(first)).toEqual([20])
      const second = await cartWith(shop.five.id, 1)
      expect(await add(second, shop.five.id, 1)).toBe("done")
      expect(await add(second, shop.five.id, 1)).toBe("reserved_for_now")
      expect(await add(second, shop.ten.id, 4)).toBe("out_of_stock")
      expect(await held(second)).toEqual([10])
      // The bot's cart, in another sales channel with the same stems.
      const third = await steps.cart([{ variant_id: shop.card.id, quantity: 1 }])
      const { errors } = await addBouquetWorkflow(container).run({
        input: { cart_id: third, items: [{ variant_id: shop.five.id, quantity: 1 }] },
        throwOnError: false,
      })
      expect(errors.map(({ error }) => errorCode(error))).toEqual(["reserved_for_now"])
      expect(await held(third)).toEqual([])
      const refused = await newCart([{ variant_id: shop.five.id, quantity: 1 }])
      expect([refused.status, said(refused)]).toEqual([400, "reserved_for_now"])
      expect(await piecesHeld(container, shop.rose_id)).toBe(ROSES)
    })

    it("holds stems for exactly as many parallel carts as the stock allows", async () => {
      const carts = await Promise.all(Array.from({ length: 8 }, () => steps.cart([])))
      const answers = await Promise.all(carts.map((id) => add(id, shop.ten.id, 1)))
      expect(answers.sort()).toEqual([...Array(3).fill("done"), ...Array(5).fill("reserved_for_now")])
      expect(await piecesHeld(container, shop.rose_id)).toBe(ROSES)
    })

    it("follows the cart lines up and down, and restores the hold when a change fails", async () => {
      const id = await cartWith(shop.five.id, 1)
      const cart = await get(`/store/carts/${id}`)
      const line = `/store/carts/${id}/line-items/${cart.data.cart.items[0].id}`
      expect(said(await post(line, { quantity: 3 }))).toBe("done")
      expect(await held(id)).toEqual([15])
      expect(said(await post(line, { quantity: 7 }))).toBe("out_of_stock")
      expect(await held(id)).toEqual([15])
      expect(said(await post(line, { quantity: 2 }))).toBe("done")
      expect(await held(id)).toEqual([10])
      const input = { cart_id: id, items: [{ variant_id: shop.ten.id, quantity: 1 }] }
      await expect(addAndFail(container).run({ input })).rejects.toMatchObject({
        message: "This test fails here on purpose.",
      })
      expect(await held(id)).toEqual([10])
      const deleted = await api.delete(line, options())
      expect(deleted.status).toBe(200)
      expect(
        await until(
          () => held(id),
          (seen) => !seen.length,
        ),
      ).toEqual([])
    })

    it("shows and renews the hold over the Store API", async () => {
      const id = await cartWith(shop.ten.id, 1)
      await holdsEndIn(container, 60)
      const { data } = await get(`/store/carts/${id}/hold`)
      expect(data.hold).toEqual({
        expires_at: expect.any(String),
        seconds_left: expect.any(Number),
        items: [{ inventory_item_id: shop.rose_id, quantity: 10 }],
      })
      expect(data.hold.seconds_left).toBeGreaterThan(14 * 60)
      // Renewals within 30 s of the last one write nothing.
      await holdsEndIn(container, 14.5 * 60)
      const again = await get(`/store/carts/${id}/hold`)
      expect(again.data.hold.seconds_left).toBeLessThanOrEqual(14.5 * 60)
      const cart = await get(`/store/carts/${id}?fields=+hold.*`)
      expect(cart.data.cart.hold).toMatchObject({ cart_id: id, expires_at: again.data.hold.expires_at })
      // Adding an item renews the whole hold.
      await holdsEndIn(container, 60)
      expect(await add(id, shop.ten.id, 1)).toBe("done")
      const fuller = await get(`/store/carts/${id}?fields=+hold.*`)
      const endsAt = new Date(fuller.data.cart.hold.expires_at).getTime()
      expect(endsAt - Date.now()).toBeGreaterThan(14 * 60_000)
      const unknown = await get("/store/carts/cart_none/hold")
      expect([unknown.status, unknown.data.code]).toEqual([404, "cart_not_found"])
      const empty = await get(`/store/carts/${await steps.cart([])}/hold`)
      expect(empty.data.hold).toEqual({ expires_at: null, seconds_left: 0, items: [] })
    })

    it("ignores an expired hold, and holds what is still in stock when the shopper returns", async () => {
      const late = await cartWith(shop.ten.id, 2)
      await holdsEndIn(container, -1)
      const quick = await cartWith(shop.ten.id, 2)
      const { data } = await get(`/store/carts/${late}/hold`)
      expect(data.hold).toMatchObject({ expires_at: null, items: [] })
      // A different item for the same cart is not refused because of the line without stock.
      expect(await add(late, shop.card.id, 1)).toBe("done")
      expect(await add(late, shop.five.id, 1)).toBe("reserved_for_now")
      await holdsEndIn(container, -1, quick)
      const back = await get(`/store/carts/${late}/hold`)
      expect(back.data.hold.items).toEqual([{ inventory_item_id: shop.rose_id, quantity: 20 }])
    })

    it("turns the hold into the order's reservation without a gap", async () => {
      const first = await steps.readyCart([{ variant_id: shop.ten.id, quantity: 2 }])
      const second = await steps.readyCart([{ variant_id: shop.ten.id, quantity: 1 }])
      await holdsEndIn(container, -1, second)
      const rival = await cartWith(shop.five.id, 2)
      expect(await place(second)).toBe("reserved_for_now")
      expect([await place(first), await reserved(), await held(first)]).toEqual(["placed", 20, []])
      await holdsEndIn(container, -1, rival)
      expect([await place(second), await reserved()]).toEqual(["placed", 30])
      expect(await heldNow(container)).toEqual([])
    })

    it("restores the hold when placing the order fails after the reservation", async () => {
      const id = await steps.readyCart([{ variant_id: shop.ten.id, quantity: 3 }])
      const payment = container.resolve(Modules.PAYMENT)
      const authorize = jest
        .spyOn(payment, "authorizePaymentSession")
        .mockRejectedValueOnce(new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "The bank is asleep."))
      try {
        expect(await place(id)).toContain("The bank is asleep.")
      } finally {
        authorize.mockRestore()
      }
      expect([await held(id), await reserved()]).toEqual([[30], 0])
      expect(await add(await steps.cart([]), shop.five.id, 1)).toBe("reserved_for_now")
      expect([await place(id), await held(id), await reserved()]).toEqual(["placed", [], 30])
    })

    it("shows the holds on the inventory item to staff", async () => {
      const first = await cartWith(shop.ten.id, 1)
      const second = await cartWith(shop.five.id, 1)
      await holdsEndIn(container, 30, second)
      const path = `/admin/inventory-items/${shop.rose_id}/holds`
      expect((await get(path)).status).toBe(401)
      const { data: login } = await api.post("/auth/user/emailpass", {
        email: "owner@example.uz",
        password: "supersecret",
      })
      const { data } = await api.get(path, { headers: { authorization: `Bearer ${login.token}` } })
      expect(data).toEqual({
        holds: [
          { cart_id: second, quantity: 5, expires_at: expect.any(String), telegram_name: null },
          { cart_id: first, quantity: 10, expires_at: expect.any(String), telegram_name: null },
        ],
        held: 15,
      })
    })

    it("ends a hold after its total time, whatever renews it, and gives the next one after a rest", async () => {
      const id = await cartWith(shop.five.id, 1)
      await holdsBeganAgo(container, 59)
      await holdsEndIn(container, 30)
      const renewed = await get(`/store/carts/${id}/hold`)
      expect(renewed.data.hold.seconds_left).toBeLessThanOrEqual(60)
      expect(await add(id, shop.five.id, 1)).toBe("done")
      expect((await get(`/store/carts/${id}/hold`)).data.hold.seconds_left).toBeLessThanOrEqual(60)

      // A new line after an empty cart does not restart the hour of the hold.
      const { data } = await get(`/store/carts/${id}`)
      await api.delete(`/store/carts/${id}/line-items/${data.cart.items[0].id}`, options())
      await until(
        () => held(id),
        (seen) => !seen.length,
      )
      expect(await add(id, shop.five.id, 2)).toBe("done")
      expect((await get(`/store/carts/${id}/hold`)).data.hold.seconds_left).toBeLessThanOrEqual(60)

      await holdsBeganAgo(container, 61)
      await holdsEndIn(container, -60)
      await endHolds(container)
      expect((await get(`/store/carts/${id}/hold`)).data.hold).toMatchObject({ expires_at: null, items: [] })
      expect(await add(id, shop.five.id, 1)).toBe("done")
      expect(await held(id)).toEqual([])
      // Another cart takes all stems, and the first one can be ordered again when they are free.
      const rival = await cartWith(shop.ten.id, 3)
      expect(await held(rival)).toEqual([ROSES])
      expect(await add(id, shop.five.id, 1)).toBe("reserved_for_now")
      await holdsEndIn(container, -1, rival)
      await holdsEndIn(container, -16 * 60, id)
      await endHolds(container)
      expect((await get(`/store/carts/${id}/hold`)).data.hold.seconds_left).toBeGreaterThan(14 * 60)
    })

    it("places the order of a cart whose hold has used its total time", async () => {
      const id = await steps.readyCart([{ variant_id: shop.five.id, quantity: 1 }])
      await holdsBeganAgo(container, 61)
      await holdsEndIn(container, -60)
      expect([await place(id), await reserved()]).toEqual(["placed", 5])
    })

    it("limits units and value that a cart without a known buyer holds, and not what it contains", async () => {
      await withOptions(container, { guestHoldPieces: 2, guestHoldValue: 350_000 }, async () => {
        // Each cart: five roses for 110 000, ten for 200 000.
        const id = await cartWith(shop.five.id, 2)
        expect(await held(id)).toEqual([10])
        expect(await add(id, shop.five.id, 1)).toBe("done")
        expect(await held(id)).toEqual([10])
        expect(await add(id, shop.five.id, 4)).toBe("out_of_stock")
        const costly = await cartWith(shop.ten.id, 2)
        expect(await held(costly)).toEqual([])
        expect((await get(`/store/carts/${costly}/hold`)).data.hold.items).toEqual([])

        const customer = await container
          .resolve(Modules.CUSTOMER)
          .createCustomers({ email: "known@example.uz", has_account: true } as object)
        const [{ id: known }] = [customer].flat() as { id: string }[]
        const items = [{ variant_id: shop.five.id, quantity: 3 }]
        expect(await held(await steps.cart(items, known))).toEqual([])
        // A shopper of the bot is known.
        await container
          .resolve<TelegramModuleService>(TELEGRAM_MODULE)
          .createAccounts({ telegram_id: "9401", first_name: "Known", customer_id: known })
        expect(await held(await steps.cart(items, known))).toEqual([15])
      })
    })

    it("gives a cart above a limit nothing of an order that failed", async () => {
      await withOptions(container, { guestHoldPieces: 1 }, async () => {
        const slot_id = await steps.freeSlot()
        const id = await steps.readyCart([{ variant_id: shop.ten.id, quantity: 3 }], { slot_id })
        expect(await held(id)).toEqual([])
        const delivery: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
        const date = slot_id.split(".")[0]
        const [closed] = [await delivery.createClosedDays([{ date }])].flat()
        expect(await place(id)).toBe("slot_closed")
        expect(await heldNow(container)).toEqual([])
        await delivery.deleteClosedDays(closed.id)
        expect([await place(id), await reserved()]).toEqual(["placed", 30])
      })
    })

    it("sells to ten honest shoppers while a hundred hostile carts hold what they can", async () => {
      await container
        .resolve(Modules.INVENTORY)
        .updateInventoryLevels([
          { inventory_item_id: shop.rose_id, location_id: shop.location_id, stocked_quantity: 160 },
        ])
      const limits = { trustedProxies: 1, guestHoldPieces: 1, guestHoldsPerAddress: 2, guestOrdersPerHour: 2 }
      await withOptions(container, limits, async () => {
        const from = (address: string) => ({
          headers: { ...headers, "x-forwarded-for": address },
          validateStatus: () => true,
        })
        const buy = async (address: string, quantity: number): Promise<string> => {
          const body = {
            region_id: shop.region_id,
            sales_channel_id: shop.default_sales_channel_id,
            items: [{ variant_id: shop.five.id, quantity }],
          }
          const made: AxiosResponse = await api.post("/store/carts", body, from(address))
          return made.data.cart?.id ?? said(made)
        }
        // A hundred carts of five addresses. The last ones also read their holds.
        for (let round = 0; round < 10; round++) {
          await Promise.all(
            Array.from({ length: 10 }, async (_, index) => {
              const address = `203.0.113.${index % 5}`
              const id = await buy(address, index < 5 ? 1 : 3)
              if (round === 9) {
                await api.get(`/store/carts/${id}/hold`, from(address))
              }
            }),
          )
        }
        expect(await piecesHeld(container, shop.rose_id)).toBeLessThanOrEqual(5 * 2 * 5)

        const order = async (address: string, index: number) => {
          const id = await buy(address, 1)
          await steps.answerDelivery(id, {
            recipient_phone: `+99890123450${index}`,
            address: `${index}, ${address} street`,
          })
          await steps.pay(id)
          const { data } = await api.post(`/store/carts/${id}/complete`, {}, from(address))
          return data.type === "order" ? "placed" : data.code
        }
        const honest: string[] = []
        for (let index = 0; index < 10; index++) {
          honest.push(await order(`198.51.100.${index}`, index))
        }
        expect(honest).toEqual(Array(10).fill("placed"))
        // One address without an account orders twice an hour.
        const hostile: string[] = []
        for (let index = 0; index < 3; index++) {
          hostile.push(await order("203.0.113.9", index))
        }
        expect(hostile).toEqual(["placed", "placed", "too_many_orders"])
        // One order of a high value counts as several orders.
        await withOptions(container, { guestHoldValue: 70_000 }, async () => {
          const costly = [await order("203.0.113.10", 3), await order("203.0.113.10", 4)]
          expect(costly).toEqual(["placed", "too_many_orders"])
        })
        expect(await reserved()).toBe(13 * 5)
      })
    })

    it("gives the last place of a slot to one cart, over the Store API and the shop's own checkout in parallel", async () => {
      const delivery: DeliveryModuleService = container.resolve(DELIVERY_MODULE)
      const slot_id = await steps.freeSlot()
      await delivery.updateDeliveryWindows({ id: slot_id.slice(11), capacity: 1 })
      const carts = await Promise.all(
        [1, 2, 3, 4].map(() => steps.readyCart([{ variant_id: shop.card.id, quantity: 1 }], { slot_id })),
      )
      await Promise.all(carts.slice(0, 2).map((id) => steps.pay(id)))
      const answers = await Promise.all(
        carts.map(async (id, index) => {
          if (index > 1) {
            return place(id)
          }
          const answer = await post(`/store/carts/${id}/complete`)
          return answer.data.type === "order" ? "placed" : said(answer)
        }),
      )
      expect(answers.sort()).toEqual(["placed", "slot_full", "slot_full", "slot_full"])
      expect(await delivery.listDeliveries({ status: "booked" })).toHaveLength(1)
    })
  },
})
