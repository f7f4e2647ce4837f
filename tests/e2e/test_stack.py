"""The ground that the other tests here stand on."""

from sandbox.launcher import conversation

ANSWER = "A new pole leaves our warehouse today"


def test_what_a_customer_wrote_and_marc_answered_shows_in_his_browser(stack, open_as):
    conversation.play(stack)
    page = open_as("marc", "/odoo/discuss")
    page.get_by_text("Sofia Reyes").first.click()
    page.get_by_text(ANSWER).first.wait_for()


def test_odoo_comes_back_on_its_port_after_kill_9(stack):
    url = stack.odoo.url
    stack.odoo.kill()
    assert not stack.odoo.running
    stack.odoo.start()
    assert stack.odoo.url == url
    assert stack.odoo.login("marc").uid


def test_a_second_odoo_serves_the_same_database(stack):
    second = stack.add_server().start()
    try:
        domain = [("login", "=", "lena")]
        found = [
            server.login("marc").call("res.users", "search", domain)
            for server in (stack.odoo, second)
        ]
        assert found[0] == found[1] != []
    finally:
        second.stop()
