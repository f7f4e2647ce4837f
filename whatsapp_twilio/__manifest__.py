{
    "name": "WhatsApp with Twilio",
    "summary": "Answer WhatsApp in Discuss: customers write, your team replies",
    "version": "19.0.1.0.0",
    "category": "Productivity/Discuss",
    "author": "whatsapp_twilio maintainers",
    "website": "https://github.com/whatsapp-twilio/whatsapp_twilio",
    "license": "LGPL-3",
    "depends": ["mail", "phone_validation"],
    # Enterprise's own WhatsApp addon owns the same channel and message types.
    "excludes": ["whatsapp"],
    "external_dependencies": {"python": ["twilio", "phonenumbers"]},
    "data": [],
    "demo": [],
    "assets": {
        "web.assets_backend": [
            "whatsapp_twilio/static/src/core/**/*",
            ("remove", "whatsapp_twilio/static/src/core/**/*.dark.scss"),
        ],
        "web.assets_web_dark": ["whatsapp_twilio/static/src/core/**/*.dark.scss"],
        "web.assets_unit_tests": ["whatsapp_twilio/static/tests/**/*"],
    },
    "application": True,
}
