"""What only the whole report tells: retellings, lists, things and sides that it comes back to."""
