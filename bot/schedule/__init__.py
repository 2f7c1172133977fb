"""What happens by time: a metronome of one minute, and a plan that is safe to make twice."""
