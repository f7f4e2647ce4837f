"""The demo's constants: what the local Twilio knows before anybody tells it."""

ACCOUNT_SID = "AC0d00d0000000000000000000000000d0"
AUTH_TOKEN = "sandbox-auth-token-0000000000000"
ACCOUNT_NAME = "Demo Twilio account"
API_KEY_SID = "SK0d00d0000000000000000000000000d0"
API_KEY_SECRET = "sandbox-api-key-secret-000000000"
MESSAGING_SERVICE_SID = "MG0d00d0000000000000000000000000d0"

# (sender SID, number, name): every sender is a member of the Messaging Service.
SENDERS = (
    ("XE00000000000000000000000000000001", "+14155550100", "Northwind Outdoor"),
    ("XE00000000000000000000000000000002", "+14155550101", "Alpine Coffee"),
)

# (number, WhatsApp profile name): numbers reserved for fiction.
CUSTOMERS = (
    ("+12025550143", "Sofia Reyes"),
    ("+447700900456", "Oliver Bennett"),
    ("+13105550178", "Priya Raman"),
)

PORT = 8070
