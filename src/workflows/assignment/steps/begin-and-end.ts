import { emitEventStep, acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { transform, type WorkflowData } from "@medusajs/framework/workflows-sdk"
import { AssignmentEvents } from "../../../lib/events"
import type { Action } from "../../../modules/workshop/order-transitions"
import type { Moved } from "../../../modules/workshop/types"
import type { AssignmentInput } from "../actor"
import { checkActionStep } from "./check-action"

function lockKey(input: WorkflowData<AssignmentInput>) {
  return transform({ input }, ({ input }) => `assignment:${input.assignment_id}`)
}

/**
 * Steps that begin each action: locks the assignment and checks whether the actor may do the action. A
 * concurrent action waits up to 15 s for the lock.
 */
export function beginAction(action: Action, input: WorkflowData<AssignmentInput>) {
  acquireLockStep({
    key: lockKey(input),
    timeout: 15,
    retryInterval: 0.05,
    ttl: 60,
    executeOnSubWorkflow: true,
  })
  return checkActionStep(transform({ input, action }, ({ input, action }) => ({ ...input, action })))
}

/** Steps that end each action: releases the lock and emits the event. */
export function endAction(input: WorkflowData<AssignmentInput>, moved: WorkflowData<Moved>) {
  releaseLockStep({ key: lockKey(input), executeOnSubWorkflow: true })
  emitEventStep({
    eventName: AssignmentEvents.TRANSITIONED,
    data: transform({ moved }, ({ moved }) => ({
      id: moved.transition_id,
      assignment_id: moved.assignment.id,
    })),
  }).config({ name: "emit-assignment-transitioned" })
  return transform({ moved }, ({ moved }) => ({
    assignment: moved.assignment,
    transition_id: moved.transition_id,
  }))
}
