"""Twilio's codes this sandbox uses, and Twilio's words for them.

https://www.twilio.com/docs/api/errors
"""

from __future__ import annotations

# code: (HTTP status, message). Answered at once.
REFUSALS = {
    10001: (403, "Account is not active"),
    20001: (400, "Invalid parameter {value}"),
    20003: (401, "Authenticate"),
    20004: (405, "Method not allowed"),
    20005: (401, "Account not active"),
    20404: (404, "The requested resource {value} was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "An internal server error has occurred"),
    20503: (503, "Service unavailable, please try again later"),
    21211: (400, "The 'To' number {value} is not a valid phone number."),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21609: (400, "The 'StatusCallback' URL {value} is not a valid URL."),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21620: (400, "Invalid media URL(s): {value}"),
    21623: (400, "Number of media files exceeds allowed limit: WhatsApp takes one"),
    21654: (400, "ContentSid Required"),
    21655: (400, "The ContentSid {value} is Invalid"),
    21656: (400, "The Content Variables parameter is invalid."),
    21701: (400, "The Messaging Service resource does not exist"),
    21910: (
        400,
        "Invalid From and To pair. From and To should be of the same channel",
    ),
    63007: (400, "Twilio could not find a Channel with the specified From address"),
    92001: (400, "Content types are required"),
    92002: (400, "A content has at most 100 variables"),
    92003: (400, "The language is missing or not supported"),
    92008: (400, "The content type {value} is not supported"),
}

# code: (final status, message). Reported later, on the message.
FAILURES = {
    11751: ("failed", "Media exceeds messaging provider size limit"),
    30008: ("undelivered", "Unknown error"),
    63003: ("failed", "Channel could not find To address"),
    63005: ("undelivered", "Channel did not accept given content"),
    63010: ("failed", "Channels - Twilio Internal error"),
    63013: ("undelivered", "Channel policy violation"),
    63016: (
        "undelivered",
        (
            "Failed to send freeform message because you are outside the allowed "
            "window. If you are using WhatsApp, please use a Message Template."
        ),
    ),
    63021: ("failed", "Channel invalid content error"),
    63027: ("failed", "Template does not exist for a language and locale"),
    63041: ("failed", "WhatsApp template paused"),
    63042: ("failed", "WhatsApp template disabled"),
    63018: ("failed", "Rate limit exceeded for Channel"),
    63019: ("failed", "Media failed to download"),
    63024: ("undelivered", "Invalid message recipient"),
    63031: ("failed", "Channels message cannot have same From and To"),
    63049: (
        "undelivered",
        "Meta chose not to deliver this WhatsApp marketing message",
    ),
}

# Codes of calls that Twilio makes to us.
CONNECTION_FAILURE = 11205
RETRIEVAL_FAILURE = 11200
TWIML_TOO_LONG = 11750
TWIML_INVALID = 12100
CONTENT_TYPE_INVALID = 12300
BODY_TOO_LONG = 21617
