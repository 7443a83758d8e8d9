"""From a reader's words to a new answer and back, as adapters drive it: calls in, replies out, real files."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.app import App
from bot.commands import User
from bot.config import Config
from bot.log import CALLS
from bot.reply import Call, Reply
from bot.reply.text import render_text
from tests.desk.conftest import MEMBER, MODERATOR, OTHER, TOPIC, serving


async def ask(app: App, line: str, user: User = MODERATOR) -> str:
    """Type a line; give the answer as text."""
    return render_text(await app.answer(app.parse(line), user))


async def press(app: App, reply: Reply, label: str, user: User = MODERATOR) -> Reply:
    """Press a button of a reply, by the text that its id carries."""
    from bot.reply.blocks import Buttons

    calls = [
        button.call
        for block in reply.blocks
        if isinstance(block, Buttons)
        for button in block.buttons
        if button.label == label
    ]
    assert calls, (label, render_text(reply))
    return await app.answer(app.parse("/" + calls[0].button_text()), user)


SUGGEST = '/suggest flood wrong:"The river floods the town" right:"The river floods the old town"'


async def test_from_suggestion_to_answer_and_back(small: App, folder: Path) -> None:
    """Suggest, review, accept: the answer changes; history, roll back: the old one is back, byte for byte."""
    file = folder / "small" / "all.yaml"
    before = file.read_bytes()
    assert "is number 1" in await ask(small, SUGGEST, MEMBER)
    assert "1 waiting" in await ask(small, "/review")
    seen = await small.answer(small.parse("/review 1"), MODERATOR)
    shown = render_text(seen)
    assert "− title: The river floods the town" in shown
    assert "+ title: The river floods the old town" in shown
    assert "The checks have nothing against it." in shown
    accepted = await press(small, seen, "Accept")
    assert "It is revision 1" in render_text(accepted)
    assert (await ask(small, "/event flood", MEMBER)).startswith("Your suggestion on “flood” was accepted")
    assert (await ask(small, "/event flood", MEMBER)).startswith("The river floods the old town")
    assert "Mended: The river floods the town" in (folder / "small" / "all.yaml").read_text() + "".join(
        path.read_text() for path in (folder / "small").glob("corrections*.yaml")
    )
    text = await ask(small, "/history flood")
    assert "by 8 on Discord" in text
    back = await press(small, accepted, "Take it back", OTHER)
    assert "It is revision 2" in render_text(back)
    assert (await ask(small, "/event flood", MEMBER)).startswith("The river floods the town")
    assert "takes back revision 1" in await ask(small, "/history flood")
    kept = file.read_bytes()
    assert kept[: len(before)] == before


async def test_a_members_replay_is_refused_and_logged(
    small: App, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever sends a moderator's call without the right is told so; nothing changes; the log says denied, no more."""
    await ask(small, SUGGEST, MEMBER)
    before = (folder / "small" / "all.yaml").read_bytes()
    with caplog.at_level(logging.INFO, logger=CALLS):
        for call in (
            Call("accept", {"proposal": "1"}),
            Call("reject", {"proposal": "1", "reason": "x"}),
            Call("edit", {"record": "flood", "text": "flood:"}),
            Call("rollback", {"revision": "1"}),
            Call("settings", {"moderators": "7"}),
            Call("import", {"text": "events:"}),
            Call("review"),
            Call("history"),
            Call("gaps"),
            Call("status"),
        ):
            assert (await small.answer(call, MEMBER)).outcome == "denied"
            assert small.form(Call(call.name), MEMBER) is None
    lines = [vars(record) for record in caplog.records if record.name == CALLS]
    assert {line["outcome"] for line in lines} == {"denied"}
    assert len(lines) == 10
    assert (folder / "small" / "all.yaml").read_bytes() == before
    assert "1 waiting" in await ask(small, "/review")


