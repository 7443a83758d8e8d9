"""The store on both engines: what goes in comes out, and what must happen once happens once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.config.store import StoreConfig
from bot.errors import CannotStart, Unavailable
from bot.store import Change
from bot.store.database import address, reason
from bot.store.migrate import HEAD, STEPS
from bot.store.store import Store
from bot.store.tables import METADATA

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
EDIT = Change("topic/claims.yaml", "claims", "toll", "  toll:\n    killed: 2\n", "  toll:\n    killed: 3\n", "aa", "bb")


async def propose(store: Store, *, wrong: str = "", right: str = "", link: str = "") -> int:
    """Put a proposal into the queue."""
    number = await store.proposals.add(
        topic="t",
        kind="suggest",
        record="toll",
        who="discord:1",
        at=NOW,
        changes=[EDIT],
        wrong=wrong,
        right=right,
        link=link,
    )
    assert number is not None
    return number


def test_what_the_operator_can_mend_is_said_in_words() -> None:
    """A wrong password or a full disk is named; anything else by its kind and code, never by a statement."""

    class Refusal(Exception):
        sqlstate = "28P01"

    assert reason(Refusal("with words")) == "the server refuses the password in DATABASE_URL"
    Refusal.sqlstate = "40001"
    assert reason(Refusal("with words")) == "Refusal, 40001"


async def test_the_tables_are_those_of_the_code(store: Store) -> None:
    """The migrations make exactly what `tables` says, and end where HEAD says."""

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))

    async with store.database.read() as connection:
        assert await connection.run_sync(differences) == []
    assert ScriptDirectory(str(STEPS)).get_heads() == [HEAD]


async def test_many_starts_at_once_migrate_once(database_url: str) -> None:
    """Six processes that start on an empty database all find it ready."""
    opened = await asyncio.gather(*(Store.open(address(database_url, Path())) for _ in range(6)))
    assert [await store.proposals.count() for store in opened] == [0] * 6
    await asyncio.gather(*(store.close() for store in opened))


async def test_an_older_database_is_brought_up_to_date(database_url: str) -> None:
    """What the first version has written is there after the step to this one."""
    from sqlalchemy.engine import URL

    from bot.store.database import Database, connect
    from bot.store.migrate import upgrade

    url: URL = address(database_url, Path())
    database = Database(connect(url))
    async with database.write() as connection:
        await connection.run_sync(upgrade, "0001")
        await connection.execute(text("INSERT INTO secrets VALUES ('voters', 'ab')"))
    await database.close()
    store = await Store.open(url)
    async with store.database.read() as connection:
        assert (await connection.execute(text("SELECT value FROM secrets"))).scalar_one() == "ab"
        assert (await connection.execute(text("SELECT count(*) FROM rates"))).scalar_one() == 0
    await store.close()


async def test_a_newer_database_is_left_alone(store: Store, database_url: str) -> None:
    """A database of a newer version is refused in plain words, and not touched."""
    async with store.database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotStart, match="newer version"):
        await Store.open(address(database_url, Path()))


async def test_a_proposal_keeps_what_it_was_given(store: Store) -> None:
    """Every field of a proposal comes back, with its time zone."""
    number = await propose(store, wrong="two", right="three ’ ﷽ \U0001f600", link="https://example.org")
    found = await store.proposals.get(number)
    assert found is not None
    assert (found.changes, found.wrong, found.right, found.link) == (
        (EDIT,), "two", "three ’ ﷽ \U0001f600", "https://example.org",
    )  # fmt: skip
    assert (found.who, found.at, found.state) == ("discord:1", NOW, "open")
    assert await store.proposals.get(number + 1) is None


async def test_the_queue_is_in_order_and_counted(store: Store) -> None:
    """The oldest stands first; what is decided is not waiting."""
    numbers = [await propose(store) for _ in range(4)]
    assert await store.proposals.reject(numbers[1], who="discord:2", at=NOW, reason="no source")
    assert not await store.proposals.reject(numbers[1], who="discord:3", at=NOW, reason="again")
    assert [found.id for found in await store.proposals.waiting()] == [numbers[0], *numbers[2:]]
    assert [found.id for found in await store.proposals.waiting(after=numbers[0], limit=1)] == [numbers[2]]
    assert await store.proposals.count("t", who="discord:1") == 3
    assert await store.proposals.count("other") == 0


async def test_an_edited_proposal_takes_the_place_of_the_first(store: Store) -> None:
    """The first is replaced in the same step; it cannot be replaced twice."""
    first = await propose(store)
    second = await store.proposals.add(
        topic="t", kind="edit", record="toll", who="discord:2", at=NOW, changes=[EDIT], replaces=first
    )
    assert second is not None
    assert [found.id for found in await store.proposals.waiting()] == [second]
    again = await store.proposals.add(topic="t", kind="edit", record="toll", who="x", at=NOW, replaces=first)
    assert again is None
    assert await store.proposals.count() == 1


async def begin(store: Store, proposal: int | None = None) -> int | None:
    """Store an intent."""
    return await store.revisions.begin(
        topic="t", who="discord:2", at=NOW, why="a reason", edits=[EDIT], proposal=proposal
    )


async def test_a_revision_goes_from_intent_to_history(store: Store) -> None:
    """An intent is pending until it is finished, and claims its proposal."""
    proposal = await propose(store)
    number = await begin(store, proposal)
    assert number is not None
    assert [(found.id, found.changes) for found in await store.revisions.pending()] == [(number, (EDIT,))]
    assert await store.revisions.list() == []
    await store.revisions.finish(number)
    assert await store.revisions.pending() == []
    assert [found.id for found in await store.revisions.list(record="toll")] == [number]
    assert await store.revisions.list(record="other") == []
    accepted = await store.proposals.get(proposal)
    assert accepted is not None
    assert (accepted.state, accepted.revision, accepted.decided_by) == ("accepted", number, "discord:2")


async def test_a_failed_revision_opens_its_proposal_again(store: Store) -> None:
    """When no file was written, the proposal waits as before."""
    proposal = await propose(store)
    number = await begin(store, proposal)
    assert number is not None
    await store.revisions.fail(number)
    await store.revisions.finish(number)  # too late: it has failed
    reopened = await store.proposals.get(proposal)
    assert reopened is not None
    assert (reopened.state, reopened.revision, reopened.decided_at) == ("open", None, None)
    assert await store.revisions.list() == []


async def test_of_many_accepts_one_is_first(store: Store, database_url: str) -> None:
    """Twelve accepts of one proposal over two connections pools: one intent, eleven told."""
    proposal = await propose(store)
    other = await Store.open(address(database_url, Path()))
    numbers = await asyncio.gather(*(begin([store, other][turn % 2], proposal) for turn in range(12)))
    await other.close()
    assert sum(number is not None for number in numbers) == 1
    assert len(await store.revisions.pending()) == 1


async def test_gaps_are_counted_by_their_words(store: Store) -> None:
    """The same question in other letters counts once more; the most asked stands first."""
    for question, folded in (("Why?", "why"), ("WHO", "who"), ("why", "why")):
        await store.gaps.add(topic="t", folded=folded, question=question, closest=False, at=NOW)
    found = await store.gaps.list("t")
    assert [(gap.question, gap.asked) for gap in found] == [("why", 2), ("WHO", 1)]
    assert await store.gaps.count("t") == 2
    assert await store.gaps.remove(found[0].id)
    assert not await store.gaps.remove(found[0].id)
    assert await store.gaps.get(found[0].id) is None


async def test_a_vote_counts_once_a_person(store: Store) -> None:
    """A second vote replaces the first; the voter's id stands nowhere; strangers all count."""
    for who, helpful in (("discord:42", True), ("discord:42", False), ("slack:U1", True), ("", True), ("", True)):
        await store.voting.vote(topic="t", entry="why", knowledge="abc", who=who, helpful=helpful, at=NOW)
    (votes,) = await store.voting.list("t", knowledge="abc")
    assert (votes.helpful, votes.not_helpful) == (3, 1)
    async with store.database.read() as connection:
        rows = (await connection.execute(text("SELECT voter FROM votes"))).all()
    assert "42" not in {row.voter for row in rows}
    assert all(len(row.voter) == 32 for row in rows)


