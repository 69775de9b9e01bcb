import { Composer, InlineKeyboard } from "grammy"
import { STAFF_ROLES, type StaffRole } from "../../../modules/workshop/order-transitions"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { errorCode } from "../../../lib/errors"
import { acceptInvite } from "../../../workflows/staff/accept-invite"
import { createInviteWorkflow } from "../../../workflows/staff/create-invite"
import { updateStaffMemberWorkflow } from "../../../workflows/staff/update-staff-member"
import { PURPOSES } from "../../outbox/desk"
import { callback } from "../../ui/callback"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { deepLink } from "../../ui/deep-links"
import { expectNothing } from "../../ui/expect"
import { openMenu } from "../../ui/navigation"
import { show } from "../../ui/screen"
import { escapeHtml } from "../../ui/texts"
import { telegramOf } from "../../runtime/telegram"
import { workshopOf } from "../../ui/workshop"
import { openWorkList } from "../workshop/buttons"
import { isAtWork } from "../workshop/member"
import { lacksOf, lackText, type Lack } from "../../messages/staff/absent"
import { openShop } from "../owner/buttons"
import { openStaff } from "./buttons"
import { setStaffCommands } from "./commands"
import { joinLink } from "./join-link"
import { ownerOf } from "./owner"

const SHOWN = 50
/** At most as many workers are listed, with names of at most this length, so that the list fits in a message. */
const LISTED = 30
const NAME_LENGTH = 24

const openMember = callback("member", ["memberId"])
const setRole = callback("role", ["memberId", "role"])
const setActive = callback("active", ["memberId", "to"])
const openInvite = callback("invite")
const makeInvite = callback("mkinvite", ["role"])

const isRole = (value: string): value is StaffRole => (STAFF_ROLES as readonly string[]).includes(value)

/** The owner's /staff screens and the invite links. */
export const staff = new Composer<ShopContext>()

const invite = deepLink("staff", openInviteLink)

/** Runs a handler for owners only. Says to everyone else that only an owner may do this. */
function owned(handle: (ctx: ShopContext, values: Record<string, string>) => Promise<unknown>) {
  return async (ctx: ShopContext, values: Record<string, string>): Promise<unknown> => {
    if (await ownerOf(ctx)) {
      return handle(ctx, values)
    }
    return ctx.callbackQuery
      ? ctx.answer(ctx.t.plain("staff.only_owner"), { alert: true })
      : ctx.reply(ctx.t("staff.only_owner"), { parse_mode: "HTML" })
  }
}

staff.command("staff", async (ctx) => {
  expectNothing(ctx)
  await owned(showStaff)(ctx, {})
})
openStaff.on(staff, owned(showStaff))
openMember.on(
  staff,
  owned((ctx, { memberId }) => showMember(ctx, memberId)),
)
openInvite.on(staff, owned(showRolesToInvite))

setRole.on(
  staff,
  owned(async (ctx, { memberId, role }) =>
    isRole(role) ? changeMember(ctx, memberId, { role }) : ctx.answer(ctx.t.plain("common.stale")),
  ),
)
setActive.on(
  staff,
  owned((ctx, { memberId, to }) => changeMember(ctx, memberId, { active: to === "1" })),
)

makeInvite.on(
  staff,
  owned(async (ctx, { role }) => {
    if (!isRole(role)) {
      return ctx.answer(ctx.t.plain("common.stale"))
    }
    const { result } = await createInviteWorkflow(ctx.container).run({
      input: { role, created_by: { type: "staff", telegram_id: ctx.account.telegram_id } },
    })
    const link = `https://t.me/${ctx.me.username}?start=${invite.payload(result.token)}`
    return show(ctx, {
      text: ctx.t("staff.invite_link", { role: ctx.t.plain(`staff.role_${role}`), link }),
      keyboard: backTo(ctx),
    })
  }),
)

function backTo(ctx: ShopContext): InlineKeyboard {
  return new InlineKeyboard().text(ctx.t.plain("common.back"), openStaff.pack({}))
}

async function showStaff(ctx: ShopContext): Promise<void> {
  const { t } = ctx
  const members = await workshopOf(ctx.container).listStaffMembers(
    {},
    { order: { active: "DESC", name: "ASC" }, take: SHOWN },
  )
  const [lacks, orders, chats] = await Promise.all([
    lacksOf(ctx.container, ctx.api, members),
    workshopOf(ctx.container).openOrdersOfMembers(),
    chatLines(ctx),
  ])
  const keyboard = new InlineKeyboard()
  for (const { id, name, role, active } of members) {
    const label = t.plain(active ? "staff.entry" : "staff.entry_inactive", {
      name,
      role: t.plain(`staff.role_${role}`),
    })
    keyboard.text(lacks.has(id) ? `⚠️ ${label}` : label, openMember.pack({ memberId: id })).row()
  }
  await show(ctx, {
    text: [
      t("staff.title"),
      ...workers(ctx, members, { lacks, orders }),
      [t("staff.chats"), ...chats].join("\n"),
    ].join("\n\n"),
    keyboard: keyboard
      .text(t.plain("staff.invite"), openInvite.pack({}))
      .row()
      .text(t.plain("owner.open"), openShop.pack({}))
      .text(t.plain("common.to_menu"), openMenu.pack({})),
  })
}

