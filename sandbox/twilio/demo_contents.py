"""The demo's templates, as if made in Twilio's Content Template Builder."""

from .demo_contents_more import HERE, MORE

__all__ = ["CONTENTS", "HERE"]
UTILITY, MARKETING = "UTILITY", "MARKETING"

# (SID, name, language, category, approval status, rejection reason, samples, types)
CONTENTS = (
    (
        "HX00000000000000000000000000000001",
        "continue_conversation",
        "en",
        UTILITY,
        "approved",
        "",
        {"1": "Sofia"},
        {
            "twilio/quick-reply": {
                "body": "Hello {{1}}, there is news about your request. May we go on "
                "with our conversation here?",
                "actions": [
                    {"type": "QUICK_REPLY", "title": "Yes, please", "id": "go_on"},
                    {"type": "QUICK_REPLY", "title": "Not now", "id": "not_now"},
                ],
            }
        },
    ),
    (
        "HX00000000000000000000000000000002",
        "continue_conversation",
        "es",
        UTILITY,
        "approved",
        "",
        {"1": "Sofía"},
        {
            "twilio/quick-reply": {
                "body": "Hola {{1}}, hay novedades sobre su consulta. ¿Podemos seguir "
                "nuestra conversación aquí?",
                "actions": [
                    {"type": "QUICK_REPLY", "title": "Sí, por favor", "id": "go_on"},
                    {"type": "QUICK_REPLY", "title": "Ahora no", "id": "not_now"},
                ],
            }
        },
    ),
    (
        "HX00000000000000000000000000000003",
        "order_shipped",
        "en",
        UTILITY,
        "approved",
        "",
        {"1": "Sofia", "2": "N-1042", "3": "Thursday"},
        {
            "twilio/text": {
                "body": "Hi {{1}}, your order {{2}} is on its way and arrives on "
                "{{3}}. Write to us here if you have any question."
            }
        },
    ),
    (
        "HX00000000000000000000000000000004",
        "summer_sale",
        "en",
        MARKETING,
        "approved",
        "",
        {"1": "Sofia", "2": "tents"},
        {
            "whatsapp/card": {
                "header_text": "Summer sale",
                "body": "{{1}}, everything for your next trip is 20% off until Sunday.",
                "footer": "Northwind Outdoor",
                "actions": [
                    {
                        "type": "URL",
                        "title": "Have a look",
                        "url": "https://northwind.example.com/{{2}}",
                    }
                ],
            }
        },
    ),
    (
        "HX00000000000000000000000000000005",
        "feedback",
        "en",
        UTILITY,
        "pending",
        "",
        {"1": "Sofia"},
        {"twilio/text": {"body": "Hi {{1}}, how was it? Tell us in a word or two."}},
    ),
    (
        "HX00000000000000000000000000000006",
        "you_have_won",
        "en",
        MARKETING,
        "rejected",
        "TAG_CONTENT_MISMATCH: the category does not match the content.",
        {},
        {"twilio/text": {"body": "You have won! Answer now."}},
    ),
    (
        "HX00000000000000000000000000000007",
        "pick_a_time",
        "en",
        "",
        "unsubmitted",
        "",
        {},
        {
            "twilio/list-picker": {
                "body": "When may we call you?",
                "button": "Choose a time",
                "items": [
                    {"id": "am", "item": "Morning", "description": "9 to 12"},
                    {"id": "pm", "item": "Afternoon", "description": "1 to 5"},
                ],
            }
        },
    ),
    *MORE,
)
