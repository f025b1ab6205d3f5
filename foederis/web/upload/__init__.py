"""Files sent to the workbench, on their way into the record."""
