import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { shopSuite } from "../support/shop-suite"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import prepareShop from "../../packages/sample-shop/prepare-shop"
import { configurePayme } from "../payments/payme-support"
import { seedForTest } from "../support/seed"

configurePayme()

shopSuite({
  testSuite: ({ getContainer }) => {
    it("hires the sandbox's people, and dismisses them when the shop goes live on the same database", async () => {
      const container = getContainer()
      await seedForTest(container)
      const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
      const active = async () =>
        (await workshop.listStaffMembers({ active: true }, { order: { telegram_id: "ASC" } })).map(
          ({ telegram_id, role }) => `${telegram_id} ${role}`,
        )

      await prepareShop({ container, args: ["2001:florist:Dilnoza Rahimova", "9001:owner:Madina Yusupova"] })
      expect(await active()).toEqual(["2001 florist", "9001 owner"])

      await workshop.createStaffMembers({ telegram_id: "3001", role: "courier", name: "Somebody Real" })
      const dismissed = [
        "2001:dismissed:Dilnoza Rahimova",
        "3001:dismissed:Bobur Aliyev",
        "9001:dismissed:Madina Yusupova",
      ]
      await prepareShop({ container, args: dismissed })
      expect(await active()).toEqual(["3001 courier"])

      await prepareShop({ container, args: ["2001:florist:Dilnoza Rahimova"] })
      expect(await active()).toEqual(["2001 florist", "3001 courier"])
    })

    it("adds the payment providers that have keys to the region, and removes those whose keys are gone", async () => {
      const container = getContainer()
      const providers = async () => {
        const { data } = await container
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({ entity: "region", fields: ["payment_providers.id"] })
        const [region] = data as unknown as { payment_providers: { id: string }[] }[]
        return region.payment_providers.map(({ id }) => id).sort()
      }
      await prepareShop({ container, args: ["pays:pp_payme_payme", "stops:pp_click_click"] })
      expect(await providers()).toEqual(["pp_payme_payme", "pp_system_default"])
      await prepareShop({ container, args: ["pays:pp_payme_payme"] })
      expect(await providers()).toEqual(["pp_payme_payme", "pp_system_default"])
      await prepareShop({ container, args: ["stops:pp_payme_payme", "stops:pp_click_click"] })
      expect(await providers()).toEqual(["pp_system_default"])
    })
  },
})
