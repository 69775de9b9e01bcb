import { z } from "@medusajs/framework/zod"

/** Kinds of products, as stored in `product.metadata.kind`. */
const PRODUCT_KINDS = ["bouquet", "stem", "composition", "dried", "potted", "addon"] as const

/** Kinds of add-ons, as stored in `product.metadata.addon`. */
const ADDON_KINDS = ["vase", "card", "chocolate", "balloon", "wrapping"] as const

const COLORS = ["red", "white", "pink", "yellow", "purple", "orange", "blue", "green", "mixed"]
const OCCASIONS = [
  "birthday",
  "love",
  "wedding",
  "mother",
  "anniversary",
  "thanks",
  "newborn",
  "sympathy",
  "teacher",
]
const LABELLED_TAGS: Record<string, string[]> = { color: COLORS, occasion: OCCASIONS }

const HANDLE = /^[a-z0-9]+(-[a-z0-9]+)*$/
const SKU = /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/
const MAX_PRICE = 1_000_000_000
const MAX_STOCK = 1_000_000

const line = (max: number) =>
  z
    .string({ message: "must be a text" })
    .trim()
    .min(1, "must not be empty")
    .max(max, `must have at most ${max} characters`)
    .refine(
      (text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text),
      "must not contain control characters",
    )

const bilingual = (max: number) =>
  z.strictObject({ ru: line(max), uz: line(max) }, { message: "must be texts in both languages: { ru, uz }" })

const handle = z
  .string({ message: "must be a text" })
  .max(100, "must have at most 100 characters")
  .regex(HANDLE, "must consist of lower-case letters a-z, digits and single hyphens, such as red-roses")

const sku = z
  .string({ message: "must be a text" })
  .max(64, "must have at most 64 characters")
  .regex(SKU, "must consist of letters A-Z, digits, hyphens, dots and underscores, such as ROSE-RED-60")

const whole = (min: number, max: number, sentence: string) =>
  z.number({ message: sentence }).int(sentence).min(min, sentence).max(max, sentence)

const tag = z.string({ message: "must be a text" }).superRefine((value, context) => {
  if (!/^[a-z][a-z0-9-]*(:[a-z][a-z0-9-]*)?$/.test(value) || value.length > 50) {
    context.addIssue({
      code: "custom",
      message: "must be a code such as color:red, occasion:birthday or vip",
    })
    return
  }
  const [group, code] = value.split(":")
  const known = code ? LABELLED_TAGS[group] : undefined
  if (known && !known.includes(code)) {
    context.addIssue({
      code: "custom",
      message: `must be one of ${known.map((name) => `${group}:${name}`).join(", ")}`,
    })
  }
})

const PICTURE_SENTENCE = 'must be one of { "url": … }, { "file": … } and { "data": … }'
const picture = z.union(
  [
    z.strictObject({ url: z.string().max(2000) }),
    z.strictObject({ file: z.string().min(1).max(500) }),
    z.strictObject({ data: z.string().min(1) }),
  ],
  { message: PICTURE_SENTENCE },
)

const category = z.strictObject({
  handle,
  parent: handle.nullish(),
  name: bilingual(100),
  description: bilingual(2000).optional(),
  rank: whole(0, 10_000, "must be a whole number from 0 to 10000").optional(),
})

const option = z.strictObject({
  title: bilingual(60),
  values: z
    .array(bilingual(60))
    .min(1, "must have at least one value")
    .max(50, "must have at most 50 values"),
})

const content = z.strictObject({
  sku,
  quantity: whole(1, 1000, "must be a whole number from 1 to 1000"),
})

const variant = z.strictObject({
  sku,
  title: bilingual(100).optional(),
  options: z.record(z.string(), z.string()).optional(),
  price: whole(1, MAX_PRICE, "must be a whole number of soums, from 1 to 1000000000"),
  stock: whole(0, MAX_STOCK, "must be a whole number of pieces, from 0 to 1000000").optional(),
  contents: z
    .array(content)
    .min(1, "must name at least one stem")
    .max(50, "must have at most 50 lines")
    .optional(),
})

export const catalogProductSchema = z.strictObject({
  handle,
  kind: z.enum(PRODUCT_KINDS, { message: `must be one of ${PRODUCT_KINDS.join(", ")}` }),
  addon: z.enum(ADDON_KINDS, { message: `must be one of ${ADDON_KINDS.join(", ")}` }).optional(),
  status: z.enum(["published", "draft"], { message: "must be published or draft" }).optional(),
  title: bilingual(150),
  description: bilingual(2000).optional(),
  popularity: whole(0, 1_000_000, "must be a whole number from 0 to 1000000").optional(),
  categories: z.array(handle).max(20, "must have at most 20 categories").optional(),
  tags: z.array(tag).max(30, "must have at most 30 tags").optional(),
  options: z
    .array(option)
    .min(1, "must have at least one option")
    .max(3, "must have at most 3 options")
    .optional(),
  variants: z
    .array(variant)
    .min(1, "must have at least one variant")
    .max(100, "must have at most 100 variants"),
  images: z.array(picture).max(10, "must have at most 10 pictures").optional(),
})

/** Schema of the import file; `docs/catalog.md` describes each field. */
export const catalogFileSchema = z.strictObject({
  categories: z.array(category).max(500, "must have at most 500 categories").default([]),
  products: z.array(catalogProductSchema).default([]),
})

export type CatalogFile = z.infer<typeof catalogFileSchema>
/** A {@link CatalogFile} before validation: fields that have a default may be absent. */
export type CatalogFileInput = z.input<typeof catalogFileSchema>
export type CatalogCategory = CatalogFile["categories"][number]
export type CatalogProduct = CatalogFile["products"][number]
export type CatalogVariant = CatalogProduct["variants"][number]
export type CatalogPicture = NonNullable<CatalogProduct["images"]>[number]
export type Bilingual = { ru: string; uz: string }

/** An error in an import file. */
export type CatalogProblem = { path: string; handle?: string; message: string }
