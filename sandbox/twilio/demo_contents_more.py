"""The demo's templates that show every content type once."""

# Replaced by where this local Twilio answers.
HERE = "https://local-twilio.invalid"
SOFIA = {"1": "Sofia"}
TENT, LAKE, CABIN = (f"{HERE}/phone/{name}.jpg" for name in ("tent", "lake", "cabin"))
SHOP = "https://northwind.example.com"


def approved(number: int, name: str, category: str, kind: str, parts, samples=None):
    sid = f"HX{number:032d}"
    return sid, name, "en", category, "approved", "", samples or {}, {kind: parts}


def look_at(what: str) -> dict:
    return {"type": "URL", "title": "Look at it", "url": f"{SHOP}/{what}"}


def tell_me(what: str) -> dict:
    return {"type": "QUICK_REPLY", "title": "Tell me more", "id": f"more_{what}"}


def card(title: str, body: str, picture: str, what: str) -> dict:
    actions = [tell_me(what), look_at(what)]
    return {"title": title, "body": body, "media": picture, "actions": actions}


MORE = (
    approved(
        8,
        "tent_photo",
        "MARKETING",
        "twilio/media",
        {
            "body": "Hello {{1}}, this is the tent we talked about. *It fits four.*",
            "media": [TENT],
        },
        SOFIA,
    ),
    approved(
        9,
        "booking_confirmed",
        "UTILITY",
        "twilio/call-to-action",
        {
            "body": "Hello {{1}}, your booking is *confirmed*.\n- 2 nights\n"
            "- 2 people\nShow the code when you arrive.",
            "actions": [
                {"type": "URL", "title": "Your booking", "url": f"{SHOP}/b/{{{{2}}}}"},
                {"type": "PHONE_NUMBER", "title": "Call us", "phone": "+14155550100"},
                {"type": "COPY_CODE", "title": "Copy the code", "code": "CABIN42"},
            ],
        },
        {**SOFIA, "2": "N-1042"},
    ),
    approved(
        10,
        "cabin_free",
        "MARKETING",
        "twilio/card",
        {
            "title": "Good news, {{1}}: the cabin is free next weekend.",
            "subtitle": "Northwind Outdoor",
            "media": [CABIN],
            "actions": [
                {"type": "QUICK_REPLY", "title": "Keep it for me", "id": "keep"},
                look_at("cabin"),
            ],
        },
        SOFIA,
    ),
    approved(
        11,
        "three_trips",
        "MARKETING",
        "twilio/carousel",
        {
            "body": "Hello {{1}}, three trips for the long weekend:",
            "cards": [
                card("Under the stars", "A tent by the river", TENT, "tent"),
                card("At the lake", "Canoes included", LAKE, "lake"),
                card("In the woods", "A cabin with a stove", CABIN, "cabin"),
            ],
        },
        SOFIA,
    ),
    approved(
        12,
        "our_catalog",
        "MARKETING",
        "twilio/catalog",
        {
            "body": "Hello {{1}}, everything for your next trip in one place.",
            "subtitle": "Northwind Outdoor",
            "id": "1017234312776586",
        },
        SOFIA,
    ),
    approved(
        13,
        "verification_code",
        "AUTHENTICATION",
        "whatsapp/authentication",
        {
            "add_security_recommendation": True,
            "code_expiration_minutes": 10,
            "actions": [{"type": "COPY_CODE", "copy_code_text": "Copy code"}],
        },
        {"1": "482913"},
    ),
    approved(
        14,
        "book_a_visit",
        "UTILITY",
        "whatsapp/flows",
        {
            "body": "Hello {{1}}, when would you like to visit our shop?",
            "button_text": "Choose a day",
            "flow_id": "836582521803264",
        },
        SOFIA,
    ),
    (
        f"HX{15:032d}",
        "where_we_are",
        "en",
        "",
        "unsubmitted",
        "",
        {},
        {
            "twilio/location": {
                "latitude": 46.6863,
                "longitude": 7.8632,
                "label": "Northwind Outdoor",
                "address": "Bahnhofplatz 1, Interlaken",
            }
        },
    ),
)
