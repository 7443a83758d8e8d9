"""Markdown: a real parser sees just our structure and our links, and the words that were meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.reply import Call, Cite, Heading, Link, Paragraph, Quote, Reply, Strong
from bot.reply.blocks import Block, Card
from bot.reply.markdown import escape, render_markdown
from bot.reply.plain import inline, is_web_address
from tests.golden_files import Golden
from tests.reply.samples import ESSAY, REPOST, SAMPLES, UNSIGNED
from tests.reply.strategies import HOSTILE, replies, texts

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close"),
    *("list_item_open", "list_item_close", "inline", "text", "hardbreak", "code_inline"),
    *("strong_open", "strong_close", "link_open", "link_close"),
}

BEFORE = {"": "", "- ": "", "# ": "", "a ": "a", "**a:** ": "a:", "- a\\\n  ": "a"}
"""What may stand before data in a line, and its words."""


def walk(tokens: Iterable[Token]) -> Iterable[Token]:
    """Give every token, in order."""
    for token in tokens:
        yield token
        yield from walk(token.children or ())


def words(tokens: Iterable[Token]) -> str:
    """What a reader reads: no markup, no joiners, one space between words."""
    text = "".join(
        token.content if token.type in {"text", "code_inline"} else "\n"
        for token in walk(tokens)
        if token.type != "inline"
    )
    return " ".join(text.replace("\u2060", "").split())


def links(tokens: Iterable[Token]) -> set[str]:
    """Where the links lead."""
    return {str(token.attrs["href"]) for token in walk(tokens) if token.type == "link_open"}


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str, golden: Golden) -> None:
    """Every sample reads as its golden file says."""
    golden(f"{name}.md", render_markdown(SAMPLES[name]) + "\n")


@given(
    texts | st.text("-+=#~ \t.)1[]()*_`<>&!|\\:/a\n", max_size=12),
    st.sampled_from(list(BEFORE)),
)
@example("1. x", "")
@example("---", "- a\\\n  ")
@example("# x #", "# ")
def test_escaped_text_is_only_words(text: str, before: str) -> None:
    """Wherever data stands in a line, a parser reads back just its characters."""
    plain = PARSER.parse(f"{before}x")
    tokens = PARSER.parse(f"{before}{escape(text).strip()}".rstrip() or "x")
    meant = " ".join(inline(text).split())
    assert words(tokens) == f"{BEFORE[before]} {meant}".strip() or not meant
    assert not meant or [token.type for token in tokens] == [token.type for token in plain]
    assert {token.type for token in walk(tokens)} <= {token.type for token in walk(plain)} | {"text"}


@given(replies)
def test_only_our_structure(reply: Reply) -> None:
    """No HTML, picture, table, code block, rule or numbered list; as many headings as the reply has."""
    tokens = PARSER.parse(render_markdown(reply))
    assert {token.type for token in walk(tokens)} <= OURS
    headings = [block for block in reply.blocks if isinstance(block, Heading | Card)]
    assert sum(token.type == "heading_open" for token in tokens) == len(headings) + bool(reply.numbers)


@given(replies)
def test_only_our_links(reply: Reply) -> None:
    """Links lead to the addresses of citations and Links, and nowhere else."""
    addresses = {citation.url for citation in reply.numbers if citation.url and is_web_address(citation.url)}
    addresses |= {span.url for block in reply.blocks for span in spans_of(block) if isinstance(span, Link)}
    assert links(PARSER.parse(render_markdown(reply))) <= set(map(PARSER.normalizeLink, addresses))


@given(replies)
def test_every_citation_is_told(reply: Reply) -> None:
    """The numbers in brackets are exactly the reply's citations; their warnings follow them at once."""
    markdown = render_markdown(reply)
    text = words(PARSER.parse(markdown))
    assert {int(number) for number in re.findall(r"\[(\d+)\]", text)} == set(reply.numbers.values())
    told = words(PARSER.parse(f"\n{markdown}".rpartition("\n## Sources\n")[0]))
    for citation, number in reply.numbers.items():
        for match in re.finditer(rf"\[{number}\]", told if citation.warnings else ""):
            remarks = r" \((?:[A-F], )?⚠ " + re.escape(", ".join(citation.warnings)) + r"\)"
            assert re.match(remarks, told[match.end() :])


@pytest.mark.parametrize("text", HOSTILE)
def test_platforms_make_no_links_of_words(text: str) -> None:
    """Addresses, mentions and issue numbers are kept apart by a word joiner, for parsers that link plain words."""
    assert not re.search(r"://|www\.|@\w|#\d|mailto:\w", escape(text))


def spans_of(block: Block) -> list[object]:
    """Every span of a block, wherever it stands."""
    found: list[object] = []

    def look(value: object) -> None:
        if isinstance(value, tuple):
            for item in value:
                look(item)
        elif hasattr(value, "__dataclass_fields__"):
            found.append(value)
            for name in value.__dataclass_fields__:
                look(getattr(value, name))

    look(block)
    return found


def test_citations_link_to_their_documents() -> None:
    """A citation with a web address is a link with its number as words; one without is its number."""
    blocks = (Paragraph(("So it is.", Cite(REPOST), Cite(UNSIGNED), Cite(ESSAY))),)
    first = render_markdown(Reply(blocks)).splitlines()[0]
    assert first == r"So it is. [\[1\]](<https://www.investsfocus.com>)\[2\]\[3\] (⚠ AI-written)"


def test_spans() -> None:
    """Strong words stay strong beside letters; an exclamation mark makes no picture; addresses hold no entities."""
    link = Link("[a]", "https://a.example/?b=1&copy=2")
    spans = ("see ", Strong("this"), "s, ", Strong("(that)"), Quote("*x*"), "!", link)
    drawn = r"see **this**s, (that)“\*x\*”\![\[a\]](<https://a.example/?b=1&amp;copy=2>)"
    assert render_markdown(Reply((Paragraph(spans),))) == drawn
    assert links(PARSER.parse(drawn)) == {"https://a.example/?b=1&copy=2"}


def test_lines_to_type_are_code() -> None:
    """A line to type may hold backticks: more of them stand around it."""
    from bot.reply import Button, Buttons

    reply = Reply((Buttons((Button("Ask", Call("ask", words="``a` b`")), Button("/help", Call("help")))),))
    tokens = PARSER.parse(render_markdown(reply))
    assert [token.content for token in walk(tokens) if token.type == "code_inline"] == ["/ask ``a` b`", "/help"]
