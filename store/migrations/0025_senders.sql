-- From which address each mail went out, which is the organiser that calendars
-- know. Of mails from before it is the sender that is set now, as long as its
-- domain is that of their Message-IDs.
ALTER TABLE effects ADD COLUMN sender TEXT NOT NULL DEFAULT '';
UPDATE effects SET sender = (SELECT rtrim(substr(value, instr(value, '<') + 1), '> ') FROM settings WHERE key = 'mail.from')
    WHERE message_id <> '' AND EXISTS (SELECT 1 FROM settings WHERE key = 'mail.from' AND instr(value, '@') > 1
        AND lower(substr(message_id, instr(message_id, '@') + 1)) = lower(rtrim(substr(value, instr(value, '@') + 1), '> ')));
