import type { MedusaContainer, SalesChannelDTO, StockLocationDTO, StoreDTO } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
  updateApiKeysWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { CASH_PROVIDER, CURRENCY, LOCALES, TELEGRAM_SALES_CHANNEL } from "../../src/lib/shop"
import type { SeededShop } from "./seed"
import { ensureDelivery } from "./delivery"

const REGION = "Uzbekistan"
const KEY_TITLE = "Storefront"
/** Title of the key that Medusa creates for a new store. */
const MEDUSA_KEY_TITLE = "Default Publishable API Key"
const LOCATION = {
  name: "Гулдаста, Бухара",
  address: {
    address_1: "ул. Бахауддина Накшбанда, 114",
    city: "Бухара",
    country_code: "UZ",
    postal_code: "200100",
    // /help shows this phone number. Replace it here or at the stock location in Medusa's admin.
    phone: "+998650000000",
    // The distance from here to the delivery address determines the delivery zone.
    metadata: { latitude: 39.773, longitude: 64.4207 },
  },
}

/** Creates the missing parts of a shop without a catalogue. Existing parts stay unchanged. */
export async function ensureShop(container: MedusaContainer): Promise<SeededShop> {
  await ensureLocales(container)
  const store = await firstStore(container)
  const channel = await defaultChannel(container, store)
  const telegram = await ensureTelegramChannel(container)
  const region_id = await ensureRegion(container)
  const location = await ensureLocation(container, [channel.id, telegram.id])
  await ensureTaxRegion(container)
  await ensureStore(container, store, { region_id, location_id: location.id, channel_id: channel.id })
  await ensureDelivery(container, location)
  return {
    region_id,
    default_sales_channel_id: channel.id,
    telegram_sales_channel_id: telegram.id,
    location_id: location.id,
    publishable_key: await ensurePublishableKey(container, channel.id, telegram.id),
  }
}

async function ensureLocales(container: MedusaContainer): Promise<void> {
  const translation = container.resolve(Modules.TRANSLATION)
  const names = { [LOCALES.ru]: "Русский", [LOCALES.uz]: "Oʻzbekcha" }
  const known = await translation.listLocales({ code: Object.keys(names) }, { take: null })
  const missing = Object.entries(names).filter(([code]) => !known.some((locale) => locale.code === code))
  if (missing.length) {
    await translation.createLocales(missing.map(([code, name]) => ({ code, name })))
  }
}

async function firstStore(container: MedusaContainer): Promise<StoreDTO> {
  const [store] = await container
    .resolve(Modules.STORE)
    .listStores({}, { take: 1, relations: ["supported_locales", "supported_currencies"] })
  if (!store) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "Medusa has not created its store yet. Run `medusa start` once before the seed.",
    )
  }
  return store
}

async function defaultChannel(container: MedusaContainer, store: StoreDTO): Promise<SalesChannelDTO> {
  const channels = container.resolve(Modules.SALES_CHANNEL)
  if (store.default_sales_channel_id) {
    return channels.retrieveSalesChannel(store.default_sales_channel_id)
  }
  return channels.createSalesChannels({ name: "Default Sales Channel" })
}

async function ensureTelegramChannel(container: MedusaContainer): Promise<SalesChannelDTO> {
  const [known] = await container
    .resolve(Modules.SALES_CHANNEL)
    .listSalesChannels({ name: TELEGRAM_SALES_CHANNEL }, { take: 1 })
  if (known) {
    return known
  }
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: TELEGRAM_SALES_CHANNEL, description: "The shop's Telegram bot" }] },
  })
  return result[0]
}

async function ensureRegion(container: MedusaContainer): Promise<string> {
  const [known] = await container
    .resolve(Modules.REGION)
    .listRegions({ currency_code: CURRENCY }, { take: 1 })
  if (known) {
    return known.id
  }
  const { result } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: REGION,
          currency_code: CURRENCY,
          countries: ["uz"],
          payment_providers: [CASH_PROVIDER],
          automatic_taxes: true,
          is_tax_inclusive: true,
        },
      ],
    },
  })
  return result[0].id
}

async function ensureLocation(container: MedusaContainer, channelIds: string[]): Promise<StockLocationDTO> {
  const [known] = await container
    .resolve(Modules.STOCK_LOCATION)
    .listStockLocations({}, { take: 1, order: { created_at: "ASC" }, relations: ["address"] })
  const location = known ?? (await createLocation(container))
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location.id, add: channelIds },
  })
  return location
}

async function createLocation(container: MedusaContainer): Promise<StockLocationDTO> {
  const { result } = await createStockLocationsWorkflow(container).run({ input: { locations: [LOCATION] } })
  return result[0]
}

/** Creates a tax region without a rate, because the shop's prices are final prices. */
async function ensureTaxRegion(container: MedusaContainer): Promise<void> {
  const [known] = await container.resolve(Modules.TAX).listTaxRegions({ country_code: "uz" }, { take: 1 })
  if (!known) {
    await createTaxRegionsWorkflow(container).run({
      input: [{ country_code: "uz", provider_id: "tp_system" }],
    })
  }
}

type StoreParts = { region_id: string; location_id: string; channel_id: string }

async function ensureStore(container: MedusaContainer, store: StoreDTO, parts: StoreParts): Promise<void> {
  const locales = new Set(store.supported_locales?.map(({ locale_code }) => locale_code))
  const currencies = new Set(store.supported_currencies?.map(({ currency_code }) => currency_code))
  const ready =
    Object.values(LOCALES).every((code) => locales.has(code)) &&
    currencies.has(CURRENCY) &&
    store.default_region_id &&
    store.default_location_id &&
    store.default_sales_channel_id
  if (ready) {
    return
  }
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: {
        name: store.name === "Medusa Store" ? "Guldasta" : store.name,
        supported_currencies: [{ currency_code: CURRENCY, is_default: true, is_tax_inclusive: true }],
        supported_locales: Object.values(LOCALES).map((locale_code) => ({ locale_code })),
        default_sales_channel_id: store.default_sales_channel_id ?? parts.channel_id,
        default_region_id: store.default_region_id ?? parts.region_id,
        default_location_id: store.default_location_id ?? parts.location_id,
      },
    },
  })
}

/** A key with one sales channel: carts of a storefront never belong to the bot's channel. */
async function ensurePublishableKey(
  container: MedusaContainer,
  channelId: string,
  botChannelId: string,
): Promise<string> {
  const keys = await container
    .resolve(Modules.API_KEY)
    .listApiKeys({ type: "publishable" }, { take: null, order: { created_at: "ASC" } })
  const usable = keys.filter(({ revoked_at }) => !revoked_at)
  const ours = usable.find(({ title }) => title === KEY_TITLE)
  const medusas = usable.find(({ title }) => title === MEDUSA_KEY_TITLE)
  const key = ours ?? (medusas ? await renameKey(container, medusas.id) : await createKey(container))
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: key.id, add: [channelId], remove: [botChannelId] },
  })
  return key.token
}

async function renameKey(container: MedusaContainer, id: string) {
  const { result } = await updateApiKeysWorkflow(container).run({
    input: { selector: { id }, update: { title: KEY_TITLE } },
  })
  return result[0]
}

async function createKey(container: MedusaContainer) {
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: KEY_TITLE, type: "publishable", created_by: "" }] },
  })
  return result[0]
}
