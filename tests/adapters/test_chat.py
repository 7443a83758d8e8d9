"""The prompt, driven key by key: what is typed is answered, completed and remembered."""

from __future__ import annotations

import asyncio
import io
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.adapters.terminal.chat import chat, choose, history_file, talk
from bot.adapters.terminal.completion import LineCompleter
from bot.app import App
from bot.commands import Snapshot, User
from bot.knowledge.load import load
from bot.reply import Call, Reply, parse_call
from tests.reply.samples import TIMELINE, WHO
from tests.reply.strategies import replies

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def app() -> App:
    """The bot over the shipped knowledge."""
    knowledge = load(ROOT / "knowledge").knowledge
    assert knowledge is not None
    return App(Snapshot.of(knowledge, "iran-pakistan-2024"))


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the history, this test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def typed(app: App, keys: str) -> None:
    """Talk to the bot by these keys; Ctrl-D ends the talk if nothing before does."""
    with create_pipe_input() as keyboard:
        keyboard.send_text(keys + "\x04")
        with create_app_session(input=keyboard, output=DummyOutput()):
            asyncio.run(asyncio.wait_for(talk(app, User()), timeout=30))


def offered(app: App, line: str) -> list[str]:
    """The lines that the first few completions of a line would make."""
    document = Document(line)
    made = []
    for completion in list(LineCompleter(app).get_completions(document, CompleteEvent()))[:40]:
        assert completion.start_position <= 0
        made.append(line[: len(line) + completion.start_position] + completion.text)
    return made


def test_a_conversation(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    """A command, a button by its number, the next page, a question; `quit` leaves."""
    typed(app, "/timeline\r1\rnext\rback\rwhat is xyzzy\rquit\r/help\r")
    told = capsys.readouterr().out
    headings = ["Timeline: ", "Who says what: ", "Page 2 of ", "Page 1 of "]
    places = [told.index(heading) for heading in headings]
    assert places[:3] == sorted(places[:3])
    assert "Help" not in told.splitlines()


def test_control_c_empties_the_line(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C drops what is typed and stays; Ctrl-D leaves."""
    typed(app, "/timel\x03/help\r")
    told = capsys.readouterr().out.splitlines()
    assert "Help" in told
    assert not [line for line in told if line.startswith("Timeline")]


def test_lines_are_remembered_privately(app: App, state: Path) -> None:
    """Typed lines are kept in the state folder, for this user's eyes only."""
    typed(app, "/about\r/about\r/topics\r")
    file = history_file()
    assert file == state / "explainer-bot" / "history"
    assert [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("+")] == [
        "+/about",
        "+/topics",
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_an_open_history_is_closed(state: Path, app: App) -> None:
    """A history that others could read is shut before anything is added."""
    file = history_file()
    file.parent.mkdir(parents=True)
    file.touch(mode=0o644)
    typed(app, "/about\r")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_place_for_a_history(state: Path, app: App, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no file can be kept, the talk goes on without one."""
    state.write_text("not a folder", encoding="utf-8")
    typed(app, "/about\r")
    assert "Privacy" in capsys.readouterr().out


def test_a_relative_state_folder_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The XDG rule: a path that is not absolute counts as not set."""
    monkeypatch.setenv("XDG_STATE_HOME", "somewhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert history_file() == tmp_path / ".local" / "state" / "explainer-bot" / "history"


def test_piped_lines_are_answered_plainly(
    app: App, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    """Without a terminal, lines come from standard input and answers are plain; nothing is remembered."""
    monkeypatch.setattr("sys.stdin", io.StringIO("/timeline\n\n1\nquit\n/help\n"))
    chat(app)
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert told.startswith("Timeline: ")
    assert "\n\nWho says what: " in told
    assert "Help" not in told.splitlines()
    assert not state.exists()


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("1", Call("timeline", {"about": "jaish-al-adl"})),
        (" 3 ", Call("who", {"entity": "jeish-al-zulfiqar"})),
        ("next", Call("who", {"entity": "jaish-al-adl", "page": "2"})),
        ("4", Call("ask", {}, "4")),
        ("0", Call("ask", {}, "0")),
        ("٣", Call("ask", {}, "٣")),
        ("1" * 5_000, Call("ask", {}, "1" * 5_000)),
        ("back", Call("ask", {}, "back")),
        ("/timeline page:2", Call("timeline", {"page": "2"})),
    ],
)
def test_what_a_line_means_after_a_reply(app: App, line: str, call: Call) -> None:
    """A number presses a button that is there, next and back turn pages that are there; all else is read."""
    assert choose(app, line, WHO) == call
    assert choose(app, "back", TIMELINE) == Call("timeline", {"from": "2024-01-03"})
    assert choose(app, "1", None) == Call("ask", {}, "1")


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("/ti", "/timeline "),
        ("/", "/who "),
        ("/who jaish", "/who jaish-al-adl"),
        ("/who Army of Ju", "/who jaish-al-adl"),
        ("/who جیش", "/who jaish-al-adl"),
        ("/timeline ", "/timeline from:"),
        ("/timeline about:jaish", "/timeline about:jaish-al-adl "),
        ('/timeline about:"army of ju', "/timeline about:jaish-al-adl "),
        ("/timeline page:2 ab", "/timeline page:2 about:"),
        ("/sources casu", "/sources casualties"),
        ("/help wh", "/help who"),
        ("/timeline topic:iran", "/timeline topic:iran-pakistan-2024 "),
    ],
)
def test_completion(app: App, line: str, made: str) -> None:
    """Commands, arguments, options and their values are completed where they stand."""
    assert made in offered(app, line)


@pytest.mark.parametrize(
    "line", ["", "/nosuch x", "/timeline nosuch:x", "w", '/who "', "/who \\", "/timeline about:\x00"]
)
def test_completion_of_anything(app: App, line: str) -> None:
    """Odd lines offer little, and never crash."""
    offered(app, line)


def test_questions_are_completed(app: App) -> None:
    """A line without a slash is a question: curated ones are offered, and asking one is answering it."""
    made = offered(app, "who were the people k")
    assert made
    assert parse_call(f"ask {made[0]}", frozenset()).words == made[0]


def test_an_option_is_offered_once(app: App) -> None:
    """An option that is already in the line is not offered again."""
    assert "/timeline from:2024 from:" not in offered(app, "/timeline from:2024 ")
    assert "/timeline from:2024 to:" in offered(app, "/timeline from:2024 ")


@given(line=st.text(max_size=60) | st.from_regex(r"0{0,4}[0-9]{1,5}", fullmatch=True), last=st.none() | replies)
def test_any_line_is_understood_as_some_call(app: App, line: str, last: Reply | None) -> None:
    """A button or a page of the last reply, or what the app reads: never an error, whatever is typed."""
    call = choose(app, line, last)
    assert (last is not None and call in last.calls) or call == app.parse(line.strip())
