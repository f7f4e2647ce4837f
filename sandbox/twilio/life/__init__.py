"""What happens by itself: messages arrive, are delivered, are reported."""
