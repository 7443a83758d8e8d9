"""What we know: YAML of a folder, checked, as immutable topics in which every claim has its speaker and source."""
