import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import GuardedFileProvider from "./service"

export default ModuleProvider(Modules.FILE, { services: [GuardedFileProvider] })
