"""The map of the house, from the ground up; imports go downward only (tests/test_floors.py).

0  errors, log, decode           faults, lines, text that becomes typed values
1  knowledge, reply, config      what we know, what we say, what we are told
2  search, editing               names and free text over one snapshot; how written records are changed
3  store                         what we remember
4  commands                      what we answer
5  app, evaluation               the one door between adapters and commands; how well we find
6  adapters/…                    terminal, and the chat platforms; never each other
7  cli                           the command line
"""

__version__ = "0.1.0"
