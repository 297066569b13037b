-- Candidates by where they came from, the newest first, for filters.
CREATE INDEX candidates_origin ON candidates (ifnull(json_extract(iif(json_valid(details), details, '{}'), '$.origin'), ''), id) WHERE instr(details, '"origin":');