async def test_a_rejected_proposal_tells_its_proposer_why(small: App) -> None:
    """The reason reaches the proposer once, above their next answer, and nobody else."""
    await ask(small, SUGGEST, MEMBER)
    assert "is rejected" in await ask(small, '/reject 1 reason:"No source says so."')
    assert "No source says so" not in await ask(small, "/event flood", OTHER)
    for_all = await small.answer(small.parse("/event flood"), MEMBER, alone=False)
    assert "No source says so" not in render_text(for_all), "others would read it"
    assert (await ask(small, "/event flood", MEMBER)).startswith(
        "Your suggestion on “flood” was looked at and not taken up: No source says so."
    )
    assert "not taken up" not in await ask(small, "/event flood", MEMBER)
    assert "was rejected" in await ask(small, "/accept 1")


async def test_words_that_fit_nowhere_are_edited_by_a_moderator(small: App) -> None:
    """A suggestion in words gets its edit from a moderator, through the form that begins with the record."""
    await ask(small, "/suggest flood-cause wrong:rain right:snow", MEMBER)
    await ask(small, '/suggest flood wrong:"the place" right:"a village"', MEMBER)
    seen = await small.answer(small.parse("/review 2"), MODERATOR)
    assert "in words only" in render_text(seen)
    assert "write the edit first" in await ask(small, "/accept 2")
    form = small.form(Call("edit", {"record": "flood", "proposal": "2"}), MODERATOR)
    assert form is not None
    (field,) = form.fields
    assert field.name == "text"
    assert field.draft.startswith("flood:\n  # The title is the paper's.\n  title:")
    typed = form.filled({"text": field.draft.replace("floods the town", "floods a village")})
    assert len(typed.options["seen"]) == 16
    made = await small.answer(typed, MODERATOR)
    assert "+ title: The river floods a village" in render_text(made)
    done = await press(small, made, "Accept")
    assert "accepted" in render_text(done)
    assert (await ask(small, "/event flood", MEMBER)).startswith("Your suggestion on “flood” was accepted")
    assert "was replaced" in await ask(small, "/accept 2")


async def test_a_faulty_edit_is_kept_and_not_written(small: App, folder: Path) -> None:
    """What the checks refuse is shown with line and reason, cannot be accepted, and can be edited on."""
    before = (folder / "small" / "all.yaml").read_bytes()
    reply = await small.answer(
        Call("edit", {"record": "flood", "text": "flood:\n  title: Flood\n  date: someday\n  kind: political event"}),
        MODERATOR,
    )
    text = render_text(reply)
    assert "The checks refuse it, in line 3" in text
    assert "Accept" not in text
    assert "The checks refuse it" in await ask(small, "/accept 1")
    form = small.form(Call("edit", {"record": "flood", "proposal": "1"}), MODERATOR)
    assert form is not None
    assert "date: someday" in form.fields[0].draft
    assert (folder / "small" / "all.yaml").read_bytes() == before


async def test_an_edit_that_came_too_late_is_told(small: App, folder: Path) -> None:
    """When the record was changed by hand since, what changed meanwhile is shown, and nothing is written."""
    await ask(small, SUGGEST, MEMBER)
    file = folder / "small" / "all.yaml"
    file.write_text(TOPIC.replace("The river floods the town", "The river rises"), encoding="utf-8")
    text = await ask(small, "/review 1")
    assert "the record was changed since" in text
    assert "+ title: The river rises" in text
    assert "was changed since you saw it" in await ask(small, "/accept 1")
    assert "The river rises" in file.read_text()
    assert "1 waiting" in await ask(small, "/review")


async def test_two_people_are_needed_where_it_is_set(folder: Path, database_url: str) -> None:
    """With the rule on, nobody accepts their own; somebody else does."""
    app = serving(folder, database_url, Config.model_validate({"review": {"two_people": True}}))
    assert app.desk is not None
    await ask(app, SUGGEST)
    assert "somebody else has to accept it" in await ask(app, "/accept 1")
    assert "is accepted" in await ask(app, "/accept 1", OTHER)
    await app.desk.close()


