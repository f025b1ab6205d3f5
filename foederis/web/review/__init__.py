"""A reviewer's sitting: the queue, the names offered, corrections, and what a ruling changes in the state."""
