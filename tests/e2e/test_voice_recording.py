"""What an agent speaks into Discuss arrives as WhatsApp's own voice note."""

import pytest
from playwright.sync_api import expect

from sandbox.launcher.waiting import wait_until

from .browser import launch
from .discuss import Discuss

# Chromium's own beep, and nobody who has to allow it.
MICROPHONE = "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"


@pytest.fixture
def microphone(chromium):
    """A browser that hears something."""
    browser = launch(chromium.browser_type, *MICROPHONE)
    yield browser
    browser.close()


def test_a_recording_made_in_discuss_arrives_as_a_voice_note(
    desk, microphone, pictures
):
    eve = desk.new_conversation("Hello", name="Eve Listens")
    session = desk.session("lena")
    context = microphone.new_context(permissions=["microphone"])
    context.add_cookies(
        [{"name": "session_id", "value": session.session_id, "url": session.url}]
    )
    page = context.new_page()
    channel = eve.conversation["channel_id"]
    page.goto(f"{session.url}/odoo/discuss?active_id=discuss.channel_{channel}")
    lena, composer = Discuss(page), page.locator(".o-mail-Composer")
    composer.locator("button[title='More Actions']").click()
    page.get_by_text("Voice Message").click()
    elapsed = composer.locator(".o-mail-VoiceRecorder-elapsed")
    expect(elapsed).to_contain_text("2", timeout=20_000)
    lena.picture(pictures / "kinds" / "out-recording.png")
    composer.get_by_title("Stop Recording").click()
    uploaded = composer.locator(".o-mail-AttachmentContainer:not(.o-isUploading)")
    expect(uploaded.locator(".o-mail-VoicePlayer")).to_be_visible()
    lena.picture(pictures / "kinds" / "out-recorded.png")
    composer.locator(".o-mail-Composer-input").press("Enter")
    wait_until(eve.has_got, "it is sent", timeout=60)
    wait_until(lambda: eve.has_got()[0]["media"], "Twilio has fetched it")
    [note] = eve.has_got()
    assert note["media"][0]["content_type"] == "audio/ogg"
    expect(page.locator(".o-mail-Message .o-mail-VoicePlayer")).to_be_visible()
    lena.picture(pictures / "kinds" / "out-voice.png")
