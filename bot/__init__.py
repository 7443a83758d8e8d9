"""The map of the house, from the ground up; imports go downward only (tests/test_floors.py).

0  errors, log, decode           faults, lines, text that becomes typed values
1  knowledge, reply, config      what we know, what we say, what we are told
2  search, store, editing        names and free text over one snapshot; what we remember; how records are changed
3  desk                          what moderators decide: proposals, revisions, the way back
4  commands                      what we answer
5  app, live, evaluation         the one door between adapters and commands; what is saved is served; how well we find
6  adapters/…                    terminal, and the chat platforms; never each other
7  service                       platforms kept up; health, figures, the end
8  cli                           the command line
"""

__version__ = "0.1.0"
