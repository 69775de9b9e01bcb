import { z } from "@medusajs/framework/zod"

/**
 * What an integrator is told of a route, in an `openapi.ts` beside the route. `npm run docs` makes docs/openapi.json
 * of them, and fails when a route has none.
 */
export type RouteDescription = {
  /** One sentence. */
  summary: string
  query?: z.ZodObject
  body?: z.ZodType
  /** The answer when all goes well; none where it is not JSON. */
  answer?: z.ZodType
  /** 200 unless said otherwise. */
  status?: number
  /** Codes of errors beside those that any request may get (see docs/plugin.md). */
  errors?: string[]
}

/** By verb and path, such as `GET /store/carts/:id/delivery`. */
export type RouteDescriptions = Record<string, RouteDescription>

/** An instant in an answer: ISO 8601. */
export const instant = z.iso.datetime()

/** What every record of Medusa's database carries. */
export const record = { id: z.string(), created_at: instant, updated_at: instant }

/** The answer of routes that delete. */
export const deleted = (object: string) =>
  z.strictObject({ id: z.string(), object: z.literal(object), deleted: z.literal(true) })
