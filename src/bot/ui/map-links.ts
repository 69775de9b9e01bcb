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
  const text = address
    ?.replace(/\s+/g, " ")
    .trim()
    .slice(0, ADDRESS_LENGTH)
    .replace(/\p{Surrogate}/gu, "")
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
 * Links to a way by car along points, the first of which is where it begins.
 *
 * @returns nothing for less than two points
 */
export function routeLinks(
  points: { latitude: number; longitude: number }[],
): [map: Exclude<MapName, "2gis">, url: string][] {
  const places = points.map(({ latitude, longitude }) => `${latitude},${longitude}`)
  if (places.length < 2) {
    return []
  }
  const few = places.slice(0, GOOGLE_POINTS)
  const google = {
    api: "1",
    origin: few[0],
    destination: few[few.length - 1],
    ...(few.length > 2 ? { waypoints: few.slice(1, -1).join("|") } : {}),
    travelmode: "driving",
  }
  return [
    ["yandex", `https://yandex.uz/maps/?${query({ rtext: places.join("~"), rtt: "auto" })}`],
    ["google", `https://www.google.com/maps/dir/?${query(google)}`],
  ]
}

/** A Cyrillic letter takes six characters of a URL, and Telegram limits a button's URL to 2,048. */
const ADDRESS_LENGTH = 200

const query = (values: Record<string, string>) => new URLSearchParams(values).toString()
