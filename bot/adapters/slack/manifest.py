"""The app manifest that an administrator pastes at Slack, as YAML with a reason beside each scope.

Law: it asks for nothing that is not used, and names no command that Slack keeps for itself (`bot.config.slack`).
Limits: Slack's published schema, version 2 (github.com/slackapi/manifest-schema).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from bot.adapters.slack.limits import cut
from bot.commands import Command
from bot.config import SlackConfig
from bot.errors import CannotStart

SCOPES: tuple[tuple[str, str], ...] = (
    ("commands", "slash commands and shortcuts"),
    ("chat:write", "answers where something was asked"),
    ("app_mentions:read", "sees messages that mention it, and no others in a channel"),
    ("im:history", "reads the direct messages that people send it"),
    ("users:read", "asks whether a person is a workspace admin, when a moderator's command is used"),
)
"""Every scope we ask for, and why."""

EVENTS = (
    ("app_home_opened", "draws the home tab"),
    ("app_mention", "answers in threads, where slash commands do not work"),
    ("message.im", "answers direct messages"),
)
LEAVING = (
    ("app_uninstalled", "forgets a workspace that leaves"),
    ("tokens_revoked", "forgets a token that was taken back"),
)
PROMPTS = (
    ("What happened?", "timeline"),
    ("Who counted what?", "sources casualties"),
    ("How good are the sources?", "sources"),
    ("What can I ask?", "help"),
)
"""Four at most; a title and what it sends."""


def manifest(config: SlackConfig, commands: Mapping[str, Command], *, http: str = "") -> str:
    """Write the manifest.

    Args:
        config: the names of the slash commands.
        commands: what they run.
        http: where Slack reaches us, such as https://bot.example.org; "" for Socket Mode.

    Raises:
        CannotStart: `slack.commands` names a command there is not.
    """
    check_commands(config, commands)
    return "\n".join(_lines(config, commands, http.rstrip("/"))) + "\n"


def check_commands(config: SlackConfig, commands: Mapping[str, Command]) -> None:
    """See that every slash command runs one that there is.

    Raises:
        CannotStart: one does not.
    """
    for name, target in config.commands.items():
        if target not in commands:
            known = ", ".join(commands)
            raise CannotStart(f"config: slack.commands: {name!r} runs {target!r}, but there is only: {known}")


def _lines(config: SlackConfig, commands: Mapping[str, Command], http: str) -> Iterator[str]:
    yield "# Made by `explainer-bot manifest`. Paste it at https://api.slack.com/apps?new_app=1, “From a manifest”."
    yield "_metadata: {major_version: 2}"
    yield "display_information:"
    yield "  name: Explainer"
    yield "  description: Who claims what, and where that was read"
    yield '  background_color: "#2c2d30"'
    yield "features:"
    yield "  bot_user: {display_name: Explainer, always_online: true}"
    yield "  # The home tab is the index; the messages tab takes questions."
    yield "  app_home: {home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false}"
    yield "  agent_view:"
    yield "    agent_description: Says who claims what, from curated sources. No language model writes answers."
    yield "    suggested_prompts:"
    yield from (f"      - {{title: {_text(title)}, message: {_text(message)}}}" for title, message in PROMPTS)
    yield "  shortcuts:"
    yield from _shortcuts(commands)
    yield "  # should_escape: people and channels arrive by their names."
    yield "  slash_commands:"
    yield from _slash(f"{config.prefix}{config.command}", "Everything: try help", "[command or question]", http)
    for name, target in config.commands.items():
        command = commands[target]
        yield from _slash(f"{config.prefix}{name}", command.description, _hint(command), http)
    yield "oauth_config:"
    if http:
        yield f"  redirect_urls: [{_text(f'{http}/slack/oauth_redirect')}]"
    yield "  scopes:"
    yield "    bot:"
    yield from (f"      - {_text(scope)}  # {why}" for scope, why in SCOPES)
    yield "settings:"
    yield "  event_subscriptions:"
    if http:
        yield f"    request_url: {_text(f'{http}/slack/events')}"
    yield "    bot_events:"
    yield from (f"      - {event}  # {why}" for event, why in (*EVENTS, *(LEAVING if http else ())))
    yield "  interactivity:"
    yield "    is_enabled: true"
    if http:
        yield f"    request_url: {_text(f'{http}/slack/events')}"
        yield f"    message_menu_options_url: {_text(f'{http}/slack/events')}"
    yield "  org_deploy_enabled: false"
    yield f"  socket_mode_enabled: {'false' if http else 'true'}"
    yield "  # Only where workspaces install the app by OAuth may this be true; it cannot be turned off again."
    yield "  token_rotation_enabled: false"


def _shortcuts(commands: Mapping[str, Command]) -> Iterator[str]:
    """A global shortcut that asks, and one in a message's menu for each command that takes a message."""
    ask = commands.get("ask")
    if ask is not None:
        yield from _shortcut("Ask Explainer", "global", "form:ask", ask.description)
    for command in commands.values():
        if command.menu:
            yield from _shortcut(command.menu, "message", f"menu:{command.name}", command.description)


def _shortcut(name: str, kind: str, id: str, description: str) -> Iterator[str]:
    yield f"    - name: {_text(cut(name, 24))}"
    yield f"      type: {kind}"
    yield f"      callback_id: {_text(id)}"
    yield f"      description: {_text(cut(description, 150))}"


def _slash(name: str, description: str, hint: str, http: str) -> Iterator[str]:
    yield f"    - command: {_text(f'/{name}')}"
    yield f"      description: {_text(cut(description, 2_000))}"
    if hint:
        yield f"      usage_hint: {_text(cut(hint, 1_000))}"
    if http:
        yield f"      url: {_text(f'{http}/slack/events')}"
    yield "      should_escape: true"


def _hint(command: Command) -> str:
    """How its arguments are typed: the main one first, the others as `name:…`."""
    words = [f"[{command.main.name}]"] if command.main else []
    return " ".join([*words, *(f"[{param.name}:…]" for param in command.params[1:])])


def _text(words: str) -> str:
    """Write a YAML text: JSON's quotation is YAML's as well."""
    return json.dumps(words, ensure_ascii=False)
