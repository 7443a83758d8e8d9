"""What we answer. COMMANDS lists every command; a command that is not here does not exist."""

from bot.commands.about import about
from bot.commands.ask import ask
from bot.commands.check import check
from bot.commands.command import Command
from bot.commands.context import Choice, Context, Snapshot, User
from bot.commands.decisions import accept, reject, rollback
from bot.commands.edit import add, edit, import_
from bot.commands.event import event
from bot.commands.gaps import alias, gaps
from bot.commands.help import help_
from bot.commands.history import history
from bot.commands.rate import rate
from bot.commands.review import review
from bot.commands.settings import settings
from bot.commands.sources import sources
from bot.commands.status import status
from bot.commands.suggest import suggest
from bot.commands.timeline import timeline
from bot.commands.topics import topics
from bot.commands.trace import trace
from bot.commands.who import who

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        timeline,
        who,
        sources,
        ask,
        event,
        trace,
        topics,
        help_,
        about,
        check,
        suggest,
        rate,
        review,
        accept,
        reject,
        edit,
        add,
        import_,
        history,
        rollback,
        gaps,
        alias,
        status,
        settings,
    )
}

__all__ = ["COMMANDS", "Choice", "Command", "Context", "Snapshot", "User"]
