"""How proposals and revisions are shown to those who decide: the same wherever they come up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.commands.context import Context
from bot.commands.edit_types import SECTIONS
from bot.commands.types import label_of
from bot.reply import Block, Button, Buttons, Call, Diff, DiffRow, Heading, Note, Person

if TYPE_CHECKING:
    from datetime import datetime

    from bot.decode import Problem
    from bot.desk.view import RecordDiff, View
    from bot.editing import Conflict
    from bot.store.records import Proposal

MOST_PROBLEMS = 6
"""Problems shown of one proposal; mending them shows the rest."""
LONGEST_VALUE = 700
"""Characters shown of one field: of a summary, say."""
SHORTEST_TITLE = 16
"""Characters of a new record's id in a button's call, which takes 100 in all."""
_ONE_OF = {section: name for name, section in SECTIONS.items()}
KINDS = {"suggest": "Suggested", "edit": "Edited", "add": "Added", "import": "Imported"}


def name_of(ctx: Context, id: str) -> str:
    """Name a record for people; one that is not in service by its id."""
    record = ctx.topic.record(id) if id else None
    return (label_of(record) if record else id) or "several records"


def when(at: datetime) -> str:
    """Say a moment as people do, in UTC."""
    return f"{at:%-d %B %Y, %H:%M} UTC"


def by(who: str) -> str:
    """Say who did it: the id that their platform knows them by, never a name."""
    person = person_of(who)
    return str(person) if person else f"somebody at the {who.partition(':')[0]}"


def person_of(who: str) -> Person | None:
    """Read `platform:id`; None for whoever has no id, as in a terminal."""
    platform, _, id = who.partition(":")
    return Person(platform, id) if id else None


def said(wrong: str, right: str) -> tuple[DiffRow, ...]:
    """What is wrong and what is right, as rows."""
    return (DiffRow("wrong", wrong, ""), DiffRow("right", "", right))


def in_words(proposal: Proposal) -> list[Block]:
    """What the proposer said."""
    if not proposal.wrong and not proposal.right:
        return []
    blocks: list[Block] = [Diff("In the proposer's words", said(proposal.wrong, proposal.right))]
    if proposal.link:
        blocks.append(Note(f"They read it at {proposal.link}"))
    return blocks


def diff_blocks(ctx: Context, diffs: Iterable[RecordDiff]) -> list[Block]:
    """What changes, record by record; a correction that goes with it is only mentioned."""
    blocks: list[Block] = []
    for diff in diffs:
        if diff.section == "corrections":
            continue
        rows = tuple(DiffRow(row.field, _cut(row.before), _cut(row.after)) for row in diff.rows)
        where = f" · {diff.file}" if diff.file else ""
        blocks.append(Diff(f"{name_of(ctx, diff.record)} ({diff.section} · {diff.record}{where})", rows))
        if not rows:
            blocks.append(Note("Only comments or the layout change."))
    return blocks


def view_blocks(ctx: Context, view: View) -> list[Block]:
    """A proposal with everything a decision needs, and the buttons to take it."""
    proposal = view.proposal
    ctx = ctx.within(proposal.topic)
    blocks: list[Block] = [
        Heading(f"Proposal {proposal.id}: {name_of(ctx, proposal.record)}", 1),
        Note(f"{KINDS[proposal.kind]} on {when(proposal.at)} by {by(proposal.who)}.", person=person_of(proposal.who)),
        *in_words(proposal),
    ]
    if proposal.state == "open" and not view.diffs:
        blocks.append(Note("This is in words only: press Edit to write what the record should say.", "warning"))
    blocks.extend(diff_blocks(ctx, view.diffs))
    blocks.extend(_outdated(proposal, view.conflict) if view.conflict is not None else _refused(view.problems))
    blocks.extend(Note(f"New warning: {warning.text}", "warning") for warning in view.warnings[:MOST_PROBLEMS])
    if view.can_be_accepted and not view.warnings:
        blocks.append(Note("The checks have nothing against it."))
    blocks.append(Buttons(tuple(view_buttons(ctx, view))))
    return blocks


def view_buttons(ctx: Context, view: View) -> list[Button]:
    """What can be done with a proposal now."""
    from bot.desk.decide import decided

    proposal, number = view.proposal, str(view.proposal.id)
    buttons: list[Button] = []
    if view.can_be_accepted:
        buttons.append(Button("Accept", Call("accept", {"proposal": number}, main="proposal")))
    if proposal.state == "open":
        buttons.append(Button("Reject", Call("reject", {"proposal": number}, main="proposal")))
        if proposal.record and ctx.topic.record(proposal.record) is not None:
            buttons.append(Button("Edit", ctx.call("edit", record=proposal.record, proposal=number)))
        elif len(proposal.changes) == 1 and (section := _ONE_OF.get(proposal.changes[0].section)):
            title = proposal.record[:SHORTEST_TITLE]  # only for a text without an id
            buttons.append(Button("Edit", ctx.call("add", section=section, title=title, proposal=number)))
    elif proposal.revision is not None:
        buttons.append(Button(decided(proposal), Call("history", {"revision": str(proposal.revision)})))
    buttons.append(Button("All proposals", ctx.call("review")))
    return buttons


def _refused(problems: Sequence[Problem]) -> list[Block]:
    """What keeps a proposal from being accepted, as far as it is shown."""
    blocks: list[Block] = []
    for problem in problems[:MOST_PROBLEMS]:
        place = f"line {problem.mark.line}" if problem.mark.line > 1 else "the text"
        blocks.append(Note(f"The checks refuse it, in {place}: {problem.text}", "warning"))
    if len(problems) > MOST_PROBLEMS:
        blocks.append(Note(f"And {len(problems) - MOST_PROBLEMS} more.", "warning"))
    return blocks


def _outdated(proposal: Proposal, conflict: Conflict) -> list[Block]:
    """What stands there now, against what the proposer saw."""
    from bot.editing import field_changes

    change = next(change for change in proposal.changes if change.record == conflict.on)
    meanwhile = field_changes(change.before, conflict.now)
    rows = tuple(DiffRow(row.field, _cut(row.before), _cut(row.after)) for row in meanwhile)
    blocks: list[Block] = [
        Note("It cannot be accepted as it is: the record was changed since. Edit it, or reject it.", "warning")
    ]
    if rows:
        blocks.append(Diff(f"What changed meanwhile in {change.record}", rows))
    return blocks


def _cut(text: str | None) -> str:
    if text is None:
        return ""
    return (text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…") or "(empty)"
