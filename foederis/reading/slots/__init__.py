"""What fills the slots of an act: parties, object, amounts, place, reason and condition."""
