import path from "node:path"

type Route = { matcher: string | RegExp }
type Finder = { add(route: Route): void; find(url: string, method: string): unknown }
type FinderClass = { new (): Finder; prototype: Finder }

/** A finder's routes, and the finder that remembers the addresses in `known`. */
type Memory = { routes: Route[]; inner: Finder; known: Set<string>; characters: number }

/** Maximum sum of the lengths of the addresses that one finder remembers. */
const MOST_CHARACTERS = 1_000_000

/**
 * Bounds the memory of Medusa's `RoutesFinder` (@medusajs/framework 2.21, dist/http/routes-finder.js). It remembers an answer
 * for each address that any client ever sent, also without a login and without a route, and forgets none.
 *
 * Medusa makes its finders after it has loaded the middlewares of `src/api`, so they get these methods. A finder passes its
 * routes to an inner finder, and replaces the inner finder when it has remembered {@link MOST_CHARACTERS}.
 */
function boundRoutes(RoutesFinder: FinderClass): void {
  const memories = new WeakMap<Finder, Memory>()
  const { add, find } = RoutesFinder.prototype

  function begin(finder: Finder, routes: Route[]): Memory {
    const inner = new RoutesFinder()
    routes.forEach((route) => add.call(inner, route))
    const memory = { routes, inner, known: new Set<string>(), characters: 0 }
    memories.set(finder, memory)
    return memory
  }

  RoutesFinder.prototype.add = function (route) {
    const { routes, inner } = memories.get(this) ?? begin(this, [])
    routes.push(route)
    add.call(inner, route)
  }

  RoutesFinder.prototype.find = function (url, method) {
    let memory = memories.get(this) ?? begin(this, [])
    const address = `${method}:${url}`
    if (!memory.known.has(address)) {
      if (memory.characters + address.length > MOST_CHARACTERS) {
        memory = begin(this, memory.routes)
      }
      memory.known.add(address)
      memory.characters += address.length
    }
    return find.call(memory.inner, url, method)
  }
}

// The package does not export this file.
const file = path.join(path.dirname(require.resolve("@medusajs/framework/http")), "routes-finder.js")
// eslint-disable-next-line @typescript-eslint/no-require-imports
boundRoutes((require(file) as { RoutesFinder: FinderClass }).RoutesFinder)
