"""What is done when somebody writes: Incoming and Work in, promised messages out."""
