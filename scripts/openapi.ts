import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { z } from "@medusajs/framework/zod"
import { accessRow } from "../src/api/admin-access"
import type { RouteDescription, RouteDescriptions } from "../src/api/route-description"
import { ROOT } from "./start/paths"

const API = path.join(ROOT, "src", "api")

/** Output file: the OpenAPI description of the shop's HTTP API (https://spec.openapis.org/oas/v3.1.1). */
export const OPENAPI_FILE = path.join(ROOT, "docs", "openapi.json")

const VERBS = /export (?:async function|function|const) (GET|POST|PUT|PATCH|DELETE)\b/g

/** Error body that any route may answer with. */
const ERROR = z.strictObject({
  type: z.string().optional(),
  code: z.string().optional().describe("Short and stable, in snake_case"),
  message: z.string(),
})

/** Authentication per API: the Store API requires a publishable key, the Admin API a login. */
const SECURITY: Record<string, object[]> = {
  store: [{ publishable_key: [] }],
  admin: [{ bearer: [] }, { session: [] }],
  metrics: [{ metrics_token: [] }],
  hooks: [{ telegram_secret: [] }],
}

const SECURITY_SCHEMES = {
  publishable_key: { type: "apiKey", in: "header", name: "x-publishable-api-key" },
  bearer: { type: "http", scheme: "bearer", description: "The token of POST /auth/user/emailpass" },
  session: { type: "apiKey", in: "cookie", name: "connect.sid" },
  metrics_token: { type: "http", scheme: "bearer" },
  telegram_secret: { type: "apiKey", in: "header", name: "x-telegram-bot-api-secret-token" },
}

/** Lists the routes that `route.ts` files export, as "VERB /path". */
export function servedRoutes(): string[] {
  return files("route.ts").flatMap((file) => {
    const route = path.relative(API, path.dirname(file)).replace(/\[(\w+)\]/g, ":$1")
    const verbs = readFileSync(file, "utf8").matchAll(VERBS)
    return [...verbs].map(([, verb]) => `${verb} /${route.split(path.sep).join("/")}`)
  })
}

/** Collects the descriptions of all `openapi.ts` files, by verb and path. */
export async function describedRoutes(): Promise<RouteDescriptions> {
  const modules = await Promise.all(
    files("openapi.ts").map((file) => import(file) as Promise<Record<string, unknown>>),
  )
  // An openapi.ts exports its descriptions under names that end in Routes; its other exports are shared
  // schemas.
  const described = modules.flatMap((module) => Object.entries(module))
  return Object.assign(
    {},
    ...described.filter(([name]) => name.endsWith("Routes")).map(([, routes]) => routes),
  )
}

/**
 * Renders the OpenAPI document as JSON text.
 *
 * @throws if a route has no description or a description has no route
 */
export async function openApi(): Promise<string> {
  const described = await describedRoutes()
  const served = servedRoutes().sort((a, b) => comparable(a).localeCompare(comparable(b)))
  const undescribed = served.filter((route) => !described[route])
  const gone = Object.keys(described).filter((route) => !served.includes(route))
  if (undescribed.length || gone.length) {
    throw new Error(
      [
        ...undescribed.map(
          (route) => `${route} has no description: add it to an openapi.ts beside its route.ts.`,
        ),
        ...gone.map((route) => `${route} is described, but no route.ts exports it.`),
      ].join("\n"),
    )
  }
  const paths: Record<string, Record<string, object>> = {}
  for (const route of served) {
    const [verb, address] = route.split(" ")
    const at = address.replace(/:(\w+)/g, "{$1}")
    paths[at] = { ...paths[at], [verb.toLowerCase()]: operation(verb, address, described[route]) }
  }
  return `${JSON.stringify({ ...head(), paths, components: { securitySchemes: SECURITY_SCHEMES } }, null, 2)}\n`
}

function head(): object {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { version: string }
  const description =
    "What the shop adds to Medusa's own Store and Admin APIs (https://docs.medusajs.com/api). x-roles: the staff roles that may call a route."
  return { openapi: "3.1.1", info: { title: "Guldasta", version, description } }
}

function operation(
  verb: string,
  address: string,
  { summary, query, body, answer, status, errors }: RouteDescription,
): object {
  const [, room] = address.split("/")
  const inPath = [...address.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }))
  const parameters = [...inPath, ...(query ? queryParameters(query) : [])]
  return {
    summary,
    tags: [room],
    ...(SECURITY[room] ? { security: SECURITY[room] } : {}),
    ...(room === "admin" ? { "x-roles": ["owner", ...(accessRow(verb, address)?.roles ?? [])] } : {}),
    ...(parameters.length ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: json(body, "input") } } : {}),
    responses: {
      [status ?? 200]: { description: "Done", ...(answer ? { content: json(answer, "output") } : {}) },
      default: {
        description: errors?.length ? `Refused; codes: ${errors.join(", ")}` : "Refused",
        content: json(ERROR, "output"),
      },
    },
  }
}

function queryParameters(query: z.ZodObject): object[] {
  return Object.entries(jsonSchema(query, "input").properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: !query.shape[name].safeParse(undefined).success,
    schema,
  }))
}

const json = (schema: z.ZodType, io: "input" | "output") => ({
  "application/json": { schema: jsonSchema(schema, io) },
})

function jsonSchema(schema: z.ZodType, io: "input" | "output") {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    // Omits the long regular expression that zod writes beside a `format`; the format is enough for readers.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) {
        delete jsonSchema.pattern
      }
    },
  })
  return rest
}

/** Sort key of a route: path first, then verb. */
const comparable = (route: string): string => route.split(" ").reverse().join(" ")

function files(name: string): string[] {
  return readdirSync(API, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === name)
    .map((file) => path.join(API, file))
    .sort()
}

if (require.main === module) {
  openApi().then(
    (text) => writeFileSync(OPENAPI_FILE, text),
    (error: Error) => {
      console.error(error.message)
      process.exit(1)
    },
  )
}
