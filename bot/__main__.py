"""`python -m bot` is `explainer-bot`."""

from bot.cli import main

main()
