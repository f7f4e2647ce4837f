-- A copy of the database must not speak to customers.
UPDATE whatsapp_twilio_account
   SET auth_token = NULL, auth_token_next = NULL, api_key_secret = NULL,
       shared_key_secret = NULL, active = false;
