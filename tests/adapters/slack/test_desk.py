"""Behind the acknowledgement, in process: who moderates, what takes long, what fails. Against a Slack of our own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack import desk as slack_desk
from bot.adapters.slack import people
from bot.adapters.slack.build import bolt_of
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.installations import engine_of
from bot.adapters.slack.listener import Listener
from bot.adapters.slack.modals import form_view
from bot.adapters.slack.people import People
from bot.adapters.slack.place import Place
from bot.adapters.slack.post import Post, retries
from bot.adapters.slack.seen import SeenInMemory
from bot.adapters.slack.start import Bot
from bot.adapters.slack.workspaces import OneWorkspace
from bot.app import App
from bot.commands import COMMANDS, Context
from bot.commands.command import command
from bot.commands.edit_types import OneRecordParam, WrongParam
from bot.config import ServerConfig, SlackConfig
from bot.config.environment import Environment
from bot.config.store import StoreConfig
from bot.errors import NotDone
from bot.reply import Button, Buttons, Call, Heading, Note, Reply
from bot.store.database import address

CALLED = list[tuple[str, dict[str, Any]]]


@command("slow", "Takes its time")
async def slow(ctx: Context) -> Reply:
    """Wait longer than an acknowledgement can."""
    await asyncio.sleep(0.2)
    return Reply((Heading("At last", 1), Note("It took a while.")))


@command("secret", "For moderators", audience="moderators")
async def secret(ctx: Context) -> Reply:
    """Say what only moderators may read."""
    return Reply((Heading("Secret", 1), Note("For your eyes."), Buttons((Button("Again", Call("secret")),))))


class OwnSlack:
    """A Slack that keeps what it is told; `people` are admins, `groups` have members."""

    def __init__(self) -> None:
        self.called: CALLED = []
        self.admins: set[str] = set()
        self.groups: dict[str, list[str]] = {}
        self.home = "T1"
        self.delay = 0.0

    async def answer(self, request: web.Request) -> web.Response:
        """Answer any call."""
        name = request.match_info["name"]
        await asyncio.sleep(self.delay)
        form = await (request.json() if request.content_type == "application/json" else request.post())
        arguments = {**request.query, **form}
        self.called.append((name, arguments))
        return web.json_response(
            {"ok": True, "user": {"is_admin": arguments.get("user") in self.admins, "team_id": self.home},
             "users": self.groups.get(str(arguments.get("usergroup")), [])}
        )  # fmt: skip

    def count(self, name: str) -> int:
        """How often a method was called."""
        return [called for called, _ in self.called].count(name)


@pytest.fixture
async def own() -> AsyncIterator[OwnSlack]:
    """The Slack, at `own.url`."""
    slack = OwnSlack()
    application = web.Application()
    application.add_routes([web.route("*", "/api/{name}", slack.answer)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"  # type: ignore[attr-defined]  # known only now
    yield slack
    await runner.cleanup()


@pytest.fixture
async def desk(own: Any, app: App) -> AsyncIterator[Desk]:
    """A desk over the shipped knowledge, with a slow command and a moderators' one."""
    session = aiohttp.ClientSession()
    client = AsyncWebClient(token="xoxb-1", base_url=own.url, session=session, retry_handlers=retries())
    post = Post(client, session)
    over = App(app.snapshot, commands={**COMMANDS, "slow": slow, "secret": secret})
    yield Desk(over, SlackConfig(), post, People(over, post), SeenInMemory())
    await post.finish()
    await session.close()


async def sent(desk: Desk, body: dict[str, Any]) -> Any:
    """Send a request through Bolt; give the body of its acknowledgement."""
    client = desk.post.client
    bolt = bolt_of(client, OneWorkspace(Bot("T1", "U0BOT", "B1"), "xoxb-1"), None, None)
    bolt.middleware(Listener(desk, None))
    response = await bolt.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    assert response.status == 200
    return json.loads(response.body) if response.body else None


