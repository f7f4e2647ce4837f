"""`/sandbox/…`: play the customers, break things, look at everything. JSON, no auth."""
