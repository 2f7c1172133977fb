"""What the committee remembers: rows come in and facts go out; rows never leave."""
