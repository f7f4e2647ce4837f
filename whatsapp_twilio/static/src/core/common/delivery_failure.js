import { Component } from "@odoo/owl";

/**
 * One line under a message that did not arrive: why, and what to do about it.
 *
 * @typedef {Object} Props
 * @property {import("models").Message} message
 * @extends {Component<Props, Env>}
 */
export class DeliveryFailure extends Component {
    static template = "whatsapp_twilio.DeliveryFailure";
    static props = ["message"];
}
