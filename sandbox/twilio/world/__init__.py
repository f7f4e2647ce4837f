"""What exists: accounts, senders, customers and messages, in memory and in one file."""