async def test_settings_hold_only_what_was_chosen(store: Store) -> None:
    """Keys are merged; None goes back to the configuration's."""
    await store.settings.choose("discord", "9", {"replies": "public"}, who="discord:1", at=NOW)
    chosen = await store.settings.choose("discord", "9", {"channels": ["7"]}, who="discord:1", at=NOW)
    assert chosen == {"replies": "public", "channels": ["7"]}
    assert await store.settings.choose("discord", "9", {"replies": None}, who="x", at=NOW) == {"channels": ["7"]}
    assert await store.settings.all() == {("discord", "9"): {"channels": ["7"]}}
    await store.settings.forget("discord", "9")
    assert await store.settings.all() == {}


async def test_syncs_are_remembered_by_scope(store: Store) -> None:
    """Each application and scope has its own hash."""
    await store.syncs.set("app", "", "one", at=NOW)
    await store.syncs.set("app", "guild", "two", at=NOW)
    await store.syncs.set("app", "", "three", at=NOW)
    assert await store.syncs.get("app") == "three"
    assert await store.syncs.get("app", "guild") == "two"
    assert await store.syncs.get("app", "nowhere") is None


async def test_an_event_is_claimed_once(store: Store, database_url: str) -> None:
    """Of many deliveries to two replicas one is taken; after its time the id is free again."""
    other = await Store.open(address(database_url, Path()))
    taken = await asyncio.gather(*([store, other][n % 2].events.claim("slack", "Ev1", at=NOW) for n in range(10)))
    await other.close()
    assert sum(taken) == 1
    assert not await store.events.claim("slack", "Ev1", at=NOW + timedelta(minutes=59))
    assert await store.events.claim("discord", "Ev1", at=NOW)
    assert await store.events.claim("slack", "Ev1", at=NOW + timedelta(hours=2))


