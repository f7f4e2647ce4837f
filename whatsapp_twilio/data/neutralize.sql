-- A copy of the database must not speak to customers.
UPDATE whatsapp_twilio_account
   SET auth_token = NULL, auth_token_next = NULL, api_key_secret = NULL,
       shared_key_secret = NULL, active = false;
UPDATE whatsapp_twilio_media
   SET state = 'failed', cause = 'no_access', next_attempt_at = NULL
 WHERE state = 'waiting';
-- What waits there to be sent goes out there: the copy would send it once more, as
-- soon as somebody gives an account of it a token again.
UPDATE whatsapp_twilio_message
   SET state = 'canceled'
 WHERE state IN ('queued', 'sending', 'unknown') AND sid IS NULL;
UPDATE whatsapp_twilio_batch_recipient
   SET state = 'left_out', reason = 'Not sent by a copy of the database'
 WHERE state = 'waiting';
UPDATE whatsapp_twilio_batch
   SET state = 'canceled'
 WHERE state IN ('running', 'paused');
UPDATE whatsapp_twilio_conversation
   SET kept_text = NULL, kept_by_id = NULL
 WHERE kept_text IS NOT NULL;
