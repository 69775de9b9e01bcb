import { Badge, Text } from "@medusajs/ui"
import { formatMoment } from "../lib/format"
import { useTexts } from "../lib/texts"
import type { Transition } from "../lib/types"

/** History of an assignment, newest first. */
export function AssignmentHistory({ transitions }: { transitions: Transition[] }) {
  const { t, language } = useTexts()
  return (
    <ol className="flex flex-col gap-y-3 px-6 py-4" aria-label={t("history.title")}>
      {[...transitions].reverse().map((transition) => (
        <li key={transition.id} className="border-ui-border-base flex flex-col gap-y-0.5 border-l-2 pl-3">
          <div className="flex items-baseline justify-between gap-x-3">
            <Text size="small" leading="compact" weight="plus">
              {t(`history.${transition.action}`, { defaultValue: t(`status.${transition.to}`) })}
            </Text>
            <Text size="xsmall" className="text-ui-fg-muted shrink-0">
              {formatMoment(transition.created_at, language)}
            </Text>
          </div>
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            {transition.actor_name ?? t(`actor.${transition.actor_type}`)}
            {transition.actor_name &&
              transition.actor_type !== "staff" &&
              ` · ${t(`actor.${transition.actor_type}`)}`}
          </Text>
          {transition.reason && (
            <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
              “{transition.reason}”
            </Text>
          )}
          {transition.metadata?.all_declined && (
            <Badge size="2xsmall" color="red" className="w-fit">
              {t("history.all_declined")}
            </Badge>
          )}
        </li>
      ))}
    </ol>
  )
}
