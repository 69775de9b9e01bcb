import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { beginSweep } from "./sweep"

describe("a sweep", () => {
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
