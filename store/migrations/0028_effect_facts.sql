-- Facts of an effect that stood in words: who is to host the meeting of a creation
-- (before, behind the number in its target), and of what kind its error is.
ALTER TABLE effects ADD COLUMN host TEXT NOT NULL DEFAULT '';
ALTER TABLE effects ADD COLUMN cause TEXT NOT NULL DEFAULT '';
UPDATE effects SET host = substr(target, instr(target, ' ') + 1), target = substr(target, 1, max(instr(target, ' ') - 1, 0))
	WHERE kind = 'zoom.create' AND target LIKE '%@%';
UPDATE effects SET cause = 'too_late' WHERE state = 'failed' AND error IN (
	'The interview''s start passed before this could be sent, so it was held back.',
	'The interview''s start passed before Zoom could be reached, so no meeting was created.');
UPDATE effects SET cause = 'came_back' WHERE kind LIKE 'mail.%' AND substr(error, 1, 14) = 'It came back: ';
