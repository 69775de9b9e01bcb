/** A place on the map: a point, or an address that somebody typed. */
type Place = { latitude: number | null; longitude: number | null; address: string | null }

/** The maps that a place has a link to. */
export type MapName = "yandex" | "google" | "2gis"

/**
 * Links to a place in the maps that people use in Uzbekistan. A typed address is searched for by its text.
 *
 * @returns nothing without a point and an address
 */
export function mapLinks({ latitude, longitude, address }: Place): [map: MapName, url: string][] {
  if (latitude !== null && longitude !== null) {
    const point = `${longitude},${latitude}`
    return [
      ["yandex", `https://yandex.uz/maps/?${query({ ll: point, pt: point, z: "17" })}`],
      [
        "google",
        `https://www.google.com/maps/search/?${query({ api: "1", query: `${latitude},${longitude}` })}`,
      ],
      ["2gis", `https://2gis.uz/geo/${encodeURIComponent(point)}`],
    ]
  }
  const text = address && asSearched(address, ADDRESS_LENGTH)
  return text
    ? [
        ["yandex", `https://yandex.uz/maps/?${query({ text })}`],
        ["google", `https://www.google.com/maps/search/?${query({ api: "1", query: text })}`],
        ["2gis", `https://2gis.uz/search/${encodeURIComponent(text)}`],
      ]
    : []
}

/** Google Maps takes nine points between the first and the last one. */
const GOOGLE_POINTS = 11

/**
 * Links to a way by car through places, the first of which is where it begins. Google Maps also finds addresses
 * (developers.google.com/maps/documentation/urls, "Directions"); Yandex Maps takes points only.
 *
 * @returns no link of a map that knows less than two of the places
 */
export function routeLinks(places: Place[]): [map: Exclude<MapName, "2gis">, url: string][] {
  const typed = places.filter((place) => !pointOf(place)).length
  const length = Math.floor(ROUTE_LENGTH / LETTER_LENGTH / Math.max(2, typed))
  const stops = places
    .flatMap((place) => pointOf(place) ?? (asSearched(place.address ?? "", length) || []))
    .slice(0, GOOGLE_POINTS)
  const points = places.flatMap((place) => pointOf(place) ?? [])
  const links: [Exclude<MapName, "2gis">, string][] = []
  if (points.length > 1) {
    links.push(["yandex", `https://yandex.uz/maps/?${query({ rtext: points.join("~"), rtt: "auto" })}`])
  }
  if (stops.length > 1) {
    const google = {
      api: "1",
      origin: stops[0],
      destination: stops[stops.length - 1],
      ...(stops.length > 2 ? { waypoints: stops.slice(1, -1).join("|") } : {}),
      travelmode: "driving",
    }
    links.push(["google", `https://www.google.com/maps/dir/?${query(google)}`])
  }
  return links
}

const pointOf = ({ latitude, longitude }: Place): string | undefined =>
  latitude !== null && longitude !== null ? `${latitude},${longitude}` : undefined

/** An address as the text of a search: on one line, without Google's separator and without halves of emoji. */
const asSearched = (address: string, length: number): string =>
  address
    .replace(/[\s|]+/g, " ")
    .trim()
    .slice(0, length)
    .replace(/\p{Surrogate}/gu, "")

/** Characters of a Cyrillic letter in a URL. Telegram limits a button's URL to 2,048 characters. */
const LETTER_LENGTH = 6
const ADDRESS_LENGTH = 200
/** Characters in a URL for all addresses of a route. */
const ROUTE_LENGTH = 1500

const query = (values: Record<string, string>) => new URLSearchParams(values).toString()
