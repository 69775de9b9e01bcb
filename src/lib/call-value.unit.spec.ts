import { setTimeout as sleep } from "node:timers/promises"
import { callValue } from "./call-value"

const one = callValue<string>("one")
const other = callValue<number>("other")

const seen = async () => {
  await sleep(1)
  return [one.get(), other.get()]
}

describe("a value of an asynchronous call", () => {
  it("is seen by what the call awaits, beside the other values, and by no other call", async () => {
    const inner = one.run("outer", () =>
      other.run(1, async () => [await one.run("inner", seen), await seen()]),
    )
    const beside = other.run(2, seen)
    expect(await inner).toEqual([
      ["inner", 1],
      ["outer", 1],
    ])
    expect(await beside).toEqual([undefined, 2])
    expect(await seen()).toEqual([undefined, undefined])
  })
})
