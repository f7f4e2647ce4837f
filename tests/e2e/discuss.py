"""An agent's browser: Discuss, its sidebar, its bubbles, its chat windows."""

import re
from contextlib import suppress

from playwright.sync_api import TimeoutError as MissedClick
from playwright.sync_api import expect

# What `expect` may wait for; what is promised is 2 s, and is measured.
TIMEOUT = 15_000
# What a page takes at most to open what was clicked.
CLICKED = 5_000
# A server that has just started loads all of Odoo for its first page.
FIRST_PAGE = 60_000
expect.set_options(timeout=TIMEOUT)


class Discuss:
    """One page of one agent, which is not loaded again while a test looks at it."""

    def __init__(self, page):
        self.page = page
        page.locator(".o_main_navbar").wait_for(timeout=FIRST_PAGE)
        page.evaluate("window.e2eSamePage = true")

    @property
    def is_same_page(self):
        """Whether nothing has reloaded the page."""
        return self.page.evaluate("window.e2eSamePage === true")

    def entry(self, customer):
        """The customer's entry in the WhatsApp part of the sidebar."""
        entries = self.page.locator(".o-mail-DiscussSidebarChannel")
        return entries.filter(has_text=customer.name)

    def open(self, customer):
        """Open a conversation from the sidebar, whose entries may just be moving."""
        head = ".o-mail-DiscussContent-threadName"
        shown = self.page.locator(f'{head}[title="{customer.name}"]')
        for _click in range(2):
            self.entry(customer).click()
            with suppress(MissedClick):
                shown.wait_for(timeout=CLICKED)
                return
        expect(shown).to_be_visible()

    def open_bubble(self, customer):
        """Open the customer's chat bubble at the edge of the page."""
        name = f".o-mail-ChatBubble[name='{customer.name}']"
        self.page.locator(name).click()
        expect(self.page.locator(".o-mail-ChatWindow")).to_contain_text(customer.name)

    def bubble(self, text):
        """The messages that show exactly this text."""
        exact = re.compile(f"^{re.escape(text)}$")
        body = self.page.locator(".o-mail-Message-body", has_text=exact)
        return self.page.locator(".o-mail-Message").filter(has=body)

    def shows(self, text):
        expect(self.bubble(text)).to_be_visible()

    def answer(self, text):
        """Type into the composer and send."""
        composer = self.page.locator(".o-mail-Composer-input").last
        composer.fill(text)
        composer.press("Enter")

    def ticks(self, text):
        return self.bubble(text).locator(".o-whatsapp-DeliveryTicks")

    def has_ticks(self, text, state):
        expect(self.ticks(text)).to_have_attribute("data-state", state)

    def failure(self, text):
        """The line under a bubble that says why it failed."""
        return self.bubble(text).locator(".o-whatsapp-DeliveryFailure")

    def open_systray(self):
        """Open the list of messages at the top of the page; its entries."""
        self.page.locator(".o_menu_systray i[aria-label='Messages']").click()
        return self.page.locator(".o-mail-NotificationItem")

    @property
    def notices(self):
        """What has popped up in the corner of the page."""
        return self.page.locator(".o_notification").all_inner_texts()

    def picture(self, path):
        self.page.screenshot(path=path)