/** Who works now, by role: how many open orders each has, or what they lack. */
function workers(
  { t }: ShopContext,
  members: StaffMemberRecord[],
  { lacks, orders }: { lacks: Map<string, Lack>; orders: Map<string, number> },
): string[] {
  const working = members.filter(({ active }) => active).slice(0, LISTED)
  return STAFF_ROLES.flatMap((role) => {
    const active = working.filter((member) => member.role === role)
    const lines = active.map(({ id, name: full }) => {
      const [name, count, lack] = [clip(full, NAME_LENGTH), orders.get(id) ?? 0, lacks.get(id)]
      const has = count ? t("staff.has_orders", { name, count }) : t("staff.has_none", { name })
      return lack ? `${has} · ⚠️ ${escapeHtml(lackText(t, lack))}` : has
    })
    return lines.length ? [[`<b>${t(`staff.group_${role}`)}</b>`, ...lines].join("\n")] : []
  })
}

/** One line per purpose: the bound chat, or how to bind one. */
function chatLines({ container, t }: ShopContext): Promise<string[]> {
  return Promise.all(
    PURPOSES.map(async (code) => {
      const chat = await telegramOf(container).chatFor(code)
      const purpose = t.plain(`staff.purpose_${code}`)
      return chat
        ? t("staff.chat_bound", { purpose, title: chat.title || t.plain("staff.chat_from_settings") })
        : t("staff.chat_missing", { purpose, code })
    }),
  )
}

async function showMember(ctx: ShopContext, memberId: string): Promise<void> {
  const { t } = ctx
  const [member] = await workshopOf(ctx.container).listStaffMembers({ id: memberId }, { take: 1 })
  if (!member) {
    await ctx.answer(t.plain("staff.gone"))
    return showStaff(ctx)
  }
  const lack = (await lacksOf(ctx.container, ctx.api, [member])).get(member.id)
  const about = t("staff.member", {
    name: member.name,
    role: t.plain(`staff.role_${member.role}`),
    state: t.plain(member.active ? "staff.state_active" : "staff.state_inactive"),
  })
  await show(ctx, {
    text: lack ? `${about}\n⚠️ ${lackText(t, lack)}` : about,
    keyboard: memberButtons(ctx, member),
  })
}

function memberButtons(ctx: ShopContext, { id, role, active }: StaffMemberRecord): InlineKeyboard {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  if (active) {
    for (const other of STAFF_ROLES.filter((one) => one !== role)) {
      const label = t.plain("staff.make_role", { role: t.plain(`staff.role_${other}`) })
      keyboard.text(label, setRole.pack({ memberId: id, role: other })).row()
    }
  }
  return keyboard
    .text(
      t.plain(active ? "staff.deactivate" : "staff.activate"),
      setActive.pack({ memberId: id, to: active ? "0" : "1" }),
    )
    .row()
    .text(t.plain("common.back"), openStaff.pack({}))
}

async function changeMember(
  ctx: ShopContext,
  memberId: string,
  change: { role: StaffRole } | { active: boolean },
): Promise<void> {
  try {
    const { result: member } = await updateStaffMemberWorkflow(ctx.container).run({
      input: {
        id: memberId,
        ...change,
        actor: { type: "staff", telegram_id: ctx.account.telegram_id },
      },
    })
    await ctx.answer(ctx.t.plain("staff.changed"))
    await setStaffCommands(ctx, member)
  } catch (error) {
    const code = errorCode(error)
    if (code !== "last_owner" && code !== "not_found") {
      throw error
    }
    await ctx.answer(ctx.t.plain(code === "last_owner" ? "errors.last_owner" : "staff.gone"), { alert: true })
  }
  await showMember(ctx, memberId)
}

async function showRolesToInvite(ctx: ShopContext): Promise<void> {
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  for (const role of STAFF_ROLES) {
    keyboard.text(t.plain(`staff.role_${role}`), makeInvite.pack({ role })).row()
  }
  await show(ctx, {
    text: t("staff.invite_role"),
    keyboard: keyboard.text(t.plain("common.back"), openStaff.pack({})),
  })
}

/** Accepts an invite link: makes the sender a staff member, or shows why the invite is not valid. */
async function openInviteLink(ctx: ShopContext, token: string): Promise<boolean> {
  const { t, account } = ctx
  const toMenu = new InlineKeyboard().text(t.plain("common.to_menu"), openMenu.pack({}))
  try {
    const member = await acceptInvite(ctx.container, {
      token,
      telegram_id: account.telegram_id,
      name: [account.first_name, account.last_name].filter(Boolean).join(" "),
      language: account.language ?? "ru",
    })
    const role = t.plain(`staff.role_${member.role}`)
    const join = await joinLink(ctx, member)
    const keyboard = isAtWork(member)
      ? new InlineKeyboard().text(t.plain("workshop.to_list"), openWorkList.pack({}))
      : toMenu
    if (join) {
      keyboard
        .row()
        .url(t.plain("staff.join", { purpose: t.plain(`staff.purpose_${join.purpose}`) }), join.url)
        .primary()
    }
    const welcome = t("staff.welcome", {
      name: member.name,
      role,
      duties: t.plain(`staff.duties_${member.role}`),
    })
    await show(ctx, {
      text: [welcome, ...(join ? [t("staff.join_hint")] : [])].join("\n\n"),
      keyboard,
    })
    await setStaffCommands(ctx, member)
  } catch (error) {
    const key = `errors.${errorCode(error)}`
    if (!t.has(key)) {
      throw error
    }
    await show(ctx, { text: t(key), keyboard: toMenu })
  }
  return true
}