async def test_only_the_servers_that_are_named_decide(folder: Path, database_url: str) -> None:
    """Who adds the bot to a server of their own moderates that server, not the knowledge that all servers share."""
    app = serving(folder, database_url, Config.model_validate({"review": {"servers": ["s"]}}))
    assert app.desk is not None
    await ask(app, SUGGEST, MEMBER)
    for line in (
        "/review",
        "/accept 1",
        "/reject 1 reason:x",
        "/edit flood text:x",
        "/rollback 1",
        "/status",
        "/gaps done:1",
    ):
        reply = await app.answer(app.parse(line), OTHER)
        assert (reply.outcome, "servers that decide" in render_text(reply)) == ("denied", True), line
        assert app.form(app.parse(line), OTHER) is None
    assert "Changed for this server" in await ask(app, "/settings public", OTHER)
    told = [await ask(app, SUGGEST, OTHER) for _ in range(11)]
    assert ["at once" in one for one in told] == [False] * 10 + [True], "nor are they free of the limits"
    named = User("9", moderator=True, platform="discord")
    assert "11 waiting" in await ask(app, "/review", named), (
        "in a direct message only the operator's own list moderates"
    )
    assert "is accepted" in await ask(app, "/accept 1", MODERATOR)
    await app.desk.close()


async def test_a_record_is_added_with_an_id_of_its_title(small: App) -> None:
    """The form asks for a title and shows a template; the id is made, and the new record answers."""
    form = small.form(Call("add", {"section": "entity"}), MODERATOR)
    assert form is not None
    assert [field.name for field in form.fields] == ["title", "text"]
    text = "new-id:\n  type: person\n  name: Charles Babbage\n  read_in: paper\n"
    made = await small.answer(form.filled({"title": "Charles Babbage", "text": text}), MODERATOR)
    assert "charles-babbage" in render_text(made)
    await press(small, made, "Accept")
    assert (await ask(small, "/who Babbage", MEMBER)).startswith("Charles Babbage")
    assert "is taken back" in await ask(small, "/rollback 1")
    assert "Not found" in await ask(small, "/who charles-babbage", MEMBER)


async def test_a_file_is_imported_record_by_record(small: App, folder: Path) -> None:
    """New records are added, known ones replaced, the same left alone; a faulty file is told with line and column."""
    text = (
        "entities:\n  ada:\n    type: person\n    name: Ada King\n    read_in: paper\n"
        "  bob:\n    type: person\n    name: Bob\n    read_in: paper\n"
    )
    made = await small.answer(Call("import", {"text": text}), MODERATOR)
    shown = render_text(made)
    assert "− name: Ada Lovelace" in shown
    assert "+ name: Bob" in shown
    await press(small, made, "Accept")
    assert (await ask(small, "/who bob")).startswith("Bob")
    assert "no record that differs" in await ask(small, f'/import text:"{text}"')
    broken = await small.answer(Call("import", {"text": "entities:\n  ada: [\n"}), MODERATOR)
    assert broken.outcome == "usage"
    assert "Line " in render_text(broken)
    assert "has a section 'topic'" in await ask(small, '/import text:"topic:\n  title: x"')
    assert "title: A small topic   # kept" in (folder / "small" / "all.yaml").read_text()


async def test_settings_hold_per_server(small: App) -> None:
    """What a server chooses holds there only, survives, and goes back to what is usual."""
    await ask(small, "/settings public channels:<#12>,34 moderators:<@&56>")
    assert small.server(MEMBER).replies == "public"
    assert small.server(MEMBER).channels == ("12", "34")
    assert small.server(MEMBER).moderators == ("56",)
    assert small.server(OTHER).replies == "private"
    assert small.desk is not None
    await small.desk.close()
    small.desk.servers.clear()
    assert "replies: public" in await ask(small, "/settings", MODERATOR)  # opens the store again
    assert small.server(MEMBER).replies == "public"
    await ask(small, "/settings usual channels:none")
    assert small.server(MEMBER).replies == "private"
    assert small.server(MEMBER).channels == ()
    assert "cannot be chosen" in await ask(small, "/settings loud")
    assert "is no id" in await ask(small, "/settings channels:a;b")


