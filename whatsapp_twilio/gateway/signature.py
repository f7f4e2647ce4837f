"""Is a webhook call genuine? Twilio signs the URL it was given and the raw form.

https://www.twilio.com/docs/usage/security#validating-requests
https://www.twilio.com/docs/usage/webhooks/webhook-shared-keys
"""

from twilio.request_validator import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    get_signature_algorithm,
)


def is_genuine(url, form, headers, secrets):
    """Whether one of the secrets signed this form for this URL.

    :param str url: the URL as Twilio was told it, never as the request shows it
    :param form: multi-dict of all fields, blank ones included
    :param headers: mapping with the request's headers
    :param secrets: account tokens (or shared keys); empty ones are never trusted,
        for an empty token validates a signature made with an empty token
    """
    signature = headers.get(SIGNATURE_HEADER, "")
    if not signature:
        return False
    algorithm = get_signature_algorithm(headers.get(SIGNATURE_SETTINGS_HEADER))
    return any(
        RequestValidator(secret).validate(url, form, signature, algorithm)
        for secret in secrets
        if secret
    )


def is_shared_key(headers):
    """Whether the call says it was signed with a shared key, not the Auth Token."""
    return bool(headers.get(SIGNATURE_SETTINGS_HEADER))
