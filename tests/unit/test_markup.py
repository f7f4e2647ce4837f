import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from odoo.addons.whatsapp_twilio.whatsapp.markup import clean, to_html, to_text

QUOTE = 'class="o-whatsapp-quote border-start border-3 ps-2"'
A = 'target="_blank" rel="noreferrer noopener"'
# Texts full of what could go wrong, and any text at all.
SPARKS = [
    "*",
    "_",
    "~",
    "`",
    "```",
    "\n",
    "- ",
    "* ",
    "1. ",
    "2. ",
    "> ",
    " ",
    "a",
    "b",
]
SPARKS += ["<b>", "&amp;", "<script>", 'https://x.org/?a=1"', "é", "👋", "\t", "\r\n"]
TEXTS = st.lists(st.sampled_from(SPARKS) | st.text(max_size=3), max_size=40).map(
    "".join
)
ATTRIBUTES = {"a": {"href", "target", "rel"}, "ol": {"start"}, "div": {"class"}}
TAGS = {"strong", "em", "s", "code", "samp", "pre", "ul", "ol", "li", "div", "br", "a"}
MARKERS = set("*_~`>-. \n0123456789")


def there_and_back(text):
    return to_text(to_html(text))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Hello", "Hello"),
        ("a<br>b<br/><br/>c", "a\nb\n\nc"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("two  spaces", "two  spaces"),
        ('see <a href="https://x.org/">https://x.org/</a>', "see https://x.org/"),
        (
            'see <a href="https://x.org/p">our page</a>',
            "see our page (https://x.org/p)",
        ),
        ('<a href="https://x.org/">x.org</a>', "x.org"),
        ('<a href="/odoo/1" class="o_mail_redirect">@Ann</a>', "@Ann"),
        ("  <br> ", ""),
        ("👋&nbsp;hi", "👋 hi"),
        ("<ul><li>one</li><li><p>two</p></li></ul>", "- one\n- two"),
        ('<ol start="3"><li>c</li><li>d</li></ol>e', "3. c\n4. d\ne"),
        ("<b>a </b><i>b</i> <del>c</del>", "*a* _b_ ~c~"),
        ("<strong>a<br>b</strong>", "*a*\n*b*"),
        ("<b><strong>a</strong></b>", "*a*"),
        ("<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n> b\nc"),
        ("<code>x = 1</code><pre>a\n <b>b</b></pre>", "`x = 1`\n```a\n b```"),
        ("a<script>alert(1)</script><style>b {}</style>c", "ac"),
        ("<p>unclosed <b>bold", "unclosed *bold*"),
        ("a</p></b>b", "ab"),
    ],
)
def test_the_customer_gets_the_text_that_the_agent_sees(html, text):
    assert to_text(html) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "*bold*, _italic_ and ~struck~",
            "<strong>bold</strong>, <em>italic</em> and <s>struck</s>",
        ),
        ("*bold _and italic_*", "<strong>bold <em>and italic</em></strong>"),
        ("5 * 3 * 2, snake_case_name, ~ 3", "5 * 3 * 2, snake_case_name, ~ 3"),
        ("*a\nb*", "*a<br>b*"),
        ("** ** ``` ```", "** ** ``` ```"),
        ("**a**", "*<strong>a</strong>*"),
        ("*a _b* c_", "<strong>a _b</strong> c_"),
        ("`*x*` and ```_y_``` too", "<code>*x*</code> and <samp>_y_</samp> too"),
        ("see:\n```a\n  b```\nend", "see:<br><pre>a\n  b</pre>end"),
        ("- a\n* b\n\nend", "<ul><li>a</li><li>b</li></ul><br>end"),
        (
            "1. a\n2. b\n4. d",
            '<ol><li>a</li><li>b</li></ol><ol start="4"><li>d</li></ol>',
        ),
        ("> a\n> *b*\nc", f"<div {QUOTE}>a<br><strong>b</strong></div>c"),
        ("a\n\nb", "a<br><br>b"),
        ('<b>a</b> & "q"', "&lt;b&gt;a&lt;/b&gt; &amp; &quot;q&quot;"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        (
            "(https://x.org/a_b_c).",
            f'(<a href="https://x.org/a_b_c" {A}>https://x.org/a_b_c</a>).',
        ),
        (
            "https://x.org/A_(b)",
            f'<a href="https://x.org/A_(b)" {A}>https://x.org/A_(b)</a>',
        ),
        (
            "*https://x.org*",
            f'<strong><a href="https://x.org" {A}>https://x.org</a></strong>',
        ),
    ],
)
def test_whatsapps_markup_becomes_html(text, html):
    assert to_html(text) == html


@given(TEXTS)
def test_markup_survives_both_ways(text):
    back = there_and_back(text)
    assert re.sub(r"(?m)^- ", "* ", back) == re.sub(r"(?m)^- ", "* ", clean(text))
    assert there_and_back(back) == back


@given(TEXTS)
def test_every_visible_character_is_shown(text):
    shown = "".join(lxml_html.fromstring(f"<div>{to_html(text)}</div>").itertext())
    typed = iter(clean(text))
    assert all(character in typed for character in shown)
    lost = Counter(clean(text)) - Counter(shown)
    assert set(lost) <= MARKERS


@given(TEXTS)
def test_nothing_but_the_known_tags_comes_out(text):
    for element in lxml_html.fromstring(
        f"<div>{to_html(text)}</div>"
    ).iterdescendants():
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set())
        assert element.get("href", "https://").startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "text",
    [
        "*" * 20_000,
        "*a " * 20_000,
        "*_~" * 20_000,
        "`" * 20_000,
        "```a\n" * 20_000,
        "``` " * 20_000,
        "```" + " " * 20_000,
        "> " * 20_000,
        "1. \n" * 20_000,
        "https://" * 20_000,
        "https://x.org/" + ")" * 20_000,
        "<" * 20_000,
    ],
    ids=lambda text: text[:10],
)
def test_no_text_takes_long(text):
    start = time.process_time()
    there_and_back(text)
    assert time.process_time() - start < 2
