"""The place under a conversation: a composer, or the banner that says why not."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

MODIFIERS = ("", "Control+", "Shift+", "Alt+", "Meta+")


class Composer:
    """Of the one conversation within ``root``: a page, or a chat window."""

    def __init__(self, page, root):
        self.page, self.root = page, root
        self.banner = root.locator(".o-whatsapp-Banner")
        self.title = self.banner.locator(".o-whatsapp-Banner-words strong")
        self.input = root.locator(".o-mail-Composer-input")
        self.pill = root.locator(".o-whatsapp-WindowPill")
        self.closing = root.locator(".o-whatsapp-Composer-closing")
        self.button = root.locator(".o-whatsapp-Banner-button")
        self.ask = root.locator(".o-whatsapp-Banner-ask")
        self.kept = root.locator(".o-whatsapp-KeptText")
        self.amber = root.locator(".o-mail-Composer.o-whatsapp-noteMode")

    def is_open(self):
        """Wait until one may write."""
        expect(self.input).to_be_visible()
        expect(self.banner).to_have_count(0)

    def is_closed(self, title, sentence=r"\w"):
        """Wait until the banner says so, in the composer's place.

        ``sentence`` is a pattern.
        """
        expect(self.title).to_have_text(title)
        words = self.banner.locator(".o-whatsapp-Banner-words span")
        expect(words).to_have_text(re.compile(sentence))
        expect(self.input).to_have_count(0)

    def try_all_keys(self, text):
        """Type, and try to send it with whatever may be meant by Enter."""
        self.title.click()
        self.page.keyboard.type(text)
        for modifier in MODIFIERS:
            self.page.keyboard.press(f"{modifier}Enter")

    def keep_text(self):
        """Push *Send it when the customer answers*."""
        offer = self.banner.get_by_text("Send it when the customer answers")
        offer.click()
        # As a person would: once more, should the page have redrawn under the click.
        with suppress(AssertionError, TimeoutError):
            expect(self.kept).to_be_visible(timeout=3_000)
            return
        with suppress(TimeoutError):  # kept at last
            offer.click(timeout=3_000)
        expect(self.kept).to_be_visible()

    def undo(self):
        self.kept.get_by_role("button", name="Undo").click()

    def write_note(self, text):
        """From the banner to the note mode, and back when it is posted."""
        self.banner.get_by_text("Write a note").click()
        expect(self.amber).to_be_visible()
        self.input.fill(text)
        self.input.press("Enter")


def color_of(locator, name):
    return locator.evaluate(f"element => getComputedStyle(element).{name}")


@pytest.fixture
def open_composer(open_as):
    """`open_composer("marc", customer)`: the conversation in the user's Discuss."""

    def open_discuss(login, customer):
        person = open_as(login)
        person.open(customer)
        return person, Composer(person.page, person.page.locator(".o-mail-Discuss"))

    return open_discuss
