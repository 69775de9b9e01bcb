import type { Action } from "../../modules/workshop/order-transitions"
import { acceptOrderWorkflow } from "./accept-order"
import { approvePhotoWorkflow } from "./approve-photo"
import { askChangeWorkflow } from "./ask-change"
import { cancelOrderWorkflow } from "./cancel-order"
import { declineOrderWorkflow } from "./decline-order"
import { deliverOrderWorkflow } from "./deliver-order"
import { expireOrderWorkflow } from "./expire-order"
import { failDeliveryWorkflow } from "./fail-delivery"
import { giveBackDeliveryWorkflow } from "./give-back-delivery"
import { giveBackOrderWorkflow } from "./give-back-order"
import { markOrderReadyWorkflow } from "./mark-order-ready"
import { offerOrderWorkflow } from "./offer-order"
import { pickUpOrderWorkflow } from "./pick-up-order"
import { receiveCashWorkflow } from "./receive-cash"
import { returnOrderWorkflow } from "./return-order"
import { takeDeliveryWorkflow } from "./take-delivery"

/** The workflow of each action of the order's state machine. */
export const assignmentWorkflows = {
  offer: offerOrderWorkflow,
  expire: expireOrderWorkflow,
  accept: acceptOrderWorkflow,
  decline: declineOrderWorkflow,
  give_back: giveBackOrderWorkflow,
  mark_ready: markOrderReadyWorkflow,
  approve_photo: approvePhotoWorkflow,
  ask_change: askChangeWorkflow,
  take_delivery: takeDeliveryWorkflow,
  give_back_delivery: giveBackDeliveryWorkflow,
  receive_cash: receiveCashWorkflow,
  pick_up: pickUpOrderWorkflow,
  deliver: deliverOrderWorkflow,
  fail_delivery: failDeliveryWorkflow,
  return: returnOrderWorkflow,
  cancel: cancelOrderWorkflow,
} satisfies Record<Action, unknown>
