import { Module } from "@medusajs/framework/utils"
import HoldModuleService from "./service"

export const HOLD_MODULE = "hold"

export default Module(HOLD_MODULE, { service: HoldModuleService })
