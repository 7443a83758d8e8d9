"""What docs/performance.md promises, measured: `python -m bench`, or `make bench`.

Every figure comes from fresh processes, run in turn with a floor of the same run, and is the median
of its rounds: so it survives a change of machine and a noisy neighbour. One file a measurement; each
is also a program of its own that prints one JSON object (`python -m bench.load FOLDER`).
"""
