"""Drawing for a terminal: everything the plain text says, within the window, linking only where it may."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.adapters.terminal import show
from bot.adapters.terminal.render import Drawing, print_reply
from bot.reply import Fields, Reply
from bot.reply.plain import LRM, is_web_address
from bot.reply.text import render_text
from tests.golden_files import Golden
from tests.reply.samples import CASUALTIES, REFUSAL, SAMPLES, TIMELINE, WHO
from tests.reply.strategies import replies

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\x1b\]8;(?:id=\d+)?;([^\x1b]*)\x1b\\")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7]|4[0-7])(?:;\d+)*m")


class Screen(io.StringIO):
    """A terminal that keeps what it is sent."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """It is one."""
        return True


def drawn(reply: Reply, width: int, *, numbered: bool = False) -> str:
    """What a reader sees, without colour, as lines of at most `width` cells."""
    console = Console(file=io.StringIO(), width=width, record=True, highlight=False, markup=False, emoji=False)
    console.print(Drawing(reply, numbered))
    return "\n".join(line.rstrip() for line in console.export_text().splitlines()) + "\n"


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str, width: int, golden: Golden) -> None:
    """Every sample looks as its golden file says."""
    golden(f"{name}.{width}.txt", drawn(SAMPLES[name], width))


@given(replies, st.sampled_from([60, 100]))
def test_nothing_is_left_out(reply: Reply, width: int) -> None:
    """Every citation and every warning is drawn as often as the plain text has it."""
    # Repeated labels are drawn once, so they may not carry what is counted.
    blocks = [
        replace(block, fields=tuple(replace(field, label="x") for field in block.fields))
        if isinstance(block, Fields)
        else block
        for block in reply.blocks
    ]
    reply = replace(reply, blocks=tuple(blocks))
    counted = re.compile(r"\[\d+\]|AI-written|unreliable|retracted")
    assert Counter(counted.findall(drawn(reply, width))) == Counter(counted.findall(render_text(reply)))


@given(replies, st.sampled_from([20, 40, 60, 100]))
def test_lines_fit_the_window(reply: Reply, width: int) -> None:
    """No line is wider than the window, whatever the words and scripts."""
    assert max(map(cell_len, drawn(reply, width).splitlines()), default=0) <= width


@given(replies, st.booleans())
def test_escapes_are_ours(reply: Reply, numbered: bool) -> None:
    """The only escapes are our colours and links, and links lead to web addresses of the reply, in ASCII."""
    screen = Screen()
    print_reply(reply, screen, numbered=numbered)
    text = screen.getvalue()
    assert {bool(re.fullmatch(r"[!-~]*", url)) for url in LINK.findall(text)} <= {True}
    assert {url.partition(":")[0] for url in LINK.findall(text) if url} <= {"http", "https"}
    assert "evil" not in "".join(LINK.findall(text))
    plain = re.sub(r"\x1b\[[\d;]*m", "", LINK.sub("", text))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain)


def test_citations_link_to_their_documents() -> None:
    """A terminal that knows OSC 8 opens the document behind a number; other numbers are just that."""
    screen = Screen()
    print_reply(WHO, screen)
    cited = {citation.url for citation in WHO.numbers if citation.url and is_web_address(citation.url)}
    assert set(LINK.findall(screen.getvalue())) == {*cited, "https://weekly.example/", ""}


def test_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR takes the colours and leaves every word and link."""
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured, plain = Screen(), Screen()
    print_reply(CASUALTIES, coloured)
    monkeypatch.setenv("NO_COLOR", "1")
    print_reply(CASUALTIES, plain)
    assert COLOUR.search(coloured.getvalue())
    assert not COLOUR.search(plain.getvalue())
    assert re.sub(r"\x1b\[[\d;]*m", "", LINK.sub("", plain.getvalue())) == re.sub(
        r"\x1b\[[\d;]*m", "", LINK.sub("", coloured.getvalue())
    )


def test_right_to_left_names_keep_their_columns() -> None:
    """Names in Arabic script stand between marks of no width, so what follows starts in the same cell."""
    row = next(line for line in drawn(CASUALTIES, 60).splitlines() if "صدا و سیما" in line)
    other = next(line for line in drawn(CASUALTIES, 60).splitlines() if "Deputy governor" in line)
    assert f"{LRM}صدا و سیما{LRM}" in row
    assert cell_len(row[: row.index("9")]) == cell_len(other[: other.index("7")])


def test_numbers_are_offered_only_where_they_can_be_typed() -> None:
    """The chat numbers its buttons; `say` shows the line to type."""
    assert "1 Who counted what" in drawn(TIMELINE, 60, numbered=True)
    assert "type next" in drawn(TIMELINE, 60, numbered=True)
    assert "› Who counted what  /sources casualties" in drawn(TIMELINE, 60)
    assert "next: /timeline from:2024-01-03 page:3" in drawn(TIMELINE, 100)


def test_show_draws_on_a_terminal_and_writes_elsewhere() -> None:
    """Without a format, a terminal gets colour and a pipe gets plain text."""
    screen, pipe = Screen(), io.StringIO()
    show(REFUSAL, screen)
    show(REFUSAL, pipe)
    assert "\x1b[" in screen.getvalue()
    assert pipe.getvalue() == render_text(REFUSAL) + "\n"


def test_show_keeps_to_a_format() -> None:
    """A format holds on a terminal too; JSON is one line."""
    written = {}
    for format in ("text", "json", "markdown"):
        screen = Screen()
        show(REFUSAL, screen, format)
        written[format] = screen.getvalue()
    assert written["text"] == render_text(REFUSAL) + "\n"
    assert written["markdown"].startswith("# Not found\n")
    assert written["json"].count("\n") == 1
    assert json.loads(written["json"])["outcome"] == "not_found"


@pytest.mark.parametrize("format", [None, "text", "json", "markdown"])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_show_survives_any_encoding(format: str | None, encoding: str) -> None:
    """What a stream cannot encode becomes question marks, not a crash."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    show(WHO, stream, format)
    assert "Jaish al-Adl" in raw.getvalue().decode(encoding)


def test_a_pipe_needs_no_rich() -> None:
    """Plain output imports neither rich nor prompt_toolkit, which cost more than the answer."""
    code = (
        "import io, sys\n"
        "from bot.adapters.terminal import show\n"
        "from bot.reply.reply import notice\n"
        "for format in (None, 'text', 'json', 'markdown'): show(notice('a', 'b', 'usage'), io.StringIO(), format)\n"
        "sys.exit(bool({'rich', 'prompt_toolkit'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
