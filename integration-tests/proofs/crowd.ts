import type { Person } from "../../packages/sandbox/telegram/control-types"
import { storyChats, storyPeople } from "../../packages/sandbox/telegram/story"
import type { SandboxOptions } from "../../packages/sandbox/telegram/server"
import type { ShopProcesses } from "../support/shop-processes"
import { saying } from "../support/labels"

/** Returns `count` consecutive Telegram ids. */
const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)

export const SHOPPERS = idsFrom(500_001, 50)
export const FLORIST_CROWD = idsFrom(600_001, 50)
export const COURIER_CROWD = idsFrom(700_001, 50)

function people(ids: number[], part: Person["part"]): Person[] {
  return ids.map((id) => ({
    id,
    first_name: `${part} ${id}`,
    language_code: "ru",
    phone_number: `+998${id}000`,
    part,
  }))
}

/** The story's sandbox with many shoppers, florists and couriers added. */
export function crowdedSandbox(): SandboxOptions {
  const [florists, couriers, ...others] = storyChats
  return {
    people: [
      ...storyPeople,
      ...people(SHOPPERS, "shopper"),
      ...people(FLORIST_CROWD, "florist"),
      ...people(COURIER_CROWD, "courier"),
    ],
    chats: [
      { ...florists, members: [...florists.members, ...FLORIST_CROWD] },
      { ...couriers, members: [...couriers.members, ...COURIER_CROWD] },
      ...others,
    ],
  }
}

/** Creates accounts with Russian chosen, so that the bot does not ask for a language. */
export async function knowTheBot(shop: ShopProcesses, ids: number[]): Promise<void> {
  await shop.rows(
    `insert into telegram_account (id, telegram_id, first_name, language, session)
     select 'tgacc_' || id, id, 'Somebody', 'ru', '{}' from unnest($1::text[]) as id`,
    ids.map(String),
  )
}

/** Hires the added florists and couriers. */
export async function takeOnCrowd(shop: ShopProcesses): Promise<void> {
  await takeOn(shop, FLORIST_CROWD, "florist")
  await takeOn(shop, COURIER_CROWD, "courier")
}

/** Hires people. Their accounts have started the bot, so the bot can write to them. */
export async function takeOn(shop: ShopProcesses, ids: number[], role: "florist" | "courier"): Promise<void> {
  await shop.rows(
    `insert into workshop_staff_member (id, telegram_id, name, role, active, language)
     select 'staff_' || id, id, $2 || ' ' || id, $2, true, 'ru' from unnest($1::text[]) as id`,
    ids.map(String),
    role,
  )
  await knowTheBot(shop, ids)
  const telegram = shop.telegram()
  await Promise.all(
    ids.map(async (id) => {
      const person = telegram.person(id)
      await person.sends("/start")
      await person.sees(saying("common.menu"))
    }),
  )
}
