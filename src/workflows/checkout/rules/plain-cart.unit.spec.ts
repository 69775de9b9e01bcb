import type { LineToPlace, MethodToPlace, VariantToPlace } from "../../../medusa-sql/cart-to-place"
import type { CartToPlace } from "../cart-to-place"
import { demandOfCart, isPlain, orderOf, reservationsOf, stockOf } from "./plain-cart"

const raw = (value: number) => ({ value: String(value), precision: 20 })

const roses = (...free: number[]): VariantToPlace["inventory_items"][number] => ({
  inventory_item_id: "roses",
  required_quantity: 5,
  places: free.map((pieces, index) => ({ location_id: `place ${index + 1}`, free: pieces })),
})

const vase = {
  inventory_item_id: "vase",
  required_quantity: 1,
  places: [{ location_id: "place 2", free: 3 }],
}

const variant = (changes: Partial<VariantToPlace> = {}): VariantToPlace => ({
  id: "bouquet",
  manage_inventory: true,
  allow_backorder: false,
  price_set_id: "price",
  product: { id: "product", status: "published", is_giftcard: false, shipping_profile_id: "flowers" },
  inventory_items: [roses(30)],
  ...changes,
})

const line = (changes: Partial<LineToPlace> = {}): LineToPlace => ({
  id: "line",
  title: "M",
  subtitle: null,
  thumbnail: null,
  quantity: 2,
  variant_id: "bouquet",
  product_id: "product",
  product_title: "Bouquet",
  product_description: null,
  product_subtitle: null,
  product_type: null,
  product_type_id: null,
  product_collection: null,
  product_handle: "bouquet",
  variant_sku: null,
  variant_barcode: null,
  variant_title: "M",
  variant_option_values: null,
  requires_shipping: true,
  is_discountable: true,
  is_giftcard: false,
  is_custom_price: false,
  is_tax_inclusive: false,
  unit_price: 19.99,
  raw_unit_price: raw(19.99),
  raw_compare_at_unit_price: null,
  metadata: null,
  variant: variant(),
  tax_lines: [],
  adjustments: [],
  ...changes,
})

const method = (changes: Partial<MethodToPlace> = {}): MethodToPlace => ({
  id: "method",
  name: "Centre",
  description: null,
  amount: 5,
  raw_amount: raw(5),
  is_tax_inclusive: false,
  shipping_option_id: "centre",
  shipping_profile_id: "flowers",
  data: {},
  metadata: null,
  tax_lines: [],
  adjustments: [],
  ...changes,
})

const cart = (changes: Partial<CartToPlace> = {}): CartToPlace => ({
  id: "cart",
  customer_id: "customer",
  email: null,
  completed_at: null,
  metadata: null,
  sales_channel_id: "channel",
  region_id: "region",
  currency_code: "eur",
  locale: "ru-RU",
  shipping_address: null,
  billing_address: null,
  items: [line()],
  shipping_methods: [method()],
  credit_lines: [],
  promotions: [],
  payment_collection: null,
  region: { id: "region", automatic_taxes: true, payment_providers: [] },
  customer: { id: "customer", email: null, has_account: false, metadata: null, groups: [] },
  order: null,
  delivery: null,
  has_automatic_promotion: false,
  may_be_taxed: false,
  total: 44.98,
  raw_total: raw(44.98),
  item_total: 39.98,
  ...changes,
})

