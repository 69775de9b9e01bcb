import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { beginSweep } from "./sweep"

describe("a sweep", () => {
  it("takes errors that differ only in ids, numbers and times for the same cause", async () => {
    const causes: string[] = []
    const core = {
      listRetries: async () => [],
      recordFailure: async ({ cause }: { cause: string }) => {
        causes.push(cause)
        return { failures: 1, next_at: new Date() }
      },
    }
    const container = {
      resolve: (key: string) => (key === ContainerRegistrationKeys.LOGGER ? { warn: jest.fn() } : core),
    } as unknown as MedusaContainer
    const sweep = await beginSweep(container, { task: "test" })
    for (const message of [
      "Lock order_01M8MMPJFFXV5E3TWDAXS59DME is held since 2026-11-29T21:59:31.001Z, 3 attempts",
      "Lock order_01M8MN2WYYEYJCZFST21VSB8MA is held since 2026-11-29T22:00:25.500Z, 12 attempts",
      "No connection",
    ]) {
      await sweep.run({ id: "one", order: 1 }, () => Promise.reject(new Error(message)))
    }
    expect(causes[0]).toBe(causes[1])
    expect(causes[2]).toBe("No connection")
  })

  it("processes the next item when neither an item nor its report succeeds", async () => {
    const core = {
      listRetries: async () => [],
      recordFailure: async () => ({ failures: 3, next_at: new Date() }),
    }
    const logger = { warn: jest.fn(), error: jest.fn() }
    const container = {
      resolve: (key: string) => (key === ContainerRegistrationKeys.LOGGER ? logger : core),
    } as unknown as MedusaContainer
    const sweep = await beginSweep(container, { task: "test" })
    const processed: string[] = []
    for (const id of ["broken", "right"]) {
      const act = () => {
        processed.push(id)
        return id === "broken" ? Promise.reject(new Error("The item fails")) : Promise.resolve()
      }
      await sweep.run({ id, order: id }, act, () => Promise.reject(new Error("The report fails")))
    }
    expect(processed).toEqual(["broken", "right"])
    expect(logger.error).toHaveBeenCalledWith(
      "test: staff are not notified of order broken: The report fails",
    )
  })
})
