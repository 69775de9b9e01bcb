import type { MedusaContainer } from "@medusajs/framework/types"
import { ask, type Prepared } from "../lib/prepared"

/** Customer groups in the rules of price lists and of prices. */
const PRICED: Prepared = {
  name: "priced-groups",
  text: `
  SELECT jsonb_array_elements_text(
    CASE jsonb_typeof(rule.value) WHEN 'array' THEN rule.value ELSE jsonb_build_array(rule.value) END
  ) AS id
  FROM price_list_rule rule
  JOIN price_list list ON list.id = rule.price_list_id AND list.status = 'active' AND list.deleted_at IS NULL
  WHERE rule.attribute = 'customer.groups.id' AND rule.deleted_at IS NULL
  UNION
  SELECT rule.value FROM price_rule rule
  JOIN price ON price.id = rule.price_id AND price.deleted_at IS NULL
  WHERE rule.attribute = 'customer.groups.id' AND rule.deleted_at IS NULL`,
}

const GROUPS: Prepared = {
  name: "customer-groups",
  text: `
  SELECT member.customer_group_id AS id FROM customer_group_customer member
  JOIN customer_group one ON one.id = member.customer_group_id AND one.deleted_at IS NULL
  WHERE member.customer_id = $1 AND member.deleted_at IS NULL ORDER BY member.customer_group_id`,
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

/** Ids of the customer groups that have prices of their own. */
export const readPricedGroups = async (container: MedusaContainer): Promise<string[]> =>
  ids(await ask<{ id: string }>(container, PRICED, []))

/** Ids of a customer's groups. */
export const readGroupsOf = async (container: MedusaContainer, customerId: string): Promise<string[]> =>
  ids(await ask<{ id: string }>(container, GROUPS, [customerId]))
