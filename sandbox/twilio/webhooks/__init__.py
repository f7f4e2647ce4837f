"""The calls Twilio makes to us: their forms, their signature, their retries."""