def slash(own: Any, text: str, user: str = "U1") -> dict[str, Any]:
    """A slash command."""
    return {"command": "/explain", "text": text, "team_id": "T1", "user_id": user, "channel_id": "C1",
            "response_url": f"{own.url}response", "trigger_id": "1.2"}  # fmt: skip


async def test_a_slow_answer_follows_its_acknowledgement(own: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The acknowledgement is empty and on time; the answer comes by the response_url, privately."""
    monkeypatch.setattr(slack_desk, "PROMPT", 0.05)
    assert await sent(desk, slash(own, "slow")) is None
    assert own.called == []
    await desk.post.finish()
    ((name, message),) = own.called
    assert (name, message["response_type"], message["text"]) == ("response", "ephemeral", "At last: It took a while.")


async def test_moderators_are_admins_and_whom_the_settings_name(
    own: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack is asked once for a while, and only for a moderators' command; what they get is never shown to others."""
    own.admins, own.groups = {"U2"}, {"S1": ["U4"]}
    settings = ServerConfig(replies="public", moderators=("U3", "S1"))
    desk.app.servers["slack", "T1"] = settings
    seen = {}
    for user in ("U1", "U2", "U3", "U4", "U2"):
        answer = await sent(desk, slash(own, "secret", user))
        seen[user] = answer["text"].partition(":")[0]
        assert answer["response_type"] == "ephemeral"
        assert "Share" not in json.dumps(answer["blocks"])
    assert seen == {"U1": "Not allowed", "U2": "Secret", "U3": "Secret", "U4": "Secret"}
    assert own.count("users.info") == 3
    assert (await sent(desk, slash(own, "about")))["response_type"] == "in_channel"
    assert own.count("users.info") == 3
    assert "/review: " in json.dumps(await sent(desk, slash(own, "help", "U2")))
    assert "/review: " not in json.dumps(await sent(desk, slash(own, "help", "U1")))
    monkeypatch.setattr(people, "FRESH", 0.0)
    own.admins.clear()
    assert (await sent(desk, slash(own, "secret", "U2")))["text"].startswith("Not allowed")


async def test_an_admin_of_another_workspace_is_none_here(own: Any, desk: Desk) -> None:
    """Who comes in by a channel that two workspaces share moderates in their own."""
    own.admins, own.home = {"U2"}, "T2"
    assert (await sent(desk, slash(own, "secret", "U2")))["text"].startswith("Not allowed")


async def test_a_button_gives_nobody_more_rights(own: Any, desk: Desk) -> None:
    """Whoever presses a moderator's button is asked for their own."""
    press = {
        "type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "channel": {"id": "C1"},
        "container": {"is_ephemeral": False}, "response_url": f"{own.url}response", "trigger_id": "1.2",
        "actions": [{"action_id": "call:0", "block_id": "ask:0:", "value": "secret"}],
    }  # fmt: skip
    for action in ("call:0", "share:0"):
        press["actions"][0]["action_id"] = action  # type: ignore[index]  # a list of one
        await sent(desk, press)
    await desk.post.finish()
    answers = [message for name, message in own.called if name == "response"]
    assert [(one["response_type"], one["text"].partition(":")[0]) for one in answers] == [
        ("ephemeral", "Not allowed")
    ] * 2


@pytest.mark.parametrize(
    "body",
    [
        {"type": "view_closed", "team": {"id": "T1"}, "user": {"id": "U1"}},
        {"type": "workflow_step_edit", "team": {"id": "T1"}, "user": {"id": "U1"}},
        {"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": {"type": "channel_rename"}},
        {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": []},
        {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": {"private_metadata": "{"}},
    ],
)
async def test_everything_is_acknowledged(desk: Desk, body: dict[str, Any]) -> None:
    """What nobody listens to, and what is broken, too: else Slack repeats it and switches us off."""
    assert await sent(desk, body) is None


async def test_a_message_can_be_asked_about(own: Any, desk: Desk) -> None:
    """A command with a menu label takes the text of the message, and answers privately."""
    desk.app.commands["ask"] = replace(COMMANDS["ask"], menu="Check this message")  # type: ignore[index]  # a dict here
    body = {
        "type": "message_action", "callback_id": "menu:ask", "team": {"id": "T1"}, "user": {"id": "U1"},
        "channel": {"id": "C1"}, "response_url": f"{own.url}response",
        "message": {"text": "What weapons did &lt;Iran&gt; use?", "ts": "1.2"},
    }  # fmt: skip
    await sent(desk, body)
    await desk.post.finish()
    ((name, message),) = own.called
    assert (name, message["response_type"]) == ("response", "ephemeral")
    assert "missiles and drones" in message["text"]


def test_a_place_knows_whether_others_read_it() -> None:
    """A direct message, a modal and the home tab are private by themselves."""
    assert [Place("T", "U", channel).direct for channel in ("", "D1", "C1", "G1")] == [True, True, False, False]


async def test_a_slow_slack_makes_no_late_acknowledgement(
    own: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether somebody moderates is found out within the time there is, else after the acknowledgement."""
    monkeypatch.setattr(slack_desk, "PROMPT", 0.05)
    own.admins, own.delay = {"U2"}, 0.2
    assert await sent(desk, slash(own, "secret", "U2")) is None
    await desk.post.finish()
    assert [(name, message.get("response_type")) for name, message in own.called][-1] == ("response", "ephemeral")


@command("doubt", "Takes its time, and then refuses")
async def doubt(ctx: Context, words: WrongParam, subject: OneRecordParam = None) -> Reply:
    """Refuse what was typed at length."""
    await asyncio.sleep(0.2)
    raise NotDone("Line 2 is doubtful.")


@pytest.mark.parametrize("prompt", [1.0, 0.05], ids=["at once", "late"])
async def test_a_refused_form_keeps_what_was_typed(
    own: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch, prompt: float
) -> None:
    """In time the form stays open with the fault beside the field; late it comes back with every word in it."""
    monkeypatch.setattr(slack_desk, "PROMPT", prompt)
    desk.app.commands["doubt"] = doubt  # type: ignore[index]  # a dict here
    form = desk.app.form(Call("doubt"))
    assert form is not None
    view = {**form_view(form, Place("T1", "U1", "C1")), "id": "V1"}
    typed = "one\n  two: <three>\n"
    view["state"] = {"values": {"words": {"type:words": {"type": "plain_text_input", "value": typed}}}}
    body = {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": view}
    for _ in range(2):  # what came back is sent again as it is
        answer = await sent(desk, body)
        await desk.post.finish()
        if prompt == 1.0:
            assert answer == {"response_action": "errors", "errors": {"words": "Line 2 is doubtful."}}
            continue
        assert answer["response_action"] == "update"
        name, called = own.called[-1]
        back = json.loads(called["view"]) if isinstance(called["view"], str) else called["view"]
        assert (name, called["view_id"]) == ("views.update", "V1")
        said, field = back["blocks"]
        assert said["text"]["text"] == "⚠ Line 2 is doubtful."
        assert field["element"]["initial_value"] == typed
        assert back["private_metadata"] == view["private_metadata"]
        body["view"] = {**back, "id": "V1", "state": view["state"]}


@pytest.mark.parametrize("url", [None, "sqlite:///{}/elsewhere.db", "postgres://u@db/name?sslmode=require"])
def test_installations_stand_in_the_stores_database(url: str | None, tmp_path: Path) -> None:
    """DATABASE_URL and the data folder name one database, for installations as for all the rest."""
    url = url.format(tmp_path) if url else None
    environment = Environment(database_url=SecretStr(url) if url else None)
    engine = engine_of(environment, StoreConfig(folder=str(tmp_path / "kept")))
    assert engine.url == address(url, tmp_path / "kept")
    assert engine.get_execution_options()["writing"]
