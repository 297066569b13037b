-- Most candidates of an import have details and neither further addresses nor
-- profiles, and reading JSON costs more than the row does.
DROP TRIGGER candidates_detailed;
CREATE TRIGGER candidates_detailed AFTER INSERT ON candidates WHEN instr(new.details, '"emails":') OR instr(new.details, '"links":') BEGIN
    INSERT INTO candidate_addresses SELECT value, new.id FROM json_each(new.details, '$.emails');
    INSERT INTO candidate_links SELECT DISTINCT value, new.id FROM json_each(new.details, '$.links');
END;
