"""What we remember: proposals, revisions, questions nobody could answer, feedback, settings. Never the knowledge.

`bot.store.store.Store` opens the database; SQLAlchemy is imported there and below, never here, so that a
command which needs no memory does not pay for it.
"""

from bot.store.records import Change, Gap, Proposal, ProposalKind, ProposalState, Revision, RevisionState, Votes

__all__ = ["Change", "Gap", "Proposal", "ProposalKind", "ProposalState", "Revision", "RevisionState", "Votes"]
