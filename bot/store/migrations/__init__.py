"""How the tables came to be: numbered steps, each append-only once released, run by `bot.store.migrate`."""
