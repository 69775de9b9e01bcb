import { LOCALES, type Language } from "../../lib/shop"
import type { CatalogFile, CatalogProduct, CatalogVariant } from "./catalog-file"
import type { CatalogState, ProductState, TranslationState } from "./catalog-state"

/** The option and value that Medusa's admin creates for a product without options. */
export const DEFAULT_OPTION = { title: "Default option", value: "Default option value" }
const DEFAULT_VARIANT_TITLE = "Default variant"

/** The title of a variant: its own title, or the values of its options, joined by " / ". */
export function variantTitle(product: CatalogProduct, variant: CatalogVariant, language: Language): string {
  if (variant.title) {
    return variant.title[language]
  }
  const chosen = (product.options ?? []).map(({ title, values }) => {
    const value = values.find(({ ru }) => ru === variant.options?.[title.ru])
    return value?.[language] ?? ""
  })
  return chosen.join(" / ") || DEFAULT_VARIANT_TITLE
}

/** The Uzbek texts of a record. The record itself contains the Russian texts. */
export type UzbekText = { reference: string; reference_id: string; translations: Record<string, string> }

/** The Uzbek texts in the file, for the categories and products that exist in the shop. */
export function uzbekTexts(
  file: CatalogFile,
  state: Pick<CatalogState, "categories" | "products">,
): UzbekText[] {
  const categories = new Map(state.categories.map((category) => [category.handle, category.id]))
  const products = new Map(state.products.map((product) => [product.handle, product]))
  return [
    ...file.categories.flatMap(({ handle, name, description }) => {
      const id = categories.get(handle)
      return id ? [text("product_category", id, { name: name.uz, description: description?.uz })] : []
    }),
    ...file.products.flatMap((product) => {
      const known = products.get(product.handle)
      return known ? productTexts(product, known) : []
    }),
  ]
}

/** The records of a product that have translations. */
type Translated = Pick<ProductState, "id"> & {
  options: Pick<ProductState["options"][number], "id" | "title" | "values">[]
  variants: Pick<ProductState["variants"][number], "id" | "sku">[]
}

/** The Uzbek texts of a product, its options and its variants. */
export function productTexts(product: CatalogProduct, known: Translated): UzbekText[] {
  const options = (product.options ?? []).flatMap(({ title, values }) => {
    const option = known.options.find((one) => one.title === title.ru)
    return option
      ? [
          text("product_option", option.id, { title: title.uz }),
          ...values.flatMap(({ ru, uz }) => {
            const value = option.values.find((one) => one.value === ru)
            return value ? [text("product_option_value", value.id, { value: uz })] : []
          }),
        ]
      : []
  })
  const variants = product.variants.flatMap((variant) => {
    const found = known.variants.find(({ sku }) => sku === variant.sku)
    const named = variant.title ?? product.options
    return found && named
      ? [text("product_variant", found.id, { title: variantTitle(product, variant, "uz") })]
      : []
  })
  const own = { title: product.title.uz, description: product.description?.uz }
  return [text("product", known.id, own), ...options, ...variants]
}

function text(reference: string, id: string, translations: Record<string, string | undefined>): UzbekText {
  const given = Object.entries(translations).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { reference, reference_id: id, translations: Object.fromEntries(given) }
}

export type TranslationChanges = {
  create: {
    reference: string
    reference_id: string
    locale_code: string
    translations: Record<string, string>
  }[]
  update: { id: string; translations: Record<string, unknown> }[]
}

/**
 * Compares the wanted Uzbek texts with the stored ones. Stored texts of other fields do not change.
 *
 * @param present the stored translations
 * @returns the translations to create and to update
 */
export function changedTexts(wanted: UzbekText[], present: TranslationState[]): TranslationChanges {
  const byRecord = new Map(present.map((row) => [`${row.reference}/${row.reference_id}`, row]))
  const changes: TranslationChanges = { create: [], update: [] }
  for (const { reference, reference_id, translations } of wanted) {
    const row = byRecord.get(`${reference}/${reference_id}`)
    if (!row) {
      changes.create.push({ reference, reference_id, locale_code: LOCALES.uz, translations })
    } else if (Object.entries(translations).some(([field, value]) => row.translations[field] !== value)) {
      changes.update.push({ id: row.id, translations: { ...row.translations, ...translations } })
    }
  }
  return changes
}
