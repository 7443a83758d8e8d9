"""Keeping the bot up: platforms served side by side, a web server for health and figures, an orderly end."""
