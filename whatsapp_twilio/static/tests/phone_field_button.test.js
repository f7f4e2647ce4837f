import { defineWhatsAppTwilioModels } from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const BUTTON = ".o-whatsapp-PhoneButton";

class Guest extends models.Model {
    _name = "guest";
    phone = fields.Char();
    _records = [
        { id: 1, phone: "+14155550100" },
        { id: 2, phone: "" },
    ];
}
defineWhatsAppTwilioModels();
defineModels([Guest]);

async function openGuest(resId, isAgent) {
    onRpc("has_group", () => isAgent);
    await mountView({
        type: "form",
        resModel: "guest",
        resId,
        arch: `<form><field name="phone" widget="phone"/></form>`,
    });
}

test("an agent sends the record of a number a template", async () => {
    mockService("action", {
        doAction(action, { additionalContext }) {
            expect.step([action, additionalContext]);
        },
    });
    await openGuest(1, true);
    await contains(BUTTON).click();
    expect.verifySteps([
        [
            "whatsapp_twilio.whatsapp_twilio_template_send_action",
            { active_model: "guest", active_ids: [1] },
        ],
    ]);
});

test("without a number there is nothing to push", async () => {
    await openGuest(2, true);
    expect("input[type=tel]").toHaveCount(1);
    expect(BUTTON).toHaveCount(0);
});

test("others have no such button", async () => {
    await openGuest(1, false);
    expect("input[type=tel]").toHaveCount(1);
    expect(BUTTON).toHaveCount(0);
});
