import type { MedusaContainer } from "@medusajs/framework/types"
import { foreignHooks } from "../lib/core-hooks"
import { versionWarning } from "../medusa-sql/versions"
import { fastCheckout } from "./fast-checkout"

jest.mock("../lib/core-hooks", () => ({ foreignHooks: jest.fn(() => []) }))
jest.mock("../medusa-sql/versions", () => ({
  versionWarning: jest.fn(jest.requireActual<object>("../medusa-sql/versions")["versionWarning" as never]),
}))

const withOption = (choice?: "auto" | boolean) =>
  fastCheckout({ resolve: () => ({ options: { fastCheckout: choice } }) } as unknown as MedusaContainer)

describe("the fast checkout", () => {
  it("is on with the installed Medusa and without foreign hooks", () => {
    expect([withOption(), withOption("auto"), withOption(false)]).toEqual([true, true, false])
  })

  it("is off with a foreign hook, unless the option overrides it", () => {
    jest.mocked(foreignHooks).mockReturnValueOnce(["add-to-cart.setPricingContext"])
    expect([withOption(), withOption(true)]).toEqual([false, true])
  })

  it("is off with another minor version of Medusa, but not with another patch", () => {
    expect([versionWarning("2.21.99"), versionWarning("2.22.0")]).toEqual([
      undefined,
      expect.stringContaining("2.22.0"),
    ])
    jest.mocked(versionWarning).mockReturnValueOnce("another version")
    expect(withOption()).toBe(false)
  })
})
