import {
    click,
    contains,
    mockGetMedia,
    patchVoiceMessageAudio,
} from "@mail/../tests/mail_test_helpers";
import { Mp3Encoder } from "@mail/discuss/voice_message/common/mp3_encoder";
import { VoicePlayer } from "@mail/discuss/voice_message/common/voice_player";
import { patchable } from "@mail/discuss/voice_message/common/voice_recorder";
import { loadLamejs } from "@mail/discuss/voice_message/common/voice_message_service";
import {
    ATTACHED,
    file,
    openConversation,
    REFUSED,
} from "@whatsapp_twilio/../tests/limits/file_test_helpers";
import { defineWhatsAppTwilioModels } from "@whatsapp_twilio/../tests/whatsapp_twilio_test_helpers";

import { describe, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineWhatsAppTwilioModels();

for (const [name, bytes, found] of [
    ["voice.mp3", [0xff, 0xfb], ATTACHED],
    ["voice.wav", [1], REFUSED],
]) {
    test(`what one speaks is checked like any file: ${name}`, async () => {
        patchWithCleanup(Mp3Encoder.prototype, {
            encode() {},
            finish: () => [new Int8Array(1)],
        });
        patchWithCleanup(patchable, { makeFile: () => file(name, bytes) });
        patchWithCleanup(VoicePlayer.prototype, { makeAudio() {} });
        mockGetMedia();
        patchVoiceMessageAudio();
        await openConversation();
        await loadLamejs();
        await click(".o-mail-Composer button[title='More Actions']");
        await click(".dropdown-item:contains('Voice Message')");
        await contains(".o-mail-VoiceRecorder");
        await click(".o-mail-Composer button[title='Stop Recording']");
        await contains(found);
    });
}
