-- Who has a key is asked of the host by strangers, too.
CREATE INDEX member_keys_key ON member_keys (key);
