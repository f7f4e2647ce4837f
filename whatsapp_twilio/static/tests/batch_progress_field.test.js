import { defineWhatsAppTwilioModels } from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import {
    defineModels,
    fields,
    makeServerError,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Batch extends models.Model {
    _name = "batch";
    state = fields.Char();
    on_its_way_count = fields.Integer();
    progress = fields.Integer();
    _records = [
        { id: 1, state: "running", on_its_way_count: 3, progress: 10 },
        { id: 2, state: "done", on_its_way_count: 0, progress: 100 },
    ];
}
defineWhatsAppTwilioModels();
defineModels([Batch]);

async function openBatch(resId) {
    await mountView({
        type: "form",
        resModel: "batch",
        resId,
        arch: `<form edit="0">
            <field name="state"/>
            <field name="on_its_way_count"/>
            <field name="progress" widget="whatsapp_batch_progress"/>
        </form>`,
    });
}

/** As time goes by, with what each moment brings. */
async function wait(seconds) {
    for (let second = 0; second < seconds; second++) {
        await advanceTime(1000);
        await animationFrame();
    }
}

for (const [id, what, looks] of [
    [1, "at work moves while one looks at it", [1, 1, 1]],
    [2, "that is done is left alone", [2]],
]) {
    test(`a batch ${what}`, async () => {
        onRpc("batch", "web_read", ({ args }) => expect.step(args[0][0]));
        await openBatch(id);
        await wait(5);
        expect.verifySteps(looks);
    });
}

test("who may look no more is told once, not every two seconds", async () => {
    expect.errors(1);
    let looks = 0;
    onRpc("batch", "web_read", () => {
        looks++;
        if (looks > 1) {
            throw makeServerError({ type: "AccessError", message: "Not yours" });
        }
    });
    await openBatch(1);
    await wait(10);
    expect(looks).toBe(2);
    expect.verifyErrors(["RPC_ERROR: Not yours"]);
});
