/* eslint-disable @medusajs/import-from-framework-not-internal -- the parts of Medusa's test runner have no public entry point */
export { startApp } from "@medusajs/test-utils/dist/medusa-test-runner-utils/bootstrap-app"
export { configLoaderOverride } from "@medusajs/test-utils/dist/medusa-test-runner-utils/config"
export { initDb, migrateDatabase, syncLinks } from "@medusajs/test-utils/dist/medusa-test-runner-utils/use-db"
export { waitWorkflowExecutions } from "@medusajs/test-utils/dist/medusa-test-runner-utils/wait-workflow-executions"
