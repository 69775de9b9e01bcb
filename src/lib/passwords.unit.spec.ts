import { passwordProblem } from "./passwords"

describe("passwordProblem", () => {
  it.each([
    "short",
    "password12",
    "Password!2024",
    "12345678901",
    "qwertyuiop",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "abcdefghijkl",
    "guldasta2026",
    "Пароль12345",
    "x9".repeat(101),
    `a${"1".repeat(50_000)}a`,
    "madina.owner1",
    "madina.owner@example.uz",
  ])("refuses %s for the admin", (password) => {
    expect(passwordProblem(password, "user", "madina.owner@example.uz")).toBeDefined()
  })

  it.each(["flowers-of-bukhara", "correct horse battery", "xK4-9pQz_w", "три зелёных чайника"])(
    "accepts %s for the admin",
    (password) => expect(passwordProblem(password, "user", "madina@example.uz")).toBeUndefined(),
  )

  it("accepts shorter passwords of customers", () => {
    expect(passwordProblem("xK4-9pQz", "customer")).toBeUndefined()
    expect(passwordProblem("xK4-9pQ", "customer")).toBeDefined()
  })
})
