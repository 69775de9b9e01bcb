import { Module } from "@medusajs/framework/utils"
// Loaded with the modules, before a store's workflows register their hooks.
import "../../lib/core-hooks"
import HoldModuleService from "./service"

export const HOLD_MODULE = "hold"

export default Module(HOLD_MODULE, { service: HoldModuleService })
