-- When the meeting of an interview was seen not to be at Zoom any more.
ALTER TABLE interviews ADD COLUMN meeting_gone_at INTEGER;
