import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { WORKSHOP_MODULE } from "../modules/workshop"
import { STAFF_ROLES, type StaffRole } from "../modules/workshop/order-transitions"
import type WorkshopModuleService from "../modules/workshop/service"
import { CURRENCY } from "../lib/shop"
import seed from "./seed"

/**
 * What `npm start` runs when something changed: fills the shop, and sees to what its arguments name.
 *
 * - Staff, `<telegram id>:<role>:<name>`. The sandbox's people are taken on so; a shop that goes live on the same
 *   database lets them go by `<telegram id>:dismissed:<name>`, for their ids belong to strangers on Telegram.
 * - Ways to pay, `pays:<provider id>`: the shop's region offers it from now on. `stops:<provider id>`: no more,
 *   for Medusa goes on offering a provider whose keys are gone.
 */
export default async function prepareShop(exec: ExecArgs): Promise<void> {
  await seed(exec)
  const args = exec.args ?? []
  const isWay = (argument: string) => /^(pays|stops):/.test(argument)
  await changeStaff(
    exec.container,
    args.filter((argument) => !isWay(argument)),
  )
  await changeWaysToPay(exec.container, args.filter(isWay))
}

async function changeStaff(container: MedusaContainer, members: string[]): Promise<void> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  for (const member of members) {
    const [telegram_id, role, name] = member.split(":").map((part) => part.trim())
    const [known] = await workshop.listStaffMembers({ telegram_id, name }, { take: 1 })
    if (known) {
      await workshop.updateStaffMembers({ id: known.id, active: role !== "dismissed" })
    } else if (isRole(role)) {
      await workshop.createStaffMembers({ telegram_id, role, name })
    }
  }
}

async function changeWaysToPay(container: MedusaContainer, ways: string[]): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "region",
    fields: ["id", "payment_providers.id"],
    filters: { currency_code: CURRENCY },
  })
  const regions = data as unknown as { id: string; payment_providers: ({ id: string } | null)[] | null }[]
  for (const { id, payment_providers: providers } of regions) {
    const before = (providers ?? []).flatMap((one) => one?.id ?? [])
    const after = new Set(before)
    for (const [verb, provider] of ways.map((way) => way.split(":"))) {
      if (verb === "pays") {
        after.add(provider)
      } else {
        after.delete(provider)
      }
    }
    if (after.size !== before.length || before.some((provider) => !after.has(provider))) {
      await updateRegionsWorkflow(container).run({
        input: { selector: { id }, update: { payment_providers: [...after] } },
      })
    }
  }
}

function isRole(role: string): role is StaffRole {
  return STAFF_ROLES.some((known) => known === role)
}
