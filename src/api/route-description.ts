import { z } from "@medusajs/framework/zod"

/**
 * OpenAPI description of a route, in an `openapi.ts` beside its `route.ts`. `npm run docs` builds
 * docs/openapi.json from all descriptions and fails when a route has none.
 */
export type RouteDescription = {
  summary: string
  query?: z.ZodObject
  body?: z.ZodType
  /** Body of the success answer; undefined when it is not JSON. */
  answer?: z.ZodType
  /** Status of the success answer; 200 by default. */
  status?: number
  /** Error codes of this route, in addition to those of every request (see docs/plugin.md). */
  errors?: string[]
}

/** Descriptions by verb and path, such as `GET /store/carts/:id/delivery`. */
export type RouteDescriptions = Record<string, RouteDescription>

/** An ISO 8601 instant in an answer. */
export const instant = z.iso.datetime()

/** Fields of every Medusa record. */
export const record = { id: z.string(), created_at: instant, updated_at: instant }

/** Why long work failed. */
export const runError = z.strictObject({
  code: z.string(),
  message: z.string(),
  problems: z
    .array(z.strictObject({ path: z.string(), handle: z.string().optional(), message: z.string() }))
    .optional()
    .describe("All problems of a refused import file"),
})

/** Answer of a route that deletes a record. */
export const deleted = (object: string) =>
  z.strictObject({ id: z.string(), object: z.literal(object), deleted: z.literal(true) })
