"""Who: names, titles, demonyms and pronouns resolved to the parties of a report."""
