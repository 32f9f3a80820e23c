"""What is still to be answered, what that can change, and what would change the outcome."""
