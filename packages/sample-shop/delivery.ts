import type { FulfillmentWorkflow, MedusaContainer, StockLocationDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  batchTranslationsWorkflow,
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
} from "@medusajs/medusa/core-flows"
import { CURRENCY, LOCALES } from "../../src/lib/shop"

const FULFILLMENT_PROVIDER = "manual_manual"
const ZONE = "Uzbekistan"

export type SampleOption = {
  code: string
  ru: string
  uz: string
  price: number
  data: Record<string, unknown>
}

/**
 * Shipping options. Their names are short, because a phone shows them in a button with the price. `code` is the code of the option's type, `price` is in soums, `max_km` is the maximum
 * distance in kilometres.
 */
const SHIPPING_OPTIONS: SampleOption[] = [
  {
    code: "delivery-center",
    ru: "Центр Бухары",
    uz: "Buxoro markazi",
    price: 20_000,
    data: { method: "delivery", max_km: 4 },
  },
  {
    code: "delivery-city",
    ru: "Остальной город",
    uz: "Shaharning boshqa joyi",
    price: 30_000,
    data: { method: "delivery", max_km: 10 },
  },
  {
    code: "delivery-district",
    ru: "Каган, Галаасия",
    uz: "Kogon, Galaosiyo",
    price: 60_000,
    data: { method: "delivery", max_km: 25 },
  },
  {
    code: "pickup",
    ru: "Самовывоз из магазина",
    uz: "Doʻkondan olib ketish",
    price: 0,
    data: { method: "pickup" },
  },
]

type DeliveryModule = { ensureDefaultWindows(): Promise<unknown> }

/** Creates the missing shipping options with their zone and prices, and the default delivery windows. */
export async function ensureDelivery(container: MedusaContainer, location: StockLocationDTO): Promise<void> {
  const profile_id = await ensureProfile(container)
  const zone_id = await ensureZone(container, location)
  await ensureShippingOptions(container, profile_id, zone_id)
  await container.resolve<DeliveryModule>("delivery").ensureDefaultWindows()
}

async function ensureProfile(container: MedusaContainer): Promise<string> {
  const [known] = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingProfiles({ type: "default" }, { take: 1 })
  if (known) {
    return known.id
  }
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Default", type: "default" }] },
  })
  return result[0].id
}

async function ensureZone(container: MedusaContainer, location: StockLocationDTO): Promise<string> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const [zone] = await fulfillment.listServiceZones({ name: ZONE }, { take: 1 })
  await linkProvider(container, location)
  if (zone) {
    return zone.id
  }
  const setName = `${location.name}: доставка`
  const [known] = await fulfillment.listFulfillmentSets({ name: setName }, { take: 1 })
  const fulfillment_set_id = known?.id ?? (await createSet(container, location.id, setName))
  const { result } = await createServiceZonesWorkflow(container).run({
    input: {
      data: [{ name: ZONE, fulfillment_set_id, geo_zones: [{ type: "country", country_code: "uz" }] }],
    },
  })
  return result[0].id
}

async function createSet(container: MedusaContainer, location_id: string, name: string): Promise<string> {
  await createLocationFulfillmentSetWorkflow(container).run({
    input: { location_id, fulfillment_set_data: { name, type: "delivery" } },
  })
  const [set] = await container.resolve(Modules.FULFILLMENT).listFulfillmentSets({ name }, { take: 1 })
  return set.id
}

/** Creates the link if it does not exist. Repeated calls change nothing. */
async function linkProvider(container: MedusaContainer, location: StockLocationDTO): Promise<void> {
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: FULFILLMENT_PROVIDER },
  })
}

async function ensureShippingOptions(
  container: MedusaContainer,
  profile_id: string,
  zone_id: string,
): Promise<void> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const known = await fulfillment.listShippingOptions({}, { take: null, relations: ["type"] })
  const codes = new Set(known.map(({ type }) => type?.code))
  const missing = SHIPPING_OPTIONS.filter(({ code }) => !codes.has(code))
  if (missing.length) {
    await createShippingOptions(container, missing, profile_id, zone_id)
  }
  await translateShippingOptions(container, SHIPPING_OPTIONS)
}

export async function createShippingOptions(
  container: MedusaContainer,
  options: SampleOption[],
  profile_id: string,
  zone_id: string,
): Promise<void> {
  await createShippingOptionsWorkflow(container).run({
    input: options.map(
      ({ code, ru, price, data }): FulfillmentWorkflow.CreateShippingOptionsWorkflowInput => ({
        name: ru,
        price_type: "flat",
        provider_id: FULFILLMENT_PROVIDER,
        service_zone_id: zone_id,
        shipping_profile_id: profile_id,
        type: { code, label: ru, description: ru },
        data,
        prices: [{ currency_code: CURRENCY, amount: price }],
        rules: [
          { attribute: "enabled_in_store", operator: "eq", value: "true" },
          { attribute: "is_return", operator: "eq", value: "false" },
        ],
      }),
    ),
  })
}

/** Adds missing Uzbek names. Existing translations stay unchanged. */
export async function translateShippingOptions(
  container: MedusaContainer,
  named: Pick<SampleOption, "code" | "uz">[],
): Promise<void> {
  const options = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingOptions({}, { take: null, relations: ["type"] })
  const wanted = named.flatMap(({ code, uz }) => {
    const option = options.find(({ type }) => type?.code === code)
    const texts = { name: { name: uz }, label: { label: uz, description: uz } }
    return option
      ? [
          { reference: "shipping_option", reference_id: option.id, translations: texts.name },
          { reference: "shipping_option_type", reference_id: option.type.id, translations: texts.label },
        ]
      : []
  })
  const known = await container
    .resolve(Modules.TRANSLATION)
    .listTranslations(
      { reference_id: wanted.map(({ reference_id }) => reference_id), locale_code: LOCALES.uz },
      { take: null },
    )
  const translated = new Set(known.map(({ reference_id }) => reference_id))
  const create = wanted
    .filter(({ reference_id }) => !translated.has(reference_id))
    .map((text) => ({ ...text, locale_code: LOCALES.uz }))
  if (create.length) {
    await batchTranslationsWorkflow(container).run({ input: { create, update: [], delete: [] } })
  }
}
