"""What a self-hoster must not lose, in one checked file: the database and the knowledge."""

from bot.backup.keeping import Kept, backup, restore

__all__ = ["Kept", "backup", "restore"]
