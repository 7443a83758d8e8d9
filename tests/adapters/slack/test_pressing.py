"""The real program: buttons, menus, forms, the home tab. By socket and by signed HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.adapters.slack.conftest import control, emulator, logged

pytestmark = [pytest.mark.emulator, pytest.mark.asyncio(loop_scope="module")]


async def asked(slack: Any, command: str, text: str = "", **more: Any) -> dict[str, Any]:
    """Send a slash command; give what its sender sees."""
    return dict(await (await slack.command(command, text, **more)).message())


async def test_pages_turn_in_place_and_answers_follow(slack: Any) -> None:
    """A page replaces the one before it; what one asks next stands below; both are private."""
    first = await asked(slack, "/timeline")
    second = await (await slack.click(first, control(first, "Page 2 of"))).message()
    assert (second["replace_original"], second["response_type"]) == (True, "ephemeral")
    back = await (await slack.click(second, control(second, "‹ Page 1"))).message()
    assert back["text"] == first["text"]
    below = await (await slack.click(first, control(first, "Who counted what"))).message()
    assert (below["replace_original"], below["response_type"]) == (False, "ephemeral")
    assert below["text"].startswith("Who says what: casualties: ")
    event = {"text": {"type": "plain_text", "text": "…"}, "value": "event event:kerman-bombing"}
    chosen = await (await slack.click(first, "open:0", selected_option=event)).message()
    assert chosen["text"].startswith("Bombing in Kerman at a ceremony for Qassem Soleimani: ")
    card = await (await slack.click(below, control(below, "More"))).message()
    assert card["text"].startswith("Trace: ")


async def test_a_reply_is_shared_with_the_channel(slack: Any) -> None:
    """Share shows the same reply to everyone, with who shares it; others turn its pages for themselves only."""
    private = await asked(slack, "/timeline")
    shared = await (await slack.click(private, control(private, "Share"), user="U1")).message()
    assert (shared["response_type"], shared["text"]) == ("in_channel", private["text"])
    assert shared["blocks"][0]["elements"][0]["text"] == "Shared by <@U1>:"
    for user, kind, replaced in (("U2", "ephemeral", False), ("U1", "in_channel", True)):
        turned = await (await slack.click(shared, control(shared, "Page 2 of"), user=user)).message()
        assert (turned["response_type"], turned["replace_original"]) == (kind, replaced)


async def test_buttons_outlive_the_bot(by_socket: Any, tmp_path: Path) -> None:
    """A message from before a restart still works: nothing waits in memory."""
    async with emulator().Bot(logged(tmp_path / "log"), by_socket):
        old = await asked(by_socket, "/timeline")
    async with emulator().Bot(logged(tmp_path / "log"), by_socket):
        new = await (await by_socket.click(old, control(old, "Page 2 of"))).message()
    assert new["text"] != old["text"]


async def test_a_missing_argument_is_asked_for(slack: Any) -> None:
    """A modal offers names as they are typed, says beside the field what is wrong, and answers where it was asked."""
    assert (await slack.command("/explain", "who")).ok
    view = (await slack.call("views.open"))["response"]["view"]
    offered = (await slack.suggest(view, "pick:who:entity", "jais")).body["options"]
    assert ("Jaish al-Adl", "jaish-al-adl") in {(option["text"]["text"], option["value"]) for option in offered}
    assert 1 <= len((await slack.suggest(view, "pick:who:entity")).body["options"]) <= 100
    wrong = {"pick:who:entity": {"type": "external_select", "selected_option": {"value": "zzzz"}}}
    refused = await slack.submit(view, wrong)
    assert refused.body["response_action"] == "errors"
    assert list(refused.body["errors"]) == ["entity"]
    right = {"pick:who:entity": {"type": "external_select", "selected_option": {"value": "jaish-al-adl"}}}
    done = await slack.submit(view, right)
    assert (done.ok, done.body) == (True, None)
    await slack.until(lambda: any("Jaish al-Adl: " in d["text"] for d in shown(slack)))


def shown(slack: Any) -> list[dict[str, Any]]:
    """Everything that anybody was shown by a response_url."""
    found = []
    for delivery in slack.deliveries:
        found.extend(delivery.inbox._queue)  # what was shown and not looked at yet
    return found


async def test_a_name_that_is_not_found_can_be_looked_up(slack: Any) -> None:
    """The refusal has a button that opens the form."""
    missed = await asked(slack, "/whois", "qqqqqq")
    await slack.click(missed, control(missed, "Look it up"))
    assert (await slack.call("views.open"))["args"]["view"]["blocks"][0]["block_id"] == "entity"


async def test_the_shortcut_asks_in_a_modal(slack: Any) -> None:
    """The global shortcut has no channel, so its answer stands in the modal, and so do the answers after it."""
    await slack.shortcut("form:ask")
    view = (await slack.call("views.open"))["response"]["view"]
    typed = {"type:question": {"type": "plain_text_input", "value": "How many people died in Pakistan's strike?"}}
    done = await slack.submit(view, typed)
    assert done.body["response_action"] == "update"
    answer = done.body["view"]
    assert "nine people died" in str(answer["blocks"])
    await slack.click(answer, control(answer, "seven or nine"))
    assert "seven" in str((await slack.call("views.update", view_id=answer["id"]))["args"]["view"]["blocks"])


async def test_the_home_tab_is_the_index(slack: Any) -> None:
    """It shows topics, events and disputes; its box and its buttons answer in a modal."""
    await slack.open_home()
    home = (await slack.call("views.publish"))["response"]["view"]
    titles = [block["text"]["text"] for block in home["blocks"] if block["type"] == "header"]
    assert titles == ["Topics", "Latest events", "Open disputes"]
    await slack.click(home, control(home, "The whole timeline"))
    assert "Timeline: " in str((await slack.call("views.open"))["args"]["view"]["blocks"])
    after = len(slack.calls)
    await slack.click(home, "question:0", value="What weapons did Iran use?")
    assert "missiles and drones" in str((await slack.call("views.open", after=after))["args"]["view"]["blocks"])
    await slack.open_home(tab="messages")
    assert [call["method"] for call in slack.calls].count("views.publish") == 1
