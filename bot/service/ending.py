"""The end: SIGTERM or SIGINT once is a request, twice an order; and nobody may hang on to the process for ever."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading

log = logging.getLogger(__name__)

PATIENCE = 8.0
"""Seconds in which all must be closed after the first signal; Docker kills after ten."""

PROBLEMS, INTERRUPTED = 1, 130


def stop_on_signals() -> asyncio.Event:
    """Give an event that the first SIGTERM or SIGINT sets; a second one ends the process at once.

    A timer outside the event loop ends the process with code 1 if closing takes longer than PATIENCE,
    even when the loop itself is stuck.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told(number: signal.Signals) -> None:
        if stop.is_set():
            os._exit(INTERRUPTED)
        log.info("%s: finishing what is under way", number.name)
        stop.set()
        last = threading.Timer(PATIENCE, _give_up)
        last.daemon = True
        last.start()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told, number)
    return stop


def _give_up() -> None:
    log.error("not closed after %.0f s: giving up", PATIENCE)
    os._exit(PROBLEMS)
