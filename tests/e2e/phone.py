"""A customer's web phone."""

import re

from playwright.sync_api import expect


class Phone:
    """The web phone, open on the customer's conversation with their business."""

    def __init__(self, page, url, customer):
        self.page = page
        page.goto(f"{url}/#/{customer.number}/{customer.sender}")
        expect(page.locator("#owner-name")).to_have_text(customer.name)

    def write(self, text):
        self.page.locator("#text").fill(text)
        self.page.locator("#text").press("Enter")

    def shows(self, text):
        """Wait until a bubble shows exactly this text."""
        exact = re.compile(f"^{re.escape(text)}$")
        body = self.page.locator("#chat .bubble-body", has_text=exact)
        expect(body).to_be_visible()

    def picture(self, path):
        self.page.screenshot(path=path)
