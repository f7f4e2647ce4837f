import {
    contains,
    insertText,
    mailModels,
    openDiscuss,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { mailDataHelpers } from "@mail/../tests/mock_server/mail_mock_server";
import { DiscussChannel } from "@whatsapp_twilio/../tests/mock_server/mock_models/discuss_channel";
import { MailMessage } from "@whatsapp_twilio/../tests/mock_server/mock_models/mail_message";
import {
    LIMITS,
    ResUsers,
} from "@whatsapp_twilio/../tests/mock_server/mock_models/res_users";
import {
    EXPIRED_BANNER,
    WhatsAppTwilioConversation,
} from "@whatsapp_twilio/../tests/mock_server/mock_models/whatsapp_twilio_conversation";

import { serializeDateTime } from "@web/core/l10n/dates";
import {
    Command,
    defineModels,
    MockServer,
    serverState,
} from "@web/../tests/web_test_helpers";

export { EXPIRED_BANNER, LIMITS };

export function defineWhatsAppTwilioModels() {
    return defineModels(whatsAppTwilioModels);
}

export const whatsAppTwilioModels = {
    ...mailModels,
    DiscussChannel,
    MailMessage,
    ResUsers,
    WhatsAppTwilioConversation,
};

/** One conversation of the brand Northwind Outdoor, with the current user in it. */
export async function createConversation({
    name = "Ana Souza",
    colleagues = [],
    ...values
} = {}) {
    const pyEnv = MockServer.env ?? (await startServer());
    const customerId = pyEnv["res.partner"].create({ name });
    const channelId = pyEnv["discuss.channel"].create({
        name,
        channel_type: "whatsapp",
        channel_member_ids: [serverState.partnerId, ...colleagues].map((partnerId) =>
            Command.create({ partner_id: partnerId })
        ),
    });
    const conversationId = pyEnv["whatsapp.twilio.conversation"].create({
        address: "+55 11 91234-5678",
        brand_color: 3,
        brand_id: 1,
        brand_name: "Northwind Outdoor",
        channel_id: channelId,
        owner_id: serverState.partnerId,
        partner_id: customerId,
        sender_number: "+14155550100",
        ...values,
    });
    return { channelId, conversationId, customerId, pyEnv };
}

/** The values of a conversation that nobody may write in. */
export function closed(banner = EXPIRED_BANNER) {
    return { reply_banner: banner, reply_state: banner.state };
}

/**
 * The values of an open conversation, as a server says them whose clock is right
 * while the browser's is slow.
 */
export function open({ closesIn, clockIsSlowBy = 0 }) {
    const now = luxon.DateTime.now().plus({ seconds: clockIsSlowBy });
    return {
        last_inbound_at: serializeDateTime(now.plus({ seconds: closesIn, hours: -24 })),
        reply_banner: false,
        reply_state: "open",
        server_now: serializeDateTime(now),
        window_closes_at: serializeDateTime(now.plus({ seconds: closesIn })),
    };
}

/** The server tells open browsers new values of a conversation. */
export function changeConversation({ channelId, conversationId }, values) {
    const Conversation = MockServer.env["whatsapp.twilio.conversation"];
    Conversation.write([conversationId], values);
    sendToBrowser(channelId, Conversation.browse(conversationId), Object.keys(values));
}

/** Type something for the customer, and see the window close. */
export async function typeAndClose(conversation, text) {
    await start();
    await openDiscuss(conversation.channelId);
    await insertText(".o-mail-Composer-input", text);
    changeConversation(conversation, closed());
    await contains(".o-whatsapp-Banner");
}

/** A message of ours in the ledger's words; every state is one minute after the last. */
export function delivery(states, values = {}) {
    return {
        id: 40,
        state: states.at(-1),
        times: states.map((state, index) => ({
            state,
            at: `2026-03-01 10:0${index}:00`,
        })),
        cause: false,
        code: false,
        is_template: false,
        can_retry: false,
        ...values,
    };
}

export function failedDelivery(values = {}) {
    return delivery(["queued", "sent", "undelivered"], {
        cause: "The phone cannot be reached.",
        code: "63024",
        can_retry: true,
        ...values,
    });
}

/** A customer's message with files, as the server tells it. */
export function content(kind, media = [], values = {}) {
    return {
        kind,
        media: media.map((medium, index) => ({
            id: 60 + index,
            kind,
            name: "",
            state: "waiting",
            cause: false,
            can_retry: medium.state === "failed",
            attachment_id: false,
            ...medium,
        })),
        contacts: [],
        ...values,
    };
}

export function createMessage(channelId, body, values = {}) {
    return MockServer.env["mail.message"].create({
        author_id: serverState.partnerId,
        body,
        message_type: "whatsapp_message",
        model: "discuss.channel",
        res_id: channelId,
        subtype_id: MockServer.env["mail.message.subtype"]._filter([
            ["subtype_xmlid", "=", "mail.mt_comment"],
        ])[0].id,
        ...values,
    });
}

export function createNote(channelId, body) {
    const [{ id }] = MockServer.env["mail.message.subtype"]._filter([
        ["subtype_xmlid", "=", "mail.mt_note"],
    ]);
    const values = { message_type: "comment", subtype_id: id };
    return createMessage(channelId, body, values);
}

/** What the server sends to open browsers when something changes. */
export function sendToBrowser(channelId, record, values) {
    const pyEnv = MockServer.env;
    const [channel] = pyEnv["discuss.channel"].search_read([["id", "=", channelId]]);
    pyEnv["bus.bus"]._sendone(
        channel,
        "mail.record/insert",
        new mailDataHelpers.Store(record, values).get_result()
    );
}
