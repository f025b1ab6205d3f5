"""Which words evoke an act, by which frame, and whether it happened."""