async def test_calls_are_counted_over_all_replicas(store: Store, database_url: str) -> None:
    """As many pass at once as may, then one a share of the window; others and other commands are free."""
    other = await Store.open(address(database_url, Path()))

    async def count(one: Store, at: datetime, who: str = "discord:1", command: str = "ask") -> float:
        return await one.rates.count(command, who, most=5, window=timedelta(minutes=1), at=at)

    waits = await asyncio.gather(*(count([store, other][n % 2], NOW) for n in range(12)))
    assert sorted(waits) == [0.0] * 5 + [12.0] * 7
    assert await count(other, NOW + timedelta(seconds=11)) == 1.0
    assert await count(other, NOW + timedelta(seconds=12)) == 0.0
    assert await count(store, NOW + timedelta(seconds=12)) == 12.0
    assert await count(store, NOW, who="discord:2") == 0.0
    assert await count(store, NOW, command="suggest") == 0.0
    assert [await count(store, NOW + timedelta(hours=1)) for _ in range(6)] == [0.0] * 5 + [12.0]
    await other.close()
    async with store.database.read() as connection:
        assert "discord" not in str((await connection.execute(text("SELECT * FROM rates"))).all())


async def test_what_is_old_is_forgotten(store: Store) -> None:
    """Decided proposals, gaps, votes and events go at their time; what waits and what happened stays."""
    waiting, rejected, accepted = [await propose(store) for _ in range(3)]
    await store.proposals.reject(rejected, who="discord:2", at=NOW, reason="no")
    number = await begin(store, accepted)
    assert number is not None
    await store.revisions.finish(number)
    await store.gaps.add(topic="t", folded="why", question="why", closest=False, at=NOW)
    await store.voting.vote(topic="t", entry="why", knowledge="abc", who="discord:1", helpful=True, at=NOW)
    await store.events.claim("slack", "Ev1", at=NOW)
    await store.rates.count("ask", "discord:1", most=2, window=timedelta(minutes=1), at=NOW)
    keep = StoreConfig(proposals_days=30, gaps_days=20, feedback_days=10)
    assert await store.prune(keep, NOW) == {"proposals": 0, "gaps": 0, "votes": 0, "events": 0, "rates": 0}
    gone = await store.prune(keep, NOW + timedelta(days=31))
    assert gone == {"proposals": 2, "gaps": 1, "votes": 1, "events": 1, "rates": 1}
    assert [found.id for found in await store.proposals.waiting()] == [waiting]
    assert [found.id for found in await store.revisions.list()] == [number]


