import { distanceKm, type Location } from "./zones"

/** A delivery on a courier's way. */
export type Stop = {
  /** When its slot begins, in ms; undefined without a slot. */
  starts: number | undefined
  /** Undefined for an address without a point on the map. */
  place: Location | undefined
}

/**
 * Orders the stops of a courier: by slot, and within a slot each time the nearest one to the last place. Addresses without a
 * point are at the end of their slot.
 *
 * @param from the shop; undefined if its place is not known
 */
export function orderStops<One extends Stop>(stops: One[], from: Location | undefined): One[] {
  const slots = [...new Set(stops.map(({ starts }) => starts))].sort(
    (one, other) => (one ?? Infinity) - (other ?? Infinity),
  )
  let last = from
  return slots.flatMap((slot) => {
    const [left, unknown] = split(stops.filter(({ starts }) => starts === slot))
    const ordered: One[] = []
    while (left.length) {
      const next = nearest(left, last)
      left.splice(left.indexOf(next), 1)
      ordered.push(next)
      last = next.place
    }
    return [...ordered, ...unknown]
  })
}

function split<One extends Stop>(stops: One[]): [known: One[], unknown: One[]] {
  return [stops.filter(({ place }) => place), stops.filter(({ place }) => !place)]
}

function nearest<One extends Stop>(stops: One[], from: Location | undefined): One {
  const distance = ({ place }: One) => (from && place ? distanceKm(from, place) : 0)
  return stops.reduce((best, one) => (distance(one) < distance(best) ? one : best))
}
