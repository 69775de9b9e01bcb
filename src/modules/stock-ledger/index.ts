import { Module } from "@medusajs/framework/utils"
// Loaded with the modules, before a workflow or the inventory module runs.
import "./core-inventory"
import "./core-workflows"
import StockCountingService from "./counting-service"

export const STOCK_LEDGER_MODULE = "stock_ledger"

export default Module(STOCK_LEDGER_MODULE, { service: StockCountingService })
