-- How many candidates are in lists is counted as they come and go, so that nobody
-- waits until a million of them have been counted.
ALTER TABLE pulse ADD COLUMN candidates INTEGER NOT NULL DEFAULT 0;
UPDATE pulse SET candidates = (SELECT count(*) FROM candidates WHERE sort_key IS NOT NULL);
CREATE TRIGGER candidates_come AFTER INSERT ON candidates WHEN new.sort_key IS NOT NULL BEGIN
    UPDATE pulse SET candidates = candidates + 1;
END;
CREATE TRIGGER candidates_leave AFTER DELETE ON candidates WHEN old.sort_key IS NOT NULL BEGIN
    UPDATE pulse SET candidates = candidates - 1;
END;
CREATE TRIGGER candidates_listed AFTER UPDATE OF sort_key ON candidates WHEN (old.sort_key IS NULL) <> (new.sort_key IS NULL) BEGIN
    UPDATE pulse SET candidates = candidates + iif(new.sort_key IS NULL, -1, 1);
END;

-- Records of which something cannot be understood are found without reading all.
-- The conditions are those of store/unsound.go.
CREATE INDEX candidates_damaged ON candidates (id) WHERE CASE WHEN NOT json_valid(tags) OR json_type(tags) <> 'array' THEN 'tags'
	WHEN details <> '' AND (NOT json_valid(details) OR json_type(details) <> 'object') THEN 'details'
	WHEN created_at NOT BETWEEN -2208988800000000 AND 10413792000000000 OR erased_at NOT BETWEEN -2208988800000000 AND 10413792000000000 THEN 'time' ELSE '' END <> '';
CREATE INDEX candidates_zones ON candidates (time_zone) WHERE time_zone <> '';
CREATE INDEX interviews_damaged ON interviews (id) WHERE CASE WHEN start_at NOT BETWEEN -2208988800000000 AND 10413792000000000 THEN 'start'
	WHEN duration_seconds NOT BETWEEN 1 AND 86400 THEN 'duration'
	WHEN status NOT IN ('scheduled', 'completed', 'no_show', 'cancelled') THEN 'status'
	WHEN platform NOT IN ('zoom', 'phone', 'on_site', 'other_link') THEN 'platform'
	WHEN strays <> '' AND NOT json_valid(strays) THEN 'waiting answers' ELSE '' END <> '';
CREATE INDEX interviews_zones ON interviews (time_zone) WHERE time_zone <> '';
CREATE INDEX participants_damaged ON participants (interview_id) WHERE claim <> '' AND NOT json_valid(claim) OR deputised <> '' AND NOT json_valid(deputised)
	OR audience NOT IN ('candidate', 'panel', 'organiser');
CREATE INDEX interview_versions_damaged ON interview_versions (interview_id) WHERE start_at NOT BETWEEN -2208988800000000 AND 10413792000000000
	OR at NOT BETWEEN -2208988800000000 AND 10413792000000000;
