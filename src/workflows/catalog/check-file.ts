import { isObject } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { inSlices } from "../../lib/slices"
import {
  catalogFileSchema,
  catalogProductSchema,
  type CatalogCategory,
  type CatalogFile,
  type CatalogProblem,
  type CatalogProduct,
} from "./catalog-file"

export type CheckedFile = { file?: CatalogFile; problems: CatalogProblem[] }

/** Products that are checked between two pauses. */
const SLICE = 25

/**
 * Checks an import file without the shop's data: the schema, and references between its parts. It lets the event loop
 * process requests meanwhile.
 *
 * @param data the parsed JSON, of any type
 * @returns all problems; `file` is absent if the schema does not match
 */
export async function checkFile(data: unknown): Promise<CheckedFile> {
  const listed: unknown = isObject(data) ? Reflect.get(data, "products") : undefined
  const hasList = isObject(data) && Array.isArray(listed)
  const head = catalogFileSchema.safeParse(hasList ? { ...data, products: [] } : data)
  const ofHead = head.success ? [] : problemsOf(data, head.error, [])
  const problems = ofHead.filter(({ path }) => path.startsWith("categories"))
  const products: CatalogProduct[] = []
  for await (const slice of inSlices([...(hasList ? listed : []).entries()], SLICE)) {
    for (const [index, one] of slice) {
      const parsed = catalogProductSchema.safeParse(one)
      if (parsed.success) {
        products.push(parsed.data)
      } else {
        problems.push(...problemsOf(data, parsed.error, ["products", index]))
      }
    }
  }
  problems.push(...ofHead.filter(({ path }) => !path.startsWith("categories")))
  if (!head.success || problems.length) {
    return { problems }
  }
  const { categories } = head.data
  return {
    file: { categories, products },
    problems: [...checkCategories(categories), ...(await checkProducts(products))],
  }
}

/** @param place path of the checked part in the file */
function problemsOf(data: unknown, { issues }: z.ZodError, place: PropertyKey[]): CatalogProblem[] {
  return issues.flatMap((issue) => {
    const path = [...place, ...issue.path]
    return issue.code === "unrecognized_keys" && issue.keys.length
      ? issue.keys.map((key) => problem(data, [...path, key], "is not a field of the import file"))
      : [problem(data, path, missing(data, path) ? "is missing" : sentence(issue))]
  })
}

/**
 * Formats a path: `["products", 3, "title"]` becomes `products[3].title`, and an empty path becomes `file`.
 */
function pathText(path: PropertyKey[]): string {
  const text = path.reduce<string>(
    (before, part) => (typeof part === "number" ? `${before}[${part}]` : `${before}.${String(part)}`),
    "",
  )
  return text.replace(/^\./, "") || "file"
}

const NOUNS: Record<string, string> = {
  array: "a list",
  object: "an object in braces",
  record: "an object in braces",
  string: "a text",
  number: "a number",
}

/** The message of an issue. Replaces Zod's default message for a wrong type. */
function sentence(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_type" && issue.message.startsWith("Invalid input")
    ? `must be ${NOUNS[issue.expected] ?? issue.expected}`
    : issue.message
}

function at(data: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isObject(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined),
    data,
  )
}

function missing(data: unknown, path: PropertyKey[]): boolean {
  return path.length > 0 && at(data, path) === undefined
}

function problem(data: unknown, path: PropertyKey[], message: string): CatalogProblem {
  const found = path.length >= 2 ? at(data, [path[0], path[1], "handle"]) : undefined
  const handle = typeof found === "string" ? { handle: found.slice(0, 100) } : {}
  return { path: pathText(path), ...handle, message }
}

function checkCategories(categories: CatalogCategory[]): CatalogProblem[] {
  const problems: CatalogProblem[] = []
  const seen = new Map<string, number>()
  categories.forEach(({ handle }, index) => {
    const first = seen.get(handle)
    if (first !== undefined) {
      problems.push({
        path: `categories[${index}].handle`,
        handle,
        message: `is already used by categories[${first}]`,
      })
    }
    seen.set(handle, first ?? index)
  })
  return problems
}

