import { Compiler } from "@medusajs/framework/build-tools"

/**
 * Bundles Medusa's admin with the shop's pages into `FOLDER/public/admin`, where FOLDER is the argument. It is a program of
 * its own, because Medusa's bundler is an ES module and takes the current folder for the project's.
 */
async function main(folder: string): Promise<number> {
  const log = (line: unknown) => console.log(line)
  const logger = { ...console, info: log, warn: log, error: log } as unknown as ConstructorParameters<
    typeof Compiler
  >[1]
  const bundler = await import("@medusajs/admin-bundler")
  // Medusa reads only the output folder of the compiler's options here.
  const options = { options: { outDir: folder } } as Parameters<Compiler["buildAppFrontend"]>[1]
  return (await new Compiler(process.cwd(), logger).buildAppFrontend(false, options, bundler)) ? 0 : 1
}

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error)
    process.exit(1)
  },
)
