import type { ExecArgs } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  Modules,
  PriceListStatus,
  ProductStatus,
  PromotionStatus,
} from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createInventoryItemsWorkflow,
  createPriceListsWorkflow,
  createProductsWorkflow,
  createPromotionsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createUserAccountWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

const CURRENCY = "kzt"

/** Logins of the admin's users. */
const USERS = ["owner@almaty.example", "clerk@almaty.example"]
const PASSWORD = "tulips-of-almaty"

/**
 * Seeds what a store has before it installs a plugin: a region, a location, a shipping option, products that are not
 * flowers, several sales channels and users.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const [store] = await container.resolve(Modules.STORE).listStores({}, { take: 1 })
  const channelId = store.default_sales_channel_id ?? ""
  await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "Kazakhstan",
          currency_code: CURRENCY,
          countries: ["kz"],
          payment_providers: ["pp_system_default"],
        },
      ],
    },
  })
  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: "Almaty", address: { address_1: "Abay avenue, 1", country_code: "kz" } }] },
  })
  const locationId = locations[0].id
  const { result: channels } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: "Wholesale" }, { name: "Flowers" }] },
  })
  const [wholesaleId, flowersId] = channels.map(({ id }) => id)
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: locationId, add: [channelId, wholesaleId, flowersId] },
  })
  const profileId = await createDelivery(container, locationId)
  await createFlowers(container, { locationId, channelIds: [channelId, flowersId], profileId })
  await createGoods(container, { locationId, channelIds: [channelId, wholesaleId], profileId })
  await createPromotions(container)
  await createKey(container, "Storefront of Almaty", channelId)
  await createKey(container, "Wholesale", wholesaleId)
  await createKey(container, "Flowers", flowersId)
  for (const email of USERS) {
    await createUser(container, email)
  }
}

async function createDelivery(container: ExecArgs["container"], locationId: string): Promise<string> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const [known] = await fulfillment.listShippingProfiles({ type: "default" }, { take: 1 })
  const { result: made } = known
    ? { result: [known] }
    : await createShippingProfilesWorkflow(container).run({
        input: { data: [{ name: "Default", type: "default" }] },
      })
  const set = await fulfillment.createFulfillmentSets({
    name: "Almaty",
    type: "shipping",
    service_zones: [{ name: "Kazakhstan", geo_zones: [{ type: "country", country_code: "kz" }] }],
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create([
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
    },
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
    },
  ])
  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "City courier",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: set.service_zones[0].id,
        shipping_profile_id: made[0].id,
        type: { label: "Courier", description: "By car", code: "courier" },
        prices: [{ currency_code: CURRENCY, amount: 1500 }],
        rules: [],
      },
    ],
  })
  return made[0].id
}

type Place = { locationId: string; channelIds: string[]; profileId: string }

async function createFlowers(container: ExecArgs["container"], place: Place): Promise<void> {
  const { result: items } = await createInventoryItemsWorkflow(container).run({
    input: {
      items: [{ sku: "TULIP", location_levels: [{ location_id: place.locationId, stocked_quantity: 180 }] }],
    },
  })
  const { result: products } = await createProductsWorkflow(container).run({
    input: {
      products: [
        {
          title: "Tulips of Almaty",
          handle: "tulips-of-almaty",
          status: ProductStatus.PUBLISHED,
          shipping_profile_id: place.profileId,
          sales_channels: place.channelIds.map((id) => ({ id })),
          options: [{ title: "Size", values: ["M"] }],
          variants: [
            {
              title: "M",
              sku: "TULIPS-M",
              options: { Size: "M" },
              prices: [{ currency_code: CURRENCY, amount: 12_000 }],
              inventory_items: [{ inventory_item_id: items[0].id, required_quantity: 15 }],
            },
          ],
        },
      ],
    },
  })
  // Applies only while the store's own hook puts the season into the pricing context.
  await createPriceListsWorkflow(container).run({
    input: {
      price_lists_data: [
        {
          title: "Season",
          description: "Cheaper in the season of tulips",
          status: PriceListStatus.ACTIVE,
          rules: { season: ["tulips"] },
          prices: [{ variant_id: products[0].variants[0].id, currency_code: CURRENCY, amount: 9000 }],
        },
      ],
    },
  })
}

/** A T-shirt, one that is almost sold out, a mug without kept stock, and a certificate that is not shipped. */
async function createGoods(container: ExecArgs["container"], place: Place): Promise<void> {
  const levels = (stocked: number) => [{ location_id: place.locationId, stocked_quantity: stocked }]
  const { result: items } = await createInventoryItemsWorkflow(container).run({
    input: {
      items: [
        { sku: "T-SHIRT", location_levels: levels(100) },
        { sku: "LAST-T-SHIRT", location_levels: levels(1) },
      ],
    },
  })
  const [shirt, lastShirt] = items.map(({ id }) => ({ inventory_items: [{ inventory_item_id: id }] }))
  const withProfile = { shipping_profile_id: place.profileId }
  const product = (title: string, about: object, stock: object) => ({
    title,
    handle: title.toLowerCase().replaceAll(" ", "-"),
    status: ProductStatus.PUBLISHED,
    ...about,
    sales_channels: place.channelIds.map((id) => ({ id })),
    options: [{ title: "Size", values: ["M"] }],
    variants: [
      { title: "M", options: { Size: "M" }, prices: [{ currency_code: CURRENCY, amount: 5000 }], ...stock },
    ],
  })
  await createProductsWorkflow(container).run({
    input: {
      products: [
        product("T-shirt", withProfile, shirt),
        product("Last T-shirt", withProfile, lastShirt),
        product("Mug", withProfile, { manage_inventory: false }),
        product("Certificate", {}, { manage_inventory: false }),
      ],
    },
  })
}

/** Codes that together make an order free. */
async function createPromotions(container: ExecArgs["container"]): Promise<void> {
  const free = (code: string, target: "items" | "shipping_methods") => ({
    code,
    type: "standard" as const,
    status: PromotionStatus.ACTIVE,
    application_method: {
      type: "percentage" as const,
      target_type: target,
      allocation: "across" as const,
      value: 100,
      currency_code: CURRENCY,
    },
  })
  await createPromotionsWorkflow(container).run({
    input: { promotionsData: [free("FREE-GOODS", "items"), free("FREE-SHIPPING", "shipping_methods")] },
  })
}

async function createKey(container: ExecArgs["container"], title: string, channelId: string): Promise<void> {
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title, type: "publishable", created_by: "" }] },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: result[0].id, add: [channelId] } })
}

/** @throws if the login cannot be created */
async function createUser(container: ExecArgs["container"], email: string): Promise<void> {
  const { authIdentity, error } = await container
    .resolve(Modules.AUTH)
    .register("emailpass", { body: { email, password: PASSWORD } })
  if (!authIdentity) {
    throw new Error(error)
  }
  await createUserAccountWorkflow(container).run({
    input: { authIdentityId: authIdentity.id, userData: { email } },
  })
}
