import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import {
  addToCartWorkflow,
  completeCartWorkflow,
  createCartWorkflow,
  createCustomersWorkflow,
  createInventoryItemsWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { DELIVERY_MODULE } from "../../src/modules/delivery"
import type DeliveryModuleService from "../../src/modules/delivery/service"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import type { Method } from "../../src/modules/workshop/order-transitions"
import { CASH_PROVIDER, CURRENCY } from "../../src/lib/shop"
import { listDeliverySlots } from "../../src/workflows/delivery/list-delivery-slots"
import { updateCartDeliveryWorkflow } from "../../src/workflows/delivery/update-cart-delivery"

/**
 * A small shop for tests of the workshop: two bouquets with common roses (inventory kits), a card without
 * inventory, delivery, pick-up and cash payment.
 */
export type WorkshopFixture = Awaited<ReturnType<typeof createWorkshopFixture>>

const STOCK = { rose: 100, ribbon: 20 }

async function createShipping(container: MedusaContainer, locationId: string) {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const { result: profiles } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Flowers", type: "default" }] },
  })
  const set = await fulfillment.createFulfillmentSets({
    name: "Bukhara",
    type: "shipping",
    service_zones: [{ name: "Uzbekistan", geo_zones: [{ type: "country", country_code: "uz" }] }],
  })
  await link.create([
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
    },
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
    },
  ])
  const option = (method: Method, code: string, amount: number) => ({
    name: code,
    price_type: "flat" as const,
    provider_id: "manual_manual",
    service_zone_id: set.service_zones[0].id,
    shipping_profile_id: profiles[0].id,
    type: { label: code, description: code, code },
    data: { method },
    prices: [{ currency_code: CURRENCY, amount }],
    rules: [],
  })
  const { result: options } = await createShippingOptionsWorkflow(container).run({
    input: [
      option("delivery", "delivery-city", 20_000),
      option("pickup", "pickup", 0),
      option("delivery", "delivery-far", 30_000),
    ],
  })
  const [delivery, pickup, far] = options.map(({ id }) => id)
  return { profileId: profiles[0].id, optionIds: { delivery, pickup, far } }
}

async function createFlowers(container: MedusaContainer, locationId: string) {
  const { result } = await createInventoryItemsWorkflow(container).run({
    input: {
      items: Object.entries(STOCK).map(([sku, stocked_quantity]) => ({
        sku,
        title: sku,
        location_levels: [{ location_id: locationId, stocked_quantity }],
      })),
    },
  })
  return { rose: result[0].id, ribbon: result[1].id }
}

/** Creates the fixture in an empty store. */
export async function createWorkshopFixture(container: MedusaContainer) {
  const { result: channels } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: "Telegram" }] },
  })
  const { result: regions } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "Uzbekistan",
          currency_code: CURRENCY,
          countries: ["uz"],
          payment_providers: [CASH_PROVIDER],
        },
      ],
    },
  })
  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: "Bukhara", address: { address_1: "1, Naqshband", country_code: "uz" } }] },
  })
  const locationId = locations[0].id
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: locationId, add: [channels[0].id] },
  })
  await container.resolve<DeliveryModuleService>(DELIVERY_MODULE).ensureDefaultWindows()
  const shipping = await createShipping(container, locationId)
  const flowers = await createFlowers(container, locationId)

  const bouquet = (
    title: string,
    amount: number,
    kit: { inventory_item_id: string; required_quantity: number }[],
  ) => ({
    title,
    status: ProductStatus.PUBLISHED,
    shipping_profile_id: shipping.profileId,
    sales_channels: [{ id: channels[0].id }],
    options: [{ title: "Size", values: ["M"] }],
    variants: [
      {
        title: "M",
        options: { Size: "M" },
        prices: [{ currency_code: CURRENCY, amount }],
        manage_inventory: kit.length > 0,
        inventory_items: kit,
      },
    ],
  })
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [
        bouquet("Twenty roses", 300_000, [
          { inventory_item_id: flowers.rose, required_quantity: 20 },
          { inventory_item_id: flowers.ribbon, required_quantity: 1 },
        ]),
        bouquet("Five roses", 90_000, [{ inventory_item_id: flowers.rose, required_quantity: 5 }]),
        bouquet("Card", 5_000, []),
      ],
    },
  })
  const { result: customers } = await createCustomersWorkflow(container).run({
    input: { customersData: [{ first_name: "Nodira", email: "nodira@example.uz" }] },
  })
  return {
    locationId,
    flowers,
    customerId: customers[0].id,
    regionId: regions[0].id,
    salesChannelId: channels[0].id,
    optionIds: shipping.optionIds,
    variantIds: products.map((product) => product.variants[0].id),
  }
}

/**
 * Places an order with 2 × twenty roses, 1 × five roses and a card, paid in cash by default. It needs 45 roses and 2
 * ribbons.
 *
 * @param options `giver`: phone of the person who orders for someone else; absent for an order for oneself. `exact`: at the
 * first minute of the slot, which the zone must offer. `card`: false for an order without the card and its words
 */
export async function placeWorkshopOrder(
  container: MedusaContainer,
  shop: WorkshopFixture,
  method: Method = "delivery",
  provider_id: string = CASH_PROVIDER,
  { giver, exact = false, card = true }: { giver?: string; exact?: boolean; card?: boolean } = {},
) {
  const { result: cart } = await createCartWorkflow(container).run({
    input: {
      region_id: shop.regionId,
      sales_channel_id: shop.salesChannelId,
      customer_id: shop.customerId,
      currency_code: CURRENCY,
    },
  })
  const quantities = card ? [2, 1, 1] : [2, 1]
  await addToCartWorkflow(container).run({
    input: {
      cart_id: cart.id,
      items: quantities.map((quantity, index) => ({ variant_id: shop.variantIds[index], quantity })),
    },
  })
  const days = await listDeliverySlots(container, { method, days: 3 })
  const slot = days.findLast(({ available }) => available)
  await updateCartDeliveryWorkflow(container).run({
    input: {
      cart_id: cart.id,
      delivery: {
        method,
        ...(giver ? { for_someone_else: true, giver_phone: giver } : {}),
        recipient_name: "Zilola",
        recipient_phone: "+998901234567",
        ...(method === "delivery"
          ? { address: "7, Khakikat street", shipping_option_id: shop.optionIds.delivery }
          : {}),
        slot_id: slot?.id,
        ...(exact ? { exact_time: slot?.start } : {}),
        ...(card ? { card_text: "With love" } : {}),
        anonymous: true,
        comment: "Ring twice",
      },
    },
  })
  const { result: collection } = await createPaymentCollectionForCartWorkflow(container).run({
    input: { cart_id: cart.id },
  })
  await createPaymentSessionsWorkflow(container).run({
    input: { payment_collection_id: collection.id, provider_id },
  })
  const { result: order } = await completeCartWorkflow(container).run({ input: { id: cart.id } })
  const [assignment] = await container
    .resolve<WorkshopModuleService>(WORKSHOP_MODULE)
    .listAssignments({ order_id: order.id })
  return { orderId: order.id, assignmentId: assignment.id }
}
