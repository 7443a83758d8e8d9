"""The command line: what each subcommand is given, and the exit code it ends with.

0 done, 1 problems found, 2 wrong usage or configuration, 3 a bug, 130 interrupted.

Adapters, rich and prompt_toolkit are imported only by the subcommands that need them.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Coroutine, Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

import bot
from bot.cli.exits import BUG, INTERRUPTED, PROBLEMS, USAGE
from bot.cli.operating import COMMANDS as OPERATING
from bot.cli.operating import environment
from bot.config import Config, load_config
from bot.decode import Mark, Problem

FORMATS = ("text", "json", "markdown", "discord", "slack")
T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(bot.__version__, prog_name="explainer-bot")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Another config file than ./config.yaml.",
)
@click.pass_context
def cli(ctx: click.Context, config_path: Path | None) -> None:
    """Explain a contested topic from curated YAML: who claims what, and where that was read."""
    config = load_config(config_path or Path("config.yaml"), required=config_path is not None, variables=os.environ)
    if isinstance(config, list):
        _fail(config)
    ctx.obj = config


for one in OPERATING:
    cli.add_command(one)

_KNOWLEDGE = click.option(
    "--knowledge", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The folder that holds the topics."
)
_AS = click.option(
    "--as", "role", type=click.Choice(["member", "moderator"]), default="member", help="Whose rights to answer with."
)


@cli.command()
@click.argument("lines", nargs=-1, required=True, metavar="LINE…")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Default: as fits the terminal; plain text when piped."
)
@_KNOWLEDGE
@_AS
@click.pass_obj
def say(config: Config, lines: tuple[str, ...], form: str | None, folder: Path | None, role: str) -> None:
    """Answer LINE: a command that begins with a slash, or a question. `-` reads a line a call."""
    from bot.adapters.terminal import show
    from bot.cli.loop import Loop
    from bot.commands import User

    app = _app(config, folder)
    user = User(moderator=role == "moderator")
    asked: Iterable[str] = _stdin() if lines == ("-",) else join_lines(lines)
    code = 0
    loop = Loop()
    for number, line in enumerate(asked):
        call = app.parse(line)
        answer = app.answer(call, user)
        reply = loop.run(answer) if app.waits(call) else run_now(answer)
        if number and form not in {"json", "discord", "slack"}:
            click.echo()
        if form == "discord":
            from bot.adapters.discord.payload import printed

            private = app.server(user).replies == "private"
            click.echo(printed(reply, app.commands, private=private))
        elif form == "slack":
            from bot.adapters.slack.exposure import printed as printed_for_slack

            private = app.server(user).replies == "private"
            click.echo(printed_for_slack(reply, app.commands, config.slack, private=private))
        else:
            show(reply, sys.stdout, form)
        if reply.outcome == "error":  # a database that is away is the operator's to mend, and no bug
            code = max(code, BUG if app.bugs else USAGE)
        elif reply.outcome in {"usage", "faulty", "denied"} and lines != ("-",):
            code = max(code, USAGE)
    loop.close(app.desk)
    sys.exit(code)


def join_lines(arguments: tuple[str, ...]) -> list[str]:
    """Make lines of arguments: a slash begins a line, other words continue it; quoted questions stand alone."""
    if all(" " in argument and not argument.startswith("/") for argument in arguments):
        return list(arguments)
    lines: list[str] = []
    for argument in arguments:
        if not lines or (argument.startswith("/") and len(argument) > 1):
            lines.append(argument)
        else:
            lines[-1] += " " + (f'"{argument}"' if " " in argument and '"' not in argument else argument)
    return lines


def _stdin() -> Iterator[str]:
    """Give the lines of standard input as they come; empty ones are no calls."""
    for line in sys.stdin:
        if line.strip():
            yield line.rstrip("\n")
            sys.stdout.flush()


@cli.command()
@_KNOWLEDGE
@_AS
@click.pass_obj
def chat(config: Config, folder: Path | None, role: str) -> None:
    """Ask at a prompt, with history and completion."""
    from bot.adapters.terminal.chat import chat as start
    from bot.commands import User

    gc.enable()
    start(_app(config, folder, remembers=True), User(moderator=role == "moderator"))


@cli.command()
@_KNOWLEDGE
@click.pass_obj
def run(config: Config, folder: Path | None) -> None:
    """Serve every platform that has a token, until told to stop."""
    from bot.cli.run import serve

    gc.enable()
    if folder is not None:  # what is followed and edited is what is served
        knowledge = config.knowledge.model_copy(update={"folder": str(folder)})
        config = config.model_copy(update={"knowledge": knowledge})
    told = environment()
    sys.exit(serve(_app(config, folder, remembers=True), config, told))


@cli.command()
@click.option("--server", type=int, metavar="ID", help="Only in this server, at once: to try commands out.")
@click.option("--clear", is_flag=True, help="Take that server's own commands away again.")
@_KNOWLEDGE
@click.pass_obj
def sync(config: Config, server: int | None, clear: bool, folder: Path | None) -> None:
    """Tell Discord of the commands now; `run` does it by itself when they changed."""
    from bot.cli.sync import sync as tell

    if clear and server is None:
        raise click.UsageError("--clear needs --server ID: which server's commands to take away")
    gc.enable()
    told = environment()
    sys.exit(tell(_app(config, folder), config, told, server, clear))


@cli.command()
@click.option("--http", metavar="URL", help="For signed HTTP: where Slack reaches us. Default: slack.public_url.")
@click.option("--socket", is_flag=True, help="For Socket Mode, whatever slack.public_url says.")
@click.pass_obj
def manifest(config: Config, http: str | None, socket: bool) -> None:
    """Print the app manifest to paste at Slack."""
    from bot.cli.manifest import show

    show(config, "" if socket else http or config.slack.public_url)


@cli.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def check(config: Config, folder: Path | None, form: str) -> None:
    """Check the knowledge: one line a problem, as file:line:column: severity: text."""
    from bot.knowledge.load import load

    folder = folder or Path(config.knowledge.folder)
    loaded = load(folder)
    if form == "json":
        click.echo(json.dumps([_problem_object(problem) for problem in loaded.problems], ensure_ascii=False, indent=2))
    else:
        for problem in loaded.problems:
            click.echo(str(problem))
        errors = sum(problem.severity == "error" for problem in loaded.problems)
        left = f", {len(loaded.accepted)} accepted" if loaded.accepted else ""
        click.echo(f"{folder}: {errors} errors, {len(loaded.problems) - errors} warnings{left}", err=True)
    sys.exit(PROBLEMS if loaded.problems else 0)


@cli.command()
@click.argument("topic", required=False)
@click.option("--format", "form", type=click.Choice(["json", "yaml"]), default="json", show_default=True)
@_KNOWLEDGE
@click.pass_obj
def export(config: Config, topic: str | None, form: str, folder: Path | None) -> None:
    """Print everything a topic says, in one stream."""
    from bot.cli.export import export as print_topic

    print_topic(folder or Path(config.knowledge.folder), topic or config.knowledge.topic, form)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of a knowledge file, for editors."""
    from bot.knowledge.schema import knowledge_schema

    click.echo(json.dumps(knowledge_schema(), ensure_ascii=False, indent=2))


