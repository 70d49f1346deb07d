"""What HTTP itself asks of every operation, whatever it is about."""
