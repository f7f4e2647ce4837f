-- A copy of the database must not speak to customers.
UPDATE whatsapp_twilio_account
   SET auth_token = NULL, auth_token_next = NULL, api_key_secret = NULL,
       shared_key_secret = NULL, active = false;
UPDATE whatsapp_twilio_media
   SET state = 'failed', cause = 'no_access', next_attempt_at = NULL
 WHERE state = 'waiting';