async def test_decisions_are_told_once_and_never_to_oneself(store: Store) -> None:
    """A proposer is told what others decided; two replicas do not tell the same."""
    theirs, own = [await propose(store) for _ in range(2)]
    await store.proposals.reject(theirs, who="discord:2", at=NOW, reason="no source")
    await store.proposals.reject(own, who="discord:1", at=NOW, reason="my mistake")
    assert [(who, found.id) for who, found in await store.proposals.untold()] == [("discord:1", theirs)]
    told = await asyncio.gather(*(store.proposals.tell([theirs]) for _ in range(4)))
    assert sorted(told) == [[], [], [], [theirs]]
    assert await store.proposals.untold() == []


async def test_who_was_put_into_other_words_is_told_too(store: Store) -> None:
    """A moderator's edit of a reader's words is decided: the reader is told, by the number of the words."""
    words = await propose(store)
    edit = await store.proposals.add(topic="t", kind="edit", record="toll", who="discord:2", at=NOW, replaces=words)
    assert edit is not None
    assert await store.proposals.untold() == []
    await store.proposals.reject(edit, who="discord:2", at=NOW, reason="after all")
    ((who, decided),) = await store.proposals.untold()
    assert (who, decided.id, decided.replaces) == ("discord:1", edit, words)
    assert await store.proposals.tell([words]) == [words]
    assert await store.proposals.untold() == []


async def test_replicas_hear_of_changes(store: Store) -> None:
    """On PostgreSQL an announcement reaches whoever listens; on SQLite there is nobody to tell."""
    changes = store.changes()
    heard = asyncio.ensure_future(anext(changes))
    if not store.database.is_postgres:
        await store.announcements.announce("settings")
        done, _ = await asyncio.wait([heard], timeout=0.05)
        assert not done
        heard.cancel()
        return
    while not heard.done():  # until the listener has connected
        await store.announcements.announce("settings")
        await asyncio.sleep(0.02)
    assert await heard == "settings"
    await changes.aclose()


async def test_a_database_that_is_gone_is_said_to_be(database_url: str, tmp_path: Path) -> None:
    """A closed door becomes Unavailable with plain words, and the log names no statement."""
    if database_url.startswith("sqlite"):
        folder = tmp_path / "data"
        folder.mkdir()
        (folder / "test.sqlite3").mkdir()
        url = address(database_url, Path())
    else:
        url = address("postgresql://nobody@127.0.0.1:1/none", Path())
    with pytest.raises(Unavailable, match="does not answer"):
        await Store.open(url)


async def test_a_database_that_comes_back_is_used_again(store: Store) -> None:
    """When the server drops all connections, the next call works again."""
    number = await propose(store)
    if store.database.is_postgres:
        async with store.database.write() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
    else:
        await store.database.engine.dispose()
    assert await store.proposals.get(number) is not None


@pytest.mark.parametrize(
    ("url", "drawn"),
    [
        ("", "sqlite+aiosqlite:///data/explainer-bot.sqlite3"),
        ("sqlite:////srv/x.db", "sqlite+aiosqlite:////srv/x.db"),
        ("postgres://u:p@h:5/db?sslmode=require", "postgresql+asyncpg://u:***@h:5/db?ssl=require"),
        ("postgresql+psycopg://u@h/db", "postgresql+asyncpg://u@h/db"),
    ],
)
def test_addresses_are_read_as_people_write_them(url: str, drawn: str) -> None:
    """The usual spellings of both engines lead to their asyncio drivers."""
    assert str(address(url, Path("data"))) == drawn


@pytest.mark.parametrize("url", ["nonsense secret", "mysql://root:secret@h/db"])
def test_a_wrong_address_is_never_shown(url: str) -> None:
    """What cannot be read is refused without its words: it may hold a password."""
    with pytest.raises(CannotStart) as caught:
        address(url, Path())
    assert "secret" not in str(caught.value)


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """Somebody else's file is refused, and left as it is."""
    file = tmp_path / "notes.sqlite3"
    file.write_text("these are my notes " * 100)
    with pytest.raises(CannotStart, match="no SQLite database"):
        await Store.open(address(f"sqlite:///{file}", Path()))
    assert file.read_text().startswith("these are my notes")
