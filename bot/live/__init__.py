"""What is saved is live: the knowledge in service follows its files."""

from bot.live.live import Live, Serves

__all__ = ["Live", "Serves"]
