"""What pages list, whole, as files: claims, rows of the state, events, reports, rulings."""
