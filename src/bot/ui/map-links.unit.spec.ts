import { mapLinks, routeLinks } from "./map-links"

describe("links to maps", () => {
  it("lead to a point", () => {
    expect(mapLinks({ latitude: 39.77, longitude: 64.42, address: "ул. Навои 12" })).toEqual([
      ["yandex", "https://yandex.uz/maps/?ll=64.42%2C39.77&pt=64.42%2C39.77&z=17"],
      ["google", "https://www.google.com/maps/search/?api=1&query=39.77%2C64.42"],
      ["2gis", "https://2gis.uz/geo/64.42%2C39.77"],
    ])
  })

  it("search for a typed address, which may contain anything", () => {
    const links = mapLinks({ latitude: null, longitude: null, address: "ул. Навои\n12 & <b> \ud83c 100%" })
    expect(links.map(([map]) => map)).toEqual(["yandex", "google", "2gis"])
    for (const [, url] of links) {
      expect(decodeURIComponent(new URL(url).href.replaceAll("+", "%20"))).toContain("ул. Навои 12 & <b>")
    }
  })

  it("lead along several points", () => {
    const points = [64.42, 64.43, 64.44].map((longitude) => ({ latitude: 39.77, longitude, address: null }))
    expect(routeLinks(points)).toEqual([
      ["yandex", "https://yandex.uz/maps/?rtext=39.77%2C64.42%7E39.77%2C64.43%7E39.77%2C64.44&rtt=auto"],
      [
        "google",
        "https://www.google.com/maps/dir/?api=1&origin=39.77%2C64.42&destination=39.77%2C64.44&waypoints=39.77%2C64.43&travelmode=driving",
      ],
    ])
    expect(routeLinks(points.slice(2))).toEqual([])
    const [, [, google]] = routeLinks(
      Array.from({ length: 30 }, (_, longitude) => ({ latitude: 1, longitude, address: null })),
    )
    expect(new URL(google).searchParams.get("waypoints")?.split("|")).toHaveLength(9)
  })

  it("lead along typed addresses in Google Maps, which finds them, and leave out stops without a place", () => {
    const point = { latitude: 39.77, longitude: 64.42, address: "дом" }
    const typed = { latitude: null, longitude: null, address: "ул. Навои | 12" }
    const unknown = { latitude: null, longitude: null, address: null }
    const [[map, google], ...more] = routeLinks([
      point,
      typed,
      unknown,
      { ...typed, address: "ж".repeat(300) },
    ])
    expect([map, more]).toEqual(["google", []])
    expect(new URL(google).searchParams.get("waypoints")).toBe("ул. Навои 12")
    const long = Array.from({ length: 30 }, () => ({ ...typed, address: "ж".repeat(300) }))
    expect(routeLinks(long)[0][1].length).toBeLessThan(2048)
    expect(routeLinks([unknown, point])).toEqual([])
  })

  it("are few enough characters for a button, and none without a place", () => {
    const [, , [, url]] = mapLinks({ latitude: null, longitude: null, address: "ж".repeat(300) })
    expect(url.length).toBeLessThan(2048)
    expect(mapLinks({ latitude: null, longitude: null, address: " " })).toEqual([])
  })
})