@cli.command()
@click.argument("record", required=False)
@click.option("--topic", help="Another topic than the usual one.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="So many, the newest first.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_KNOWLEDGE
@click.pass_obj
def history(config: Config, record: str | None, topic: str | None, limit: int, form: str, folder: Path | None) -> None:
    """Tell who changed what through the bot: everything, or RECORD, by its id."""
    from bot.cli.history import as_object, lines, revisions
    from bot.errors import CannotStart, Unavailable

    app = _app(config, folder)
    try:
        found = revisions(app.desk, topic or app.snapshot.default_topic, record, limit)
    except (CannotStart, Unavailable) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
    if form == "json":
        click.echo(json.dumps([as_object(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo("\n".join(lines(one)))


@cli.command(name="eval")
@_KNOWLEDGE
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--half", type=click.Choice(["tuning", "test", "both"]), default="both", show_default=True)
@click.option("--misses", is_flag=True, help="Also list what went wrong in the tuning half.")
@click.pass_obj
def evaluate(config: Config, folder: Path | None, form: str, half: str, misses: bool) -> None:
    """Measure how well names and questions are found, on the cases in each topic's eval folder."""
    from bot.evaluation import report as bench

    folder = folder or Path(config.knowledge.folder)
    halves = tuple(one for one in bench.HALVES if half in {one, "both"})
    report = bench.evaluate(_app(config, folder).snapshot, folder, halves)
    if report.problems or not report.rows:
        _fail(report.problems or [Problem(Mark(str(folder)), "holds no topic with cases in eval/*.yaml", "eval")])
    if form == "json":
        click.echo(json.dumps(bench.report_object(report), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(bench.table(report)))
        for miss in report.misses if misses else ():
            click.echo(miss)
    sys.exit(PROBLEMS if report.missed_bars else 0)


def _problem_object(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.mark.file,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "severity": problem.severity,
        "text": problem.text,
        "check": problem.check,
        "on": problem.on,
    }


def _app(config: Config, folder: Path | None, *, remembers: bool = False) -> Any:
    """Load the knowledge and put the app over it; faulty knowledge ends here with its problems."""
    from bot import log
    from bot.app import App
    from bot.commands import Snapshot
    from bot.desk.desk import Desk
    from bot.knowledge.load import load

    log.quiet()
    folder = folder or Path(config.knowledge.folder)
    if not folder.is_dir():
        click.echo(
            f"{folder}: is no folder: name the one that holds the topics, with --knowledge DIR "
            "or knowledge.folder in config.yaml",
            err=True,
        )
        sys.exit(USAGE)
    loaded = load(folder, quick=True)
    if loaded.knowledge is None:
        _fail([problem for problem in loaded.problems if problem.severity == "error"], PROBLEMS)
    topic = config.knowledge.topic
    if topic is not None and topic not in loaded.knowledge.topics:
        known = ", ".join(loaded.knowledge.topics)
        click.echo(f"config: knowledge.topic is {topic!r}, but there is only: {known}", err=True)
        sys.exit(USAGE)
    desk = Desk(folder, config, _database_url, remembers=remembers)
    app = App(
        Snapshot.of(loaded.knowledge, config.knowledge.topic), defaults=config.servers, desk=desk, limits=config.limits
    )

    async def reload() -> None:
        """Serve what is in the files now, if it can be served."""
        import asyncio

        again = await asyncio.to_thread(load, folder, quick=True)
        if again.knowledge is not None:
            app.snapshot = Snapshot.of(again.knowledge, config.knowledge.topic)

    desk.reload = reload
    return app


def _database_url() -> str | None:
    """Read DATABASE_URL, once it is needed."""
    from bot.config.environment import read_environment
    from bot.errors import CannotStart

    read = read_environment(os.environ)
    if isinstance(read, list):
        raise CannotStart("; ".join(map(str, read)))
    return read.database_url.get_secret_value() if read.database_url else None


def _fail(problems: Iterable[Problem], code: int = USAGE) -> NoReturn:
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(code)


def run_now(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits: handlers do no I/O, so no event loop has to be imported.

    Raises:
        RuntimeError: it did wait.
    """
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    coroutine.close()
    raise RuntimeError("a handler waited: run it in an event loop")


def main() -> NoReturn:
    """Run the command line; the last door: a bug ends in one line and exit code 3."""
    gc.disable()  # a one-shot process ends before there is garbage: -30 ms of 500; `chat` collects again
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception:
        import traceback

        click.echo(f"This is a bug in explainer-bot {bot.__version__}; please report what follows.", err=True)
        traceback.print_exc()
        sys.exit(BUG)
    sys.exit(0)
