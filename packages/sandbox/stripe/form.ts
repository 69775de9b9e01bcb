import { ApiError } from "./errors"

/** Nested fields of a form: `line_items[0][price_data][currency]=eur`. */
export type Fields = { [name: string]: Field }
export type Field = string | Fields

const MAX_DEPTH = 8

/** Parses the brackets in field names. Lists become objects with the keys 0, 1, … */
export function readFields(form: URLSearchParams): Fields {
  const fields: Fields = Object.create(null)
  for (const [name, value] of form) {
    const [first, ...rest] = [...name.matchAll(/[^[\]]+/g)].map(([part]) => part)
    const path = first === undefined ? [] : [first, ...rest]
    if (path.length === 0 || path.length > MAX_DEPTH) throw new ApiError(400, `Invalid parameter: ${name}`)
    put(fields, path, value)
  }
  return fields
}

function put(fields: Fields, [name, ...rest]: string[], value: string) {
  if (rest.length === 0) {
    fields[name] = value
    return
  }
  const known = fields[name]
  const inner: Fields = typeof known === "object" ? known : Object.create(null)
  fields[name] = inner
  put(inner, rest, value)
}

export const textOf = (field: Field | undefined) => (typeof field === "string" ? field : undefined)

export const fieldsOf = (field: Field | undefined): Fields => (typeof field === "object" ? field : {})

/** Returns the items of a list in their order. */
export const listOf = (field: Field | undefined): Field[] => Object.values(fieldsOf(field))

/** Parses an integer. @returns undefined for an absent field @throws ApiError for other text */
export function numberOf(field: Field | undefined, param: string): number | undefined {
  const text = textOf(field)
  if (text === undefined) return undefined
  if (!/^-?\d{1,15}$/.test(text)) {
    throw new ApiError(400, `Invalid integer: ${text}`, { code: "parameter_invalid_integer", param })
  }
  return Number(text)
}

/** Returns the text fields of an object such as `metadata`. */
export function textsOf(field: Field | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(field)).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value]] : [],
    ),
  )
}
