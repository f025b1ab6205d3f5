"""The workbench: the record on pages and as JSON, for reading, checking and exploring it in a browser."""
