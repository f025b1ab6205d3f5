"""When: time expressions, what they come to, and which of them dates an act."""