async def test_a_faulty_text_is_one_proposal_and_opens_again(small: App) -> None:
    """Sent again, it takes the place of its author's last attempt; somebody else's stays; a valid one is another."""
    edit = Call("edit", {"record": "flood", "text": "flood:\n  titel: The river\n"})
    for number in (1, 2):
        reply = await small.answer(edit, MODERATOR)
        assert reply.outcome == "faulty"
        assert render_text(reply).startswith(f"Proposal {number}: ")
        assert "The checks refuse it, in line 2: " in render_text(reply)
    assert "1 waiting" in await ask(small, "/review")
    assert (await small.answer(edit, OTHER)).outcome == "faulty"
    assert "2 waiting" in await ask(small, "/review")
    record = "ada-again:\n  name: Ada Again\n  type: persn\n  read_in: paper\n"
    reply = await small.answer(Call("add", {"section": "entity", "title": "Ada Again", "text": record}), MODERATOR)
    assert reply.outcome == "faulty"
    (again,) = [call for call in reply.calls if call.name == "add"]
    assert len(again.button_text()) <= 100
    form = small.form(again, MODERATOR)
    assert form is not None
    assert [(field.name, field.draft) for field in form.fields] == [("text", record.strip("\n"))]
    mended = await small.answer(form.filled({"text": record.replace("persn", "person")}), MODERATOR)
    assert mended.outcome == "answer", render_text(mended)
    assert "3 waiting" in await ask(small, "/review")


async def test_another_replica_shows_a_proposal_before_it_opens_it(small: App, folder: Path, database_url: str) -> None:
    """A form never begins with the file's text in the place of what somebody typed elsewhere."""
    other = serving(folder, database_url)
    assert other.desk is not None
    await ask(other, "/review")
    await small.answer(Call("edit", {"record": "flood", "text": "flood:\n  titel: The river\n"}), MODERATOR)
    edit = Call("edit", {"record": "flood", "proposal": "1"})
    assert other.form(edit, MODERATOR) is None
    assert "The checks refuse it" in render_text(await other.answer(edit, MODERATOR))
    form = other.form(edit, MODERATOR)
    assert form is not None
    assert "titel: The river" in form.fields[0].draft
    await other.desk.close()


async def test_a_proposal_leads_into_its_own_topic(folder: Path, database_url: str) -> None:
    """Its number says nothing of the topic; what may be edited and where one goes back to are still its own."""
    (folder / "second").mkdir()
    (folder / "second" / "all.yaml").write_text(TOPIC.replace("A small topic", "Another topic"), encoding="utf-8")
    app = serving(folder, database_url)
    assert app.desk is not None
    try:
        await ask(app, f"{SUGGEST} topic:small", MEMBER)
        assert app.snapshot.default_topic == "second"
        view = await app.answer(Call("review", {"proposal": "1"}), MODERATOR)
        edit = next(call for call in view.calls if call.name == "edit")
        assert edit.options == {"record": "flood", "proposal": "1", "topic": "small"}
        wrong = await app.answer(Call("edit", {"record": "flood", "proposal": "1", "text": "flood: {}"}), MODERATOR)
        assert "is about something else" in render_text(wrong)
        done = await press(app, view, "Accept")
        assert {call.options.get("topic") for call in done.calls if call.name in {"event", "review", "history"}} == {
            "small"
        }
    finally:
        await app.desk.close()


async def test_of_an_import_the_record_that_changed_is_shown(small: App, folder: Path) -> None:
    """Not the first one of the file."""
    text = "entities:\n  ada: {type: person, name: Ada King, read_in: paper}\n"
    text += "  river-town: {type: place, name: Rivertown, read_in: paper}\n"
    made = await small.answer(Call("import", {"text": text}), MODERATOR)
    assert "Proposal 1" in render_text(made)
    file = folder / "small" / "all.yaml"
    file.write_text(TOPIC.replace("name: River Town,", "name: Old River Town,"), encoding="utf-8")
    told = await ask(small, "/review 1")
    assert "What changed meanwhile in river-town" in told
    assert "+ name: Old River Town" in told
