"""The rules of a steering committee: pure functions of facts and of `now`."""
