import { createServer, get } from "node:http"
import type { AddressInfo } from "node:net"
import type { MedusaResponse } from "@medusajs/framework/http"
import { csvOf, inUnits, sendCsv, type Cell } from "./csv"

describe("csvOf", () => {
  it("writes a byte-order mark, semicolons and CRLF, and quotes every cell", () => {
    expect(csvOf(["a", "b"], [["x", 1]])).toBe('\uFEFF"a";"b"\r\n"x";"1"\r\n')
  })

  it("doubles quotation marks and writes null as an empty cell", () => {
    expect(csvOf(["a"], [['say "hi"'], [null]])).toBe('\uFEFF"a"\r\n"say ""hi"""\r\n""\r\n')
  })

  it.each(["=1+1", "+1", "-1", "@cmd", "\tx", "\rx"])("never leaves %j as a formula", (text) => {
    expect(csvOf(["a"], [[text]])).toBe(`\uFEFF"a"\r\n"'${text}"\r\n`)
  })

  it("does not change a negative number", () => {
    expect(csvOf(["a"], [[-5]])).toBe('\uFEFF"a"\r\n"-5"\r\n')
  })
})

describe("inUnits", () => {
  it.each([
    [12_000_000, "120000.00"],
    [5, "0.05"],
    [-150, "-1.50"],
    [0, "0.00"],
  ])("writes %s minor units as %s", (minorUnits, text) => expect(inUnits(minorUnits)).toBe(text))
})

describe("sendCsv", () => {
  it("stops reading when the connection breaks off", async () => {
    let read = 0
    let isClosed = false
    async function* batches(): AsyncGenerator<Cell[][]> {
      try {
        for (; read < 100_000; read++) {
          yield [["x".repeat(10_000)]]
        }
      } finally {
        isClosed = true
      }
    }
    const ended: Promise<unknown>[] = []
    const server = createServer((_, res) => {
      const response = Object.assign(res, { attachment: () => res, type: () => res })
      ended.push(sendCsv(response as unknown as MedusaResponse, "a.csv", ["a"], batches()))
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    const request = get({ port, host: "127.0.0.1" }, (answer) => answer.once("data", () => request.destroy()))
    request.once("error", () => undefined)
    await new Promise((resolve) => request.once("close", resolve))
    await Promise.all(ended)
    server.close()
    expect([ended.length, isClosed]).toEqual([1, true])
    expect(read).toBeLessThan(100_000)
  })
})
