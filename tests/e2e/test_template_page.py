"""The local Twilio's page of templates: WhatsApp's word about each, by a person."""

import requests
from playwright.sync_api import expect

from sandbox.twilio import demo
from sandbox.twilio.demo_contents import CONTENTS

FEEDBACK = "feedback"


def template(page, name):
    return page.get_by_role("article", name=name, exact=True)


def test_all_templates_stand_there_with_their_face_and_state(phone):
    page = phone.open("templates")
    expect(page.get_by_role("article")).to_have_count(len(CONTENTS))
    expect(page.get_by_role("article").first).to_contain_text(FEEDBACK)
    trips = template(page, "three_trips")
    expect(trips.locator(".face-card")).to_have_count(3)
    expect(trips.locator(".state")).to_have_text("approved")


def test_a_person_approves_pauses_and_rejects_with_a_reason(phone):
    page = phone.open("templates")
    one = template(page, FEEDBACK)
    one.get_by_role("button", name="Approve").click()
    expect(one.locator(".state")).to_have_text("approved")
    one.get_by_role("button", name="Pause").click()
    expect(one.locator(".state")).to_have_text("paused")
    one.get_by_role("button", name="Approve").click()
    one.get_by_role("button", name="Reject").click()
    page.get_by_label("Reason").fill("INVALID_FORMAT: too short.")
    page.get_by_role("dialog").get_by_role("button", name="Reject").click()
    expect(one.locator(".state")).to_have_text("rejected")
    expect(one).to_contain_text("INVALID_FORMAT: too short.")


def test_what_is_made_meanwhile_appears(phone):
    page = phone.open("templates")
    wanted = {
        "friendly_name": "brand_new",
        "language": "en",
        "types": {"twilio/text": {"body": "Hello from the API"}},
    }
    auth = (demo.ACCOUNT_SID, demo.AUTH_TOKEN)
    requests.post(f"{phone.url}/v1/Content", json=wanted, auth=auth, timeout=30)
    expect(template(page, "brand_new")).to_contain_text("Hello from the API")


def test_the_phone_leads_there(phone):
    page = phone.open()
    page.get_by_role("link", name="Templates").click()
    expect(page.get_by_role("heading", name="Templates", level=1)).to_be_visible()
