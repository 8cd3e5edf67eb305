"""The terminal itself: what is read from it, what is sent to it, and what is safe to send."""
