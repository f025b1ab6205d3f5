"""The sentence and its grammar: cut, parsed, repaired, and asked who does what to whom; noun phrases and numbers."""