describe("a plain cart", () => {
  it.each<[string, Partial<CartToPlace>]>([
    ["flowers that are in stock", {}],
    [
      "a card without inventory management",
      { items: [line({ variant: variant({ manage_inventory: false, inventory_items: [] }) })] },
    ],
    [
      "a product without shipping and no shipping method",
      { items: [line({ requires_shipping: false })], shipping_methods: [] },
    ],
    ["one shipping method for two lines", { items: [line(), line({ id: "another" })] }],
  ])("has %s", (_, changes) => {
    expect(isPlain(cart(changes))).toBe(true)
  })

  it.each<[string, Partial<CartToPlace>]>([
    ["was completed", { completed_at: "2026-11-21T10:00:00Z" }],
    ["has a promotion", { promotions: [{ id: "promotion" }] }],
    ["has a credit line", { credit_lines: [{}] }],
    ["has a total of 0", { total: 0 }],
    ["has a line with quantity 0", { items: [line({ quantity: 0 })] }],
    ["has a line whose variant was deleted", { items: [line({ variant: null })] }],
    ["has a line whose product was deleted", { items: [line({ variant: variant({ product: null }) })] }],
    ["has a taxed line", { items: [line({ tax_lines: [{}] })] }],
    ["has a line with a discount", { items: [line(), line({ id: "b", adjustments: [{}] })] }],
    ["has a taxed delivery", { shipping_methods: [method({ tax_lines: [{}] })] }],
    ["has a delivery with a discount", { shipping_methods: [method({ adjustments: [{}] })] }],
    [
      "has a variant without inventory items",
      { items: [line({ variant: variant({ inventory_items: [] }) })] },
    ],
    [
      "has an inventory item without a stock location",
      { items: [line({ variant: variant({ inventory_items: [vase, roses()] }) })] },
    ],
    ["has no shipping method but needs one", { shipping_methods: [] }],
    [
      "has a shipping method of another shipping profile",
      { shipping_methods: [method({ shipping_profile_id: "parcels" })] },
    ],
  ])("is not a cart that %s", (_, changes) => {
    expect(isPlain(cart(changes))).toBe(false)
  })

  it("becomes an order with its exact prices and without ids and timestamps of its rows", () => {
    const place = { country_code: "uz", city: "Бухара", province: null, postal_code: null }
    const order = orderOf(
      cart({
        shipping_address: {
          ...place,
          id: "address",
          created_at: "then",
          updated_at: "then",
          deleted_at: null,
        },
      }),
    )
    expect(order).toMatchObject({ items: [{ unit_price: raw(19.99), metadata: {} }] })
    expect(order.shipping_address).toEqual(place)
    expect(order.billing_address).toBeNull()
  })
})

describe("the stock of a plain cart", () => {
  const kit = variant({ inventory_items: [roses(9, 10, 30), vase] })

  it("is locked for each item, including variants with backorders", () => {
    const beyond = variant({ id: "any", allow_backorder: true })
    const free = variant({ id: "card", manage_inventory: false })
    const items = [line({ variant: kit }), line({ variant: beyond }), line({ variant: free })]
    expect(stockOf(cart({ items }))).toEqual(["roses", "vase", "roses"])
    expect(
      demandOfCart(cart({ items })).map((one) => [one.inventory_item_id, one.required, one.quantity]),
    ).toEqual([
      ["roses", 5, 2],
      ["vase", 1, 2],
    ])
  })

  it("is reserved at locations with sufficient stock, otherwise at all locations", () => {
    const items = [
      line({ variant: kit }),
      line({ id: "b", variant: variant({ id: "last", inventory_items: [roses(9)] }) }),
    ]
    const reserved = reservationsOf(cart({ items }), [
      { id: "one", variant_id: "bouquet", quantity: 2 },
      { id: "two", variant_id: "last", quantity: 2 },
      { id: "three", variant_id: null, quantity: 1 },
    ])
    expect(reserved).toEqual([
      expect.objectContaining({
        id: "one",
        inventory_item_id: "roses",
        required_quantity: 5,
        quantity: 2,
        location_ids: ["place 2", "place 3"],
      }),
      expect.objectContaining({
        id: "one",
        inventory_item_id: "vase",
        required_quantity: 1,
        allow_backorder: false,
        location_ids: ["place 2"],
      }),
      expect.objectContaining({ id: "two", inventory_item_id: "roses", location_ids: ["place 1"] }),
    ])
  })

  it("is not reserved for variants without inventory management", () => {
    const items = [line({ variant: variant({ manage_inventory: false }) })]
    expect(reservationsOf(cart({ items }), [{ id: "one", variant_id: "bouquet", quantity: 1 }])).toEqual([])
  })
})
