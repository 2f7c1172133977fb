"""One plan for each sort of thing that falls due; each promises rows whose keys cannot be repeated."""
