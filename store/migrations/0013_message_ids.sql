-- Mails are found by their Message-ID when one comes back.
CREATE INDEX effects_message_id ON effects (message_id) WHERE message_id <> '';
