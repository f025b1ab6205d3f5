"""What several pages show alike: lines, rows and their claims, spans, pages of a list, marked text."""
