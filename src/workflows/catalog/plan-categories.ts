import type { CatalogCategory, CatalogFile } from "./catalog-file"
import type { CatalogState, CategoryState } from "./catalog-state"
import { changedTexts, uzbekTexts } from "./catalog-texts"
import type { CategoryChange, ImportPlan } from "./import-plan"

/** Adds to the plan the categories to create, level by level, and the categories to change. */
export function planCategories(file: CatalogFile, state: CatalogState, plan: ImportPlan): void {
  const known = new Map(state.categories.map((category) => [category.handle, category]))
  const fresh = file.categories.filter(({ handle }) => !known.has(handle)).sort(byRank)
  const placed = new Set(known.keys())
  const siblings = siblingCounter(state)
  for (let rest = fresh; rest.length; rest = rest.filter(({ handle }) => !placed.has(handle))) {
    const level = rest.filter(({ parent }) => !parent || placed.has(parent))
    plan.categories.push(
      level.map(({ handle, parent, name, description }) => ({
        handle,
        ...(parent && { parent }),
        name: name.ru,
        ...(description && { description: description.ru }),
        rank: siblings(parent),
      })),
    )
    level.forEach(({ handle }) => placed.add(handle))
  }
  const ranks = changedRanks(file, state)
  for (const category of file.categories) {
    const present = known.get(category.handle)
    if (!present) {
      plan.created += 1
      continue
    }
    const changes = categoryChanges(category, present, state, ranks.get(category.handle))
    const text = uzbekTexts({ categories: [category], products: [] }, state)
    const texts = changedTexts(text, state.translations)
    const changed = Object.keys(changes).length > 0
    if (changed) {
      plan.category_changes.push({ id: present.id, changes })
    }
    plan[changed || texts.create.length || texts.update.length ? "updated" : "unchanged"] += 1
  }
}

/**
 * Counts the categories below a parent, and one more at each call. Without these ranks Medusa numbers all
 * categories of one call together: below each parent there are gaps, and a category that staff drag in the admin
 * does not move.
 */
function siblingCounter(state: CatalogState): (parent: string | null | undefined) => number {
  const handleOf = new Map(state.categories.map(({ id, handle }) => [id, handle]))
  const counts = new Map<string | undefined, number>()
  const add = (parent: string | undefined) => {
    const count = counts.get(parent) ?? 0
    counts.set(parent, count + 1)
    return count
  }
  state.categories.forEach(({ parent_category_id: id }) => add(id ? handleOf.get(id) : undefined))
  return (parent) => add(parent ?? undefined)
}

const byRank = (a: CatalogCategory, b: CatalogCategory) =>
  (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER)

function categoryChanges(
  category: CatalogCategory,
  present: CategoryState,
  state: CatalogState,
  rank: number | undefined,
): CategoryChange["changes"] {
  const parentNow = state.categories.find(({ id }) => id === present.parent_category_id)?.handle ?? null
  const moves = category.parent !== undefined && category.parent !== parentNow
  return {
    ...(category.name.ru !== present.name && { name: category.name.ru }),
    ...(category.description &&
      category.description.ru !== present.description && { description: category.description.ru }),
    ...(moves && { parent: category.parent }),
    ...(rank !== undefined && !moves && { rank }),
  }
}

/**
 * Finds the ranks to write. Medusa renumbers siblings itself, so only the order of ranks matters. Siblings
 * whose current order differs from the file get new ranks, counted from 0.
 */
function changedRanks(file: CatalogFile, state: CatalogState): Map<string, number> {
  const ranked = file.categories.filter(({ rank }) => rank !== undefined).sort(byRank)
  const known = new Map(state.categories.map((category) => [category.handle, category]))
  const families = new Map<string | null, CategoryState[]>()
  for (const { handle } of ranked) {
    const category = known.get(handle)
    if (category) {
      const family = families.get(category.parent_category_id) ?? []
      families.set(category.parent_category_id, [...family, category])
    }
  }
  const wrong = [...families.values()].filter((family) =>
    family.some((category, at) => at > 0 && category.rank < family[at - 1].rank),
  )
  return new Map(wrong.flatMap((family) => family.map(({ handle }, rank) => [handle, rank] as const)))
}

export type RankedCategory = Pick<CategoryState, "id" | "handle" | "rank" | "parent_category_id">

/**
 * Finds the ranks to write so that the siblings of the file's categories are numbered from 0 without gaps. The
 * categories that the file ranks are in the file's order; the others keep their places.
 *
 * @param categories all categories of the shop, sorted by rank
 * @returns the changes in ascending order of the new rank, family by family
 */
export function rankChanges(
  given: CatalogCategory[],
  categories: RankedCategory[],
): Pick<RankedCategory, "id" | "rank">[] {
  const wanted = new Map(given.filter(({ rank }) => rank !== undefined).map((one) => [one.handle, one]))
  const touched = new Set(given.map(({ handle }) => handle))
  const families = new Map<string | null, RankedCategory[]>()
  for (const category of categories) {
    const parent = category.parent_category_id
    families.set(parent, [...(families.get(parent) ?? []), category])
  }
  return [...families.values()]
    .filter((family) => family.some(({ handle }) => touched.has(handle)))
    .flatMap((family) => {
      const ranked = family
        .flatMap((category) => {
          const own = wanted.get(category.handle)
          return own ? [{ category, own }] : []
        })
        .sort((a, b) => byRank(a.own, b.own))
      const ordered = family.map((category) =>
        wanted.has(category.handle) ? (ranked.shift()?.category ?? category) : category,
      )
      const isRight = ordered.every((category, rank) => category.rank === rank)
      return isRight ? [] : ordered.map(({ id }, rank) => ({ id, rank }))
    })
}
