import { readFileSync } from "node:fs"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ShopSuite } from "./shop-suite"
import type { AxiosResponse } from "axios"
import { createOwnerLogin } from "./admin"
import type { CatalogFileInput } from "../../src/workflows/catalog/catalog-file"

export type Catalog = Required<CatalogFileInput>
export type Product = NonNullable<CatalogFileInput["products"]>[number]

/** A PNG with one pixel. */
export const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
export const OTHER_PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

export const example = (): Catalog =>
  JSON.parse(readFileSync(path.resolve("docs/catalog.example.json"), "utf8")) as Catalog

export const stem = (handle: string, sku: string, rest: Partial<Product> = {}): Product => ({
  handle,
  kind: "stem",
  title: { ru: "Роза", uz: "Atirgul" },
  variants: [{ sku, price: 20_000, stock: 100 }],
  ...rest,
})

export const bouquet = (handle: string, sizes: Record<string, number>): Product => ({
  handle,
  kind: "bouquet",
  title: { ru: "Букет", uz: "Guldasta" },
  options: [
    { title: { ru: "Размер", uz: "Oʻlcham" }, values: Object.keys(sizes).map((s) => ({ ru: s, uz: s })) },
  ],
  variants: Object.entries(sizes).map(([size, price]) => ({
    sku: `${handle.toUpperCase()}-${size}`,
    options: { Размер: size },
    price,
    contents: [{ sku: "TEST-ROSE", quantity: 7 }],
  })),
})

/**
 * Products of a large file: for each stem three bouquets of two sizes, which take stems that come after them too.
 *
 * @param name prefix of the handles and SKUs
 */
export const manyProducts = (count: number, name: string): Product[] => {
  const sku = (at: number) => `${name.toUpperCase()}-STEM-${at}`
  const stems = Math.ceil(count / 4)
  return Array.from({ length: count }, (_, at): Product => {
    if (at % 4 === 3) {
      return stem(`${name}-stem-${at}`, sku(Math.floor(at / 4)), { tags: ["color:red"] })
    }
    const made = bouquet(`${name}-${at}`, { S: 100_000 + at, M: 200_000 + at })
    return {
      ...made,
      description: { ru: "Описание", uz: "Tavsif" },
      tags: ["color:red", "occasion:love"],
      variants: made.variants.map((variant) => ({
        ...variant,
        contents: [{ sku: sku(at % Math.max(1, stems - 1)), quantity: 3 }],
      })),
    }
  })
}

/** Returns row counts and hashes of all tables that an import writes. The column updated_at is ignored. */
export async function everything(container: MedusaContainer): Promise<unknown> {
  const tables = ["product", "product_variant", "product_category", "product_tag", "translation", "price"]
  tables.push("inventory_item", "inventory_level", "product_variant_inventory_item", "image")
  const sql = tables.map(
    (name) =>
      `select '${name}' as name, count(*)::int as rows, md5(coalesce(string_agg((to_jsonb(t) - 'updated_at')::text, '' order by t.id), '')) as hash from "${name}" t where deleted_at is null`,
  )
  const pg = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return (await pg.raw(sql.join(" union all "))).rows
}

type Api = ShopSuite["api"]
export type Send = (
  data: unknown,
  search?: string,
  headers?: Record<string, string>,
) => Promise<AxiosResponse>

/**
 * Logs in an owner and returns a function that posts import files with the owner's headers or other headers.
 */
export async function ownersImport(api: Api, container: MedusaContainer) {
  const body = { email: "owner@example.uz", password: "supersecret" }
  await createOwnerLogin(container, body.email, body.password)
  const { data } = await api.post("/auth/user/emailpass", body)
  const admin = { authorization: `Bearer ${data.token}` }
  const send: Send = (file, search = "", headers = admin) =>
    api.post(`/admin/catalog/import${search}`, file, { headers, validateStatus: () => true })
  return { admin, send }
}
