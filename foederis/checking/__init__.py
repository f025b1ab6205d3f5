"""The report held against what is known: who's who, landmarks, forces, the law, other reports, and itself."""

from foederis.checking.check import Checker
from foederis.checking.slip import Slip

__all__ = ["Checker", "Slip"]
