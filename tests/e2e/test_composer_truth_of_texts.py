"""What was typed is not lost in a closed conversation, and a note stays inside."""

from playwright.sync_api import expect

from .composer import color_of


def test_a_kept_text_is_sent_once_by_the_customers_answer_and_colleagues_see_it_wait(
    desk, settings, open_composer, open_phone, pictures
):
    sofia = desk.new_conversation(name="Sofia Kept")
    phone = open_phone(sofia)
    marc, composer = open_composer("marc", sofia)
    lena, lenas = open_composer("lena", sofia)
    composer.input.fill("Your pole left today")
    settings.close_in(sofia, -60)
    expect(composer.banner).to_contain_text("Your text is kept.")
    marc.picture(pictures / "composer" / "kept-offer.png")
    composer.keep_text()
    for kept in (composer.kept, lenas.kept):
        expect(kept).to_contain_text("Waits for Sofia Kept's answer")
        expect(kept).to_contain_text("Your pole left today")
    expect(lenas.kept).to_contain_text("left by Marc")
    lena.picture(pictures / "composer" / "kept-colleague.png")
    assert not sofia.has_been_sent("Your pole left today")
    phone.write("Hello?")
    phone.shows("Your pole left today")
    for composer_ in (composer, lenas):
        composer_.is_open()
        expect(composer_.kept).to_have_count(0)
        expect(composer_.input).to_have_value("")
    phone.write("Thanks!")
    marc.shows("Thanks!")
    assert len(desk.ledger.outbound(sofia)) == 1
    desk.wait_until_sent_once(sofia, "Your pole left today")
    assert marc.is_same_page and lena.is_same_page


def test_a_kept_text_is_taken_back_into_the_composer_and_then_not_sent(
    desk, settings, open_composer
):
    sofia = desk.new_conversation(name="Sofia Undone")
    _marc, composer = open_composer("marc", sofia)
    composer.input.fill("Never mind")
    settings.close_in(sofia, -60)
    composer.keep_text()
    composer.undo()
    expect(composer.banner).to_contain_text("Your text is kept.")
    expect(composer.kept).to_have_count(0)
    sofia.writes("Hello?")
    composer.is_open()
    expect(composer.input).to_have_value("Never mind")
    assert desk.ledger.outbound(sofia) == []


def test_a_note_in_a_closed_conversation_is_amber_and_stays_in_odoo(
    desk, settings, open_composer, pictures
):
    sofia = desk.new_conversation("Hi", name="Sofia Noted")
    marc, composer = open_composer("marc", sofia)
    settings.close_in(sofia, -60)
    composer.write_note("She is a friend of the boss")
    note = marc.bubble("She is a friend of the boss")
    expect(note).to_contain_text("Internal note")
    bubble = ".o-mail-Message-bubble"
    colors = {
        color_of(marc.bubble(text).locator(bubble), "backgroundColor")
        for text in ("Hi", "She is a friend of the boss")
    }
    assert len(colors) == 2
    marc.picture(pictures / "composer" / "note.png")
    composer.amber.get_by_text("Back").click()
    composer.is_closed("Session expired")
    _post_note(desk, sofia, "And pays late")
    marc.shows("And pays late")
    assert desk.ledger.outbound(sofia) == []
    sofia.writes("Hello?")
    composer.is_open()
    desk.ledger.wait_for(desk.answer(sofia, "Here I am"), "delivered")
    sent = desk.twilio.control(
        "GET", f"messages?customer={sofia.number}&direction=outbound-api"
    )
    assert [message["body"] for message in sent] == ["Here I am"]


def _post_note(desk, customer, body):
    desk.session("lena").rpc(
        "/mail/message/post",
        thread_model="discuss.channel",
        thread_id=customer.conversation["channel_id"],
        post_data={
            "body": body,
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_note",
        },
    )
