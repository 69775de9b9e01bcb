import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { pageWithRoles } from "../../scripts/roles"
import { describedRoutes, openApi, OPENAPI_FILE, servedRoutes } from "../../scripts/openapi"

describe("the OpenAPI description", () => {
  it("matches the routes and their validators (npm run docs)", async () => {
    expect(await openApi()).toBe(readFileSync(OPENAPI_FILE, "utf8"))
  })

  it("has the same roles as the access table, and so has docs/roles.md (npm run docs)", async () => {
    const { page, written } = pageWithRoles()
    expect(page).toBe(written)
    const document = JSON.parse(await openApi()) as Record<"paths", Record<string, Record<string, object>>>
    expect(document.paths["/admin/staff/{id}"].get).toHaveProperty("x-roles", ["owner", "manager"])
  })

  it("has every route of the shop and no other", async () => {
    const served = servedRoutes()
    expect(served).toContain("POST /store/carts/:id/delivery")
    expect(Object.keys(await describedRoutes()).sort()).toEqual(served.sort())
  })

  it("names only error codes that exist", async () => {
    const codes = new Set(Object.values(await describedRoutes()).flatMap(({ errors = [] }) => errors))
    const unknown = [...codes].filter((code) => !isInSources(code))
    expect(codes).toContain("slot_full")
    expect(unknown).toEqual([])
  })
})

/** Whether a source file, except the descriptions, contains this code. */
function isInSources(code: string): boolean {
  const args = ["-rlw", "--include=*.ts", "--exclude=openapi.ts", "--exclude=*.spec.ts", `"${code}"`, "src"]
  try {
    return execFileSync("grep", args, { encoding: "utf8" }) !== ""
  } catch {
    return false
  }
}
