import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { WORKSHOP_MODULE } from "../../src/modules/workshop"
import { STAFF_ROLES, type StaffRole } from "../../src/modules/workshop/order-transitions"
import type WorkshopModuleService from "../../src/modules/workshop/service"
import { CURRENCY } from "../../src/lib/shop"
import { endSandbox } from "../../src/workflows/telegram/go-live"
import seed from "./seed"

/**
 * Seeds the shop and applies the arguments. `npm start` runs this script when something has changed.
 *
 * - `live`: the shop works with real Telegram. Ends everything of the sandbox (src/workflows/telegram/go-live.ts).
 * - Staff: `<telegram id>:<role>:<name>` adds or reactivates a member.
 * - Payment providers: `pays:<provider id>` adds a provider to the shop's region, `stops:<provider id>` removes it.
 *   Without the removal, Medusa would still offer a provider whose keys are gone.
 */
export default async function prepareShop(exec: ExecArgs): Promise<void> {
  const args = exec.args ?? []
  if (args.includes("live")) {
    // First: the seed links the login of the sandbox's owner to the real owner.
    await endSandbox(exec.container)
  }
  const isProvider = (argument: string) => /^(pays|stops):/.test(argument)
  await hireStaff(
    exec.container,
    args.filter((argument) => argument !== "live" && !isProvider(argument)),
  )
  await seed(exec)
  await changePaymentProviders(exec.container, args.filter(isProvider))
}

async function hireStaff(container: MedusaContainer, members: string[]): Promise<void> {
  const workshop = container.resolve<WorkshopModuleService>(WORKSHOP_MODULE)
  for (const member of members) {
    const [telegram_id, role, name] = member.split(":").map((part) => part.trim())
    const [known] = await workshop.listStaffMembers({ telegram_id }, { take: 1 })
    if (known) {
      await workshop.updateStaffMembers({ id: known.id, active: true })
    } else if (isRole(role)) {
      await workshop.createStaffMembers({ telegram_id, role, name })
    }
  }
}

async function changePaymentProviders(container: MedusaContainer, changes: string[]): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "region",
    fields: ["id", "payment_providers.id"],
    filters: { currency_code: CURRENCY },
  })
  const regions = data as unknown as { id: string; payment_providers: ({ id: string } | null)[] | null }[]
  for (const { id, payment_providers: providers } of regions) {
    const before = (providers ?? []).flatMap((one) => one?.id ?? [])
    const after = new Set(before)
    for (const [verb, provider] of changes.map((change) => change.split(":"))) {
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