async function checkProducts(products: CatalogProduct[]): Promise<CatalogProblem[]> {
  const problems: CatalogProblem[] = []
  const handles = new Map<string, number>()
  const skus = new Map<string, string>()
  const check = (product: CatalogProduct, index: number) => {
    const path = `products[${index}]`
    const add = (field: string, message: string) =>
      problems.push({ path: `${path}.${field}`, handle: product.handle, message })

    const first = handles.get(product.handle)
    if (first !== undefined) {
      add("handle", `is already used by products[${first}]`)
    }
    handles.set(product.handle, first ?? index)
    if (product.kind === "addon" && !product.addon) {
      add("addon", "is missing: every add-on needs it")
    }
    if (product.kind !== "addon" && product.addon) {
      add("addon", "must only be given when kind is addon")
    }
    checkRepeats(product, add)
    checkOptions(product, add)
    product.variants.forEach((variant, at) => {
      const owner = skus.get(variant.sku)
      if (owner) {
        add(`variants[${at}].sku`, `is already used by ${owner}`)
      }
      skus.set(variant.sku, owner ?? `${path}.variants[${at}]`)
    })
  }
  for await (const slice of inSlices([...products.entries()], SLICE)) {
    slice.forEach(([index, product]) => check(product, index))
  }
  return problems
}

type Add = (field: string, message: string) => void

function checkRepeats(product: CatalogProduct, add: Add): void {
  for (const field of ["tags", "categories"] as const) {
    const values = product[field] ?? []
    values.forEach((value, index) => {
      if (values.indexOf(value) !== index) {
        add(`${field}[${index}]`, `names ${value} twice`)
      }
    })
  }
}

function checkOptions(product: CatalogProduct, add: Add): void {
  const options = product.options ?? []
  const titles = options.map(({ title }) => title.ru)
  options.forEach(({ title, values }, index) => {
    if (titles.indexOf(title.ru) !== index) {
      add(`options[${index}].title.ru`, "is already used by another option")
    }
    const texts = values.map(({ ru }) => ru)
    texts.forEach((text, at) => {
      if (texts.indexOf(text) !== at) {
        add(`options[${index}].values[${at}].ru`, "is already used by another value")
      }
    })
  })
  if (!options.length && product.variants.length > 1) {
    add("options", "is missing: a product with several variants needs at least one option")
  }
  const combinations = new Map<string, number>()
  product.variants.forEach((variant, at) => {
    checkVariantOptions(product, at, add)
    checkContents(product, at, add)
    const combination = JSON.stringify(titles.map((title) => variant.options?.[title]))
    const first = combinations.get(combination)
    if (options.length && first !== undefined) {
      add(`variants[${at}].options`, `are the same as those of variants[${first}]`)
    }
    combinations.set(combination, first ?? at)
  })
}

function checkVariantOptions(product: CatalogProduct, at: number, add: Add): void {
  const given = product.variants[at].options ?? {}
  const options = product.options ?? []
  for (const { title, values } of options) {
    const value = Object.hasOwn(given, title.ru) ? given[title.ru] : undefined
    if (value === undefined) {
      add(`variants[${at}].options`, `must choose a value of the option «${title.ru}»`)
    } else if (!values.some(({ ru }) => ru === value)) {
      add(`variants[${at}].options.${title.ru}`, `must be one of ${values.map(({ ru }) => ru).join(", ")}`)
    }
  }
  for (const title of Object.keys(given)) {
    if (!options.some((option) => option.title.ru === title)) {
      add(`variants[${at}].options.${title}`, "is not an option of the product")
    }
  }
}

function checkContents(product: CatalogProduct, at: number, add: Add): void {
  const { contents, stock, sku } = product.variants[at]
  if (contents && stock !== undefined) {
    add(`variants[${at}].stock`, "must not be given with contents: only the stems have a stock")
  }
  const skus = (contents ?? []).map((content) => content.sku)
  skus.forEach((name, index) => {
    if (skus.indexOf(name) !== index) {
      add(`variants[${at}].contents[${index}].sku`, `names ${name} twice`)
    }
    if (name === sku) {
      add(`variants[${at}].contents[${index}].sku`, "must not be the variant itself")
    }
  })
}
