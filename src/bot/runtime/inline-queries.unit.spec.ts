import type { MedusaContainer } from "@medusajs/framework/types"
import type { Update } from "grammy/types"
import { InlineQueries } from "./inline-queries"

const errors: string[] = []
const container = {
  resolve: () => ({ error: (text: string) => errors.push(text) }),
} as unknown as MedusaContainer

const typed = (person: number, query: string) =>
  ({
    update_id: 1,
    inline_query: { id: query, query, offset: "", from: { id: person, is_bot: false, first_name: "A" } },
  }) as Update

/** Queries whose answers end when the test says so. */
function slowBot() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  let now = 0
  const handleUpdate = ({ inline_query: query }: Update) => {
    begun.push(query?.query ?? "")
    return new Promise<void>((resolve) => ends.push(resolve))
  }
  const queries = new InlineQueries({ handleUpdate }, container, () => now)
  return {
    begun,
    queries,
    endsOne: async () => {
      ends.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
    passes: (ms: number) => (now += ms),
  }
}

describe("InlineQueries", () => {
  it("answers one query of a person at a time, and then only the newest", async () => {
    const { begun, queries, endsOne } = slowBot()
    for (const query of ["р", "ро", "роз", "розы"]) queries.accept(typed(1, query))
    expect(begun).toEqual(["р"])
    await endsOne()
    expect(begun).toEqual(["р", "розы"])
  })

  it("answers several people at the same time, up to a limit, in the order of their first query", async () => {
    const { begun, queries, endsOne } = slowBot()
    for (const person of [1, 2, 3, 4, 5, 6]) queries.accept(typed(person, `${person}`))
    queries.accept(typed(5, "5 again"))
    expect(begun).toEqual(["1", "2", "3", "4"])
    await endsOne()
    await endsOne()
    expect(begun.slice(4)).toEqual(["5 again", "6"])
  })

  it("drops queries that waited more than ten seconds", async () => {
    const { begun, queries, endsOne, passes } = slowBot()
    for (const person of [1, 2, 3, 4, 5]) queries.accept(typed(person, `${person}`))
    passes(6000)
    queries.accept(typed(6, "6"))
    passes(4001)
    await endsOne()
    expect(begun).toEqual(["1", "2", "3", "4", "6"])
  })

  it("keeps a limited number of waiting people, the newest", async () => {
    const { begun, queries, endsOne } = slowBot()
    for (let person = 1; person <= 1010; person++) queries.accept(typed(person, `${person}`))
    await endsOne()
    expect(begun.at(-1)).toBe("11")
  })

  it("continues after a failure, and logs it without the words", async () => {
    const queries = new InlineQueries({ handleUpdate: () => Promise.reject(new Error("no")) }, container)
    queries.accept(typed(1, "тайна"))
    await queries.stop()
    expect(errors).toEqual(["telegram inline query of update 1 failed"])
  })
})
