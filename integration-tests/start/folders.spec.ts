import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { checkProgram } from "../../scripts/start/embedded-postgres"
import {
  checkDataFolder,
  checkProjectFolder,
  databaseFolder,
  rememberDatabaseFolder,
} from "../../scripts/start/folders"

/** The sentence of the refusal; undefined when nothing is refused. */
function refusalOf(check: () => void): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

describe("the folders of npm start", () => {
  let folder: string
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), "guldasta-folders-")))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it.each(["/opt/my shop/guldasta", "/home/Азиза/guldasta-1.0_new"])("accept the project in %s", (root) => {
    expect(refusalOf(() => checkProjectFolder(root))).toBeUndefined()
  })

  it.each(["/opt/guldasta (1)", "/opt/[shop]/guldasta", "/opt/{a,b}", "/opt/Aziza's shop", "/opt/50%"])(
    "refuse the project in %s, where Medusa finds no migrations",
    (root) => {
      expect(refusalOf(() => checkProjectFolder(root))).toMatch(
        /^Medusa finds no migrations in a folder with . in its name: rename .* start again\.$/,
      )
    },
  )

  const asRoot = process.getuid?.() === 0 ? it : it.skip

  asRoot("refuse to run PostgreSQL as root from a folder that only root may enter", () => {
    const program = path.join(folder, "initdb")
    copyFileSync("/bin/true", program)
    chmodSync(folder, 0o755)
    expect(refusalOf(() => checkProgram(program))).toBeUndefined()
    chmodSync(folder, 0o700)
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("pg-password-"))
    expect(refusalOf(() => checkProgram(program))).toMatch(
      /^PostgreSQL does not run as root, and its user "postgres" cannot run .*initdb \(EACCES\): move the project/,
    )
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("pg-password-"))).toEqual(before)
  })

  /** A data folder, optionally of a shop that was set up, with its database. */
  function dataFolder(name: string, { isSetUp = false, hasDatabase = false } = {}): string {
    const data = path.join(folder, name)
    mkdirSync(path.join(data, "postgres"), { recursive: true })
    if (isSetUp) {
      writeFileSync(path.join(data, "seed.done"), "embedded")
    }
    if (hasDatabase) {
      writeFileSync(path.join(data, "postgres", "PG_VERSION"), "18")
    }
    return data
  }
  /** A built shop whose last start used a data folder; undefined for none. */
  function builtShop(data?: string): string {
    const server = path.join(folder, "server")
    mkdirSync(server)
    if (data) {
      symlinkSync(path.join(data, "static"), path.join(server, "static"))
    }
    return server
  }
  const refuses = (data: string, server: string, isChosen = false) =>
    refusalOf(() =>
      checkDataFolder({
        data,
        database: databaseFolder(data, path.join(data, "postgres")),
        server,
        isChosen,
      }),
    )

  it("accept a new shop, a shop with its database, and a project that moved with its data", () => {
    const server = builtShop("/moved/from/.guldasta")
    expect(refuses(path.join(folder, "new"), server)).toBeUndefined()
    expect(refuses(dataFolder("old", { isSetUp: true, hasDatabase: true }), server)).toBeUndefined()
  })

  it("refuse a data folder without its database", () => {
    const data = dataFolder("lost", { isSetUp: true })
    expect(refuses(data, builtShop())).toBe(
      `The database of this shop is missing in ${data}/postgres: put it back, set DATABASE_URL if it is on a server, or delete ${data} to begin with an empty shop.`,
    )
  })

  it("refuse to begin anew as root below a folder that only root may enter", () => {
    const data = dataFolder("data", { isSetUp: true, hasDatabase: true })
    const database = path.join(folder, "for-root", "postgres")
    const refused = () => checkDataFolder({ data, database, server: builtShop(data), isChosen: false })
    expect(refusalOf(refused)).toMatch(
      /^The database of this shop is in .*data\/postgres, where PostgreSQL's user/,
    )
  })

  it("refuse to begin anew where the data folder has gone, or where its old place still has the data", () => {
    const gone = path.join(folder, "gone")
    const server = builtShop(gone)
    expect(refuses(gone, server)).toMatch(/^The data of this shop was in .*gone and is gone: put it back/)
    expect(existsSync(gone)).toBe(false)
    rmSync(server, { recursive: true })

    const before = dataFolder("before", { isSetUp: true, hasDatabase: true })
    const other = path.join(folder, "other")
    const built = builtShop(before)
    expect(refuses(other, built)).toMatch(/^The data of this shop is in .*before: set GULDASTA_DATA_DIR/)
    expect(refuses(other, built, true)).toBeUndefined()
  })

  it("find a database outside of the data folder after the data folder has moved", () => {
    const data = dataFolder("data", { isSetUp: true })
    const database = path.join(dataFolder("elsewhere", { hasDatabase: true }), "postgres")
    rememberDatabaseFolder(data, database)
    expect(databaseFolder(data, "/var/lib/guldasta-of-the-new-place/postgres")).toBe(database)
    expect(refuses(data, builtShop())).toBeUndefined()
  })
})
