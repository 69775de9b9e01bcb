import { textOf, type SandboxPerson } from "../../packages/sandbox/telegram/client"
import { CASH_PROVIDER } from "../../src/lib/shop"
import { eventually } from "../support/eventually"
import type { ShopProcesses } from "../support/shop-processes"
import { saying } from "../support/labels"

/** A product of the seeded shop with the variant that its card shows first. */
export type Bouquet = { handle: string; productId: string; variantId: string }

/** @param size as in the shop's catalogue files */
export async function bouquet(shop: ShopProcesses, handle: string, size = "S"): Promise<Bouquet> {
  const [row] = await shop.rows<{ product: string; variant: string }>(
    `select p.id as product, v.id as variant from product p join product_variant v on v.product_id = p.id
     where p.handle = $1 and v.title = $2 and p.deleted_at is null and v.deleted_at is null`,
    handle,
    size,
  )
  if (!row) {
    throw new Error(`The shop has no ${handle} of size ${size}.`)
  }
  return { handle, productId: row.product, variantId: row.variant }
}

/** The body of a refusal by the Store API. */
export type Refusal = { code?: string; type?: string; message?: string }

/** A shopper who buys on a website over the Store API. */
export class WebShopper {
  private constructor(
    private readonly shop: ShopProcesses,
    readonly cartId: string,
  ) {}

  /** @param currency of the shopper's region */
  static async comes(shop: ShopProcesses, currency = "uzs"): Promise<WebShopper> {
    const [place] = await shop.rows<{ region_id: string; sales_channel_id: string }>(
      `select r.id as region_id, s.default_sales_channel_id as sales_channel_id from region r, store s
       where r.currency_code = $1 limit 1`,
      currency,
    )
    const { cart } = await done<{ cart: { id: string } }>(shop, "POST", "/carts", place)
    return new WebShopper(shop, cart.id)
  }

  /** @returns whether the cart accepted it; a refusal for lack of stock is not an error */
  async adds(variantId: string, quantity = 1): Promise<boolean> {
    const { status, body } = await this.shop.store<Refusal>("POST", `/carts/${this.cartId}/line-items`, {
      variant_id: variantId,
      quantity,
    })
    if (status === 200) {
      return true
    }
    if (status === 400) {
      return false
    }
    throw new Error(`The cart answered ${status}: ${JSON.stringify(body)}`)
  }

  /**
   * Takes the cart through checkout.
   * @param provider the payment provider's id; by default cash
   * @returns the order's id, or the reason why there is none
   */
  async orders(provider = CASH_PROVIDER): Promise<{ orderId: string } | { refused: Refusal }> {
    const days = await this.shop.store<{ slots: { id: string; available: boolean }[] }>(
      "GET",
      "/delivery-slots?method=delivery&days=5",
    )
    await done(this.shop, "POST", `/carts/${this.cartId}/delivery`, {
      method: "delivery",
      recipient_name: "Zilola Karimova",
      recipient_phone: "+998937654321",
      address: "7, Khakikat street",
      latitude: 39.785,
      longitude: 64.438,
      slot_id: days.body.slots.findLast(({ available }) => available)?.id,
    })
    const { payment_collection } = await done<{ payment_collection: { id: string } }>(
      this.shop,
      "POST",
      "/payment-collections",
      { cart_id: this.cartId },
    )
    await done(this.shop, "POST", `/payment-collections/${payment_collection.id}/payment-sessions`, {
      provider_id: provider,
    })
    // Under many parallel orders the shop may ask to retry, as a storefront does.
    for (const until = Date.now() + TIMEOUT_MS; ;) {
      const answer = await this.completes()
      if (!("refused" in answer) || answer.refused.code !== "try_again" || Date.now() > until) {
        return answer
      }
    }
  }

  /** Completes the cart. It can be repeated. */
  async completes(): Promise<{ orderId: string } | { refused: Refusal }> {
    const { body } = await this.shop.store<{ order?: { id: string }; error?: Refusal } & Refusal>(
      "POST",
      `/carts/${this.cartId}/complete`,
    )
    return body.order ? { orderId: body.order.id } : { refused: body.error ?? body }
  }
}

/** A request that must succeed. */
async function done<Body>(shop: ShopProcesses, method: "POST", path: string, body: unknown) {
  const answer = await shop.store<Body>(method, path, body)
  if (answer.status !== 200) {
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  }
  return answer.body
}

/** Time limit in ms for a hundred shoppers in parallel on a slow machine. */
const TIMEOUT_MS = 180_000
const TO_CART = saying("catalog.add_to_cart")

/** Opens a bouquet by its deep link. The person already has an account. */
export async function comesFor(person: SandboxPerson, { productId }: Bouquet): Promise<void> {
  await person.opens(`https://t.me/guldasta_sandbox_bot?start=p_${productId}`)
  await eventually(
    async () => expect(await person.buttons()).toContainEqual(expect.stringMatching(TO_CART)),
    TIMEOUT_MS,
  )
}

/**
 * Taps "to the cart" on the card.
 *
 * @returns whether the cart accepted it; otherwise the card shows that none is left for this person
 */
export async function addsByTap(person: SandboxPerson): Promise<boolean> {
  await person.taps(TO_CART)
  return eventually(async () => {
    // One snapshot: the card may change between two reads.
    const screen = await person.screen()
    const isAdded = screen !== undefined && saying("catalog.added").test(textOf(screen))
    const isOffered = screen?.buttons?.flat().some(({ text }) => TO_CART.test(text)) ?? false
    expect(isAdded || !isOffered).toBe(true)
    return isAdded
  }, TIMEOUT_MS)
}

/** Goes from the cart to the summary by taps and typed answers. */
export async function goesToSummary(person: SandboxPerson): Promise<void> {
  await person.taps(saying("catalog.checkout"))
  await person.taps(saying("checkout.method_me"))
  await person.sees(saying("checkout.ask_phone_me"))
  await person.sends("93 765 43 21")
  await person.sees(saying("checkout.ask_address"))
  await person.sends("ул. Навои 12, кв. 5")
  await person.taps(/Центр Бухары/)
  await person.taps(/🕐 \d/)
  await person.sees(saying("checkout.summary"))
}

/** Places the order with payment in cash. */
export async function pays(person: SandboxPerson): Promise<void> {
  await person.taps(saying("checkout.pay_pp_system_default"))
  await person.sees(saying("checkout.placed"))
}

/** Makes slots unlimited for tests about stock. */
export async function widenSlots(shop: ShopProcesses): Promise<void> {
  await shop.rows("update delivery_window set capacity = 10000")
}
