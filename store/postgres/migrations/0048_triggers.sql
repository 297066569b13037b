-- What SQLite's triggers of the same names do.

CREATE FUNCTION activity_facts_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'the activity log is append-only' USING ERRCODE = 'check_violation';
    RETURN new;
END $$;
CREATE TRIGGER activity_facts_stay BEFORE UPDATE OF id, at, actor_id, action, candidate_id, job_id, interview_id ON activity FOR EACH ROW EXECUTE FUNCTION activity_facts_stay();
CREATE FUNCTION activity_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'the activity log is append-only' USING ERRCODE = 'check_violation';
    RETURN old;
END $$;
CREATE TRIGGER activity_is_kept BEFORE DELETE ON activity FOR EACH ROW EXECUTE FUNCTION activity_is_kept();
CREATE FUNCTION activity_is_not_replaced() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT 1 FROM activity WHERE id = new.id) THEN
        RAISE EXCEPTION 'the activity log is append-only' USING ERRCODE = 'check_violation';
    END IF;
    RETURN new;
END $$;
CREATE TRIGGER activity_is_not_replaced BEFORE INSERT ON activity FOR EACH ROW EXECUTE FUNCTION activity_is_not_replaced();
CREATE FUNCTION activity_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM erasing) THEN
        RAISE EXCEPTION 'the activity log is append-only' USING ERRCODE = 'check_violation';
    END IF;
    RETURN new;
END $$;
CREATE TRIGGER activity_words_stay BEFORE UPDATE OF actor, text ON activity FOR EACH ROW EXECUTE FUNCTION activity_words_stay();
CREATE FUNCTION applications_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.job_id <> old.job_id OR new.stage <> old.stage OR (new.sort_key IS NULL) <> (old.sort_key IS NULL) THEN
        INSERT INTO stage_counts SELECT new.job_id, new.stage, 0 WHERE new.sort_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stage_counts WHERE job_id = new.job_id AND stage = new.stage);
        UPDATE stage_counts SET n = n - 1 WHERE old.sort_key IS NOT NULL AND job_id = old.job_id AND stage = old.stage;
        UPDATE stage_counts SET n = n + 1 WHERE new.sort_key IS NOT NULL AND job_id = new.job_id AND stage = new.stage;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER applications_change AFTER UPDATE OF job_id, stage, sort_key ON applications FOR EACH ROW EXECUTE FUNCTION applications_change();
CREATE FUNCTION applications_come() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.sort_key IS NOT NULL THEN
        INSERT INTO stage_counts SELECT new.job_id, new.stage, 0 WHERE NOT EXISTS (SELECT 1 FROM stage_counts WHERE job_id = new.job_id AND stage = new.stage);
        UPDATE stage_counts SET n = n + 1 WHERE job_id = new.job_id AND stage = new.stage;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER applications_come AFTER INSERT ON applications FOR EACH ROW EXECUTE FUNCTION applications_come();
CREATE FUNCTION applications_leave() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF old.sort_key IS NOT NULL THEN
        UPDATE stage_counts SET n = n - 1 WHERE job_id = old.job_id AND stage = old.stage;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER applications_leave AFTER DELETE ON applications FOR EACH ROW EXECUTE FUNCTION applications_leave();
CREATE FUNCTION booked_interview() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF old.start_at <> new.start_at OR old.duration_seconds <> new.duration_seconds OR (old.status = 'cancelled') <> (new.status = 'cancelled') THEN
        DELETE FROM booked WHERE start_at = old.start_at AND interview_id = old.id
        AND person IN (SELECT coalesce('m' || p.member_id, p.address) FROM participants p WHERE p.interview_id = old.id);
        INSERT INTO booked
        SELECT coalesce('m' || p.member_id, p.address), new.start_at, new.id, new.start_at + new.duration_seconds * 1000000, p.audience = 'panel'
        FROM participants p WHERE p.interview_id = new.id AND new.status <> 'cancelled'
            AND p.audience <> 'candidate' AND p.removed_at IS NULL AND p.answer NOT IN ('declined', 'delegated') ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER booked_interview AFTER UPDATE OF start_at, duration_seconds, status ON interviews FOR EACH ROW EXECUTE FUNCTION booked_interview();
CREATE FUNCTION booked_interview_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM booked WHERE start_at = old.start_at AND interview_id = old.id
        AND person IN (SELECT coalesce('m' || p.member_id, p.address) FROM participants p WHERE p.interview_id = old.id);
    RETURN old;
END $$;
CREATE TRIGGER booked_interview_gone BEFORE DELETE ON interviews FOR EACH ROW EXECUTE FUNCTION booked_interview_gone();
CREATE FUNCTION booked_participant() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.audience <> 'candidate' AND new.removed_at IS NULL AND new.answer NOT IN ('declined', 'delegated') THEN
        INSERT INTO booked
        SELECT coalesce('m' || new.member_id, new.address), i.start_at, i.id, i.start_at + i.duration_seconds * 1000000, new.audience = 'panel'
        FROM interviews i WHERE i.id = new.interview_id AND i.status <> 'cancelled' ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER booked_participant AFTER INSERT ON participants FOR EACH ROW EXECUTE FUNCTION booked_participant();
CREATE FUNCTION booked_participant_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF old.member_id IS DISTINCT FROM new.member_id OR old.address <> new.address OR old.audience <> new.audience OR old.answer <> new.answer OR old.removed_at IS DISTINCT FROM new.removed_at THEN
        DELETE FROM booked WHERE person = coalesce('m' || old.member_id, old.address)
        AND start_at = (SELECT i.start_at FROM interviews i WHERE i.id = old.interview_id) AND interview_id = old.interview_id;
        INSERT INTO booked
        SELECT coalesce('m' || new.member_id, new.address), i.start_at, i.id, i.start_at + i.duration_seconds * 1000000, new.audience = 'panel'
        FROM interviews i WHERE i.id = new.interview_id AND i.status <> 'cancelled'
            AND new.audience <> 'candidate' AND new.removed_at IS NULL AND new.answer NOT IN ('declined', 'delegated') ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER booked_participant_anew AFTER UPDATE OF member_id, address, audience, answer, removed_at ON participants FOR EACH ROW EXECUTE FUNCTION booked_participant_anew();
CREATE FUNCTION booked_participant_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF old.audience <> 'candidate' AND old.removed_at IS NULL THEN
        DELETE FROM booked WHERE person = coalesce('m' || old.member_id, old.address)
        AND start_at = (SELECT i.start_at FROM interviews i WHERE i.id = old.interview_id) AND interview_id = old.interview_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER booked_participant_gone AFTER DELETE ON participants FOR EACH ROW EXECUTE FUNCTION booked_participant_gone();
CREATE FUNCTION candidate_files_unread() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM file_texts WHERE sha256 = new.sha256 AND problem <> '';
        INSERT INTO unread (candidate_id, sha256) VALUES (new.candidate_id, new.sha256);
    RETURN NULL;
END $$;
CREATE TRIGGER candidate_files_unread AFTER INSERT ON candidate_files FOR EACH ROW EXECUTE FUNCTION candidate_files_unread();
CREATE FUNCTION candidate_files_unread_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.name <> old.name AND EXISTS (SELECT 1 FROM file_texts WHERE sha256 = new.sha256 AND problem <> '') THEN
        DELETE FROM file_texts WHERE sha256 = new.sha256;
        INSERT INTO unread (candidate_id, sha256) VALUES (new.candidate_id, new.sha256) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidate_files_unread_anew AFTER UPDATE OF name ON candidate_files FOR EACH ROW EXECUTE FUNCTION candidate_files_unread_anew();
CREATE FUNCTION candidates_come() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.sort_key IS NOT NULL THEN
        UPDATE pulse SET candidates = candidates + 1;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_come AFTER INSERT ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_come();
CREATE FUNCTION candidates_detailed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF instr(new.details, '"emails":') OR instr(new.details, '"links":') THEN
        INSERT INTO candidate_addresses SELECT value, new.id FROM json_each(new.details, '$.emails');
        INSERT INTO candidate_links SELECT DISTINCT value, new.id FROM json_each(new.details, '$.links');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_detailed AFTER INSERT ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_detailed();
CREATE FUNCTION candidates_detailed_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.details <> old.details THEN
        DELETE FROM candidate_addresses WHERE candidate_id = old.id;
        DELETE FROM candidate_links WHERE candidate_id = old.id;
        INSERT INTO candidate_addresses SELECT value, new.id FROM json_each(iif(new.details = '', '{}', new.details), '$.emails');
        INSERT INTO candidate_links SELECT DISTINCT value, new.id FROM json_each(iif(new.details = '', '{}', new.details), '$.links');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_detailed_anew AFTER UPDATE OF details ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_detailed_anew();
CREATE FUNCTION candidates_details_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF old.details <> '' THEN
        DELETE FROM candidate_addresses WHERE candidate_id = old.id;
        DELETE FROM candidate_links WHERE candidate_id = old.id;
    END IF;
    RETURN old;
END $$;
CREATE TRIGGER candidates_details_gone BEFORE DELETE ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_details_gone();
CREATE FUNCTION candidates_fields() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF instr(new.details, '"fields":') THEN
        INSERT INTO candidate_fields SELECT f.value ->> '$.name', new.id, substr(f.value ->> '$.value', 1, 200),
        iif(json_valid(f.value ->> '$.value') AND json_type(f.value ->> '$.value') IN ('integer', 'real'), CAST(f.value ->> '$.value' AS DOUBLE PRECISION), NULL)
        FROM json_each(new.details, '$.fields') f ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_fields AFTER INSERT ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_fields();
CREATE FUNCTION candidates_fields_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.details <> old.details AND (instr(new.details, '"fields":') OR instr(old.details, '"fields":')) THEN
        DELETE FROM candidate_fields WHERE candidate_id = old.id
        AND field IN (SELECT f.value ->> '$.name' FROM json_each(iif(json_valid(old.details), old.details, '{}'), '$.fields') f);
        INSERT INTO candidate_fields SELECT f.value ->> '$.name', new.id, substr(f.value ->> '$.value', 1, 200),
        iif(json_valid(f.value ->> '$.value') AND json_type(f.value ->> '$.value') IN ('integer', 'real'), CAST(f.value ->> '$.value' AS DOUBLE PRECISION), NULL)
        FROM json_each(iif(json_valid(new.details), new.details, '{}'), '$.fields') f ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_fields_anew AFTER UPDATE OF details ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_fields_anew();
CREATE FUNCTION candidates_fields_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF instr(old.details, '"fields":') THEN
        DELETE FROM candidate_fields WHERE candidate_id = old.id
        AND field IN (SELECT f.value ->> '$.name' FROM json_each(iif(json_valid(old.details), old.details, '{}'), '$.fields') f);
    END IF;
    RETURN old;
END $$;
CREATE TRIGGER candidates_fields_gone BEFORE DELETE ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_fields_gone();
CREATE FUNCTION candidates_leave() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF old.sort_key IS NOT NULL THEN
        UPDATE pulse SET candidates = candidates - 1;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_leave AFTER DELETE ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_leave();
CREATE FUNCTION candidates_listed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF (old.sort_key IS NULL) <> (new.sort_key IS NULL) THEN
        UPDATE pulse SET candidates = candidates + iif(new.sort_key IS NULL, -1, 1);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_listed AFTER UPDATE OF sort_key ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_listed();
CREATE FUNCTION candidates_notes_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM notes WHERE candidate_id = old.id AND batch_id IS NOT NULL;
    RETURN old;
END $$;
CREATE TRIGGER candidates_notes_gone BEFORE DELETE ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_notes_gone();
CREATE FUNCTION candidates_numbers_erased() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.erased_at IS NOT NULL THEN
        DELETE FROM candidate_numbers WHERE candidate_id = new.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_numbers_erased AFTER UPDATE OF erased_at ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_numbers_erased();
CREATE FUNCTION candidates_numbers_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM candidate_numbers WHERE candidate_id = old.id;
    RETURN old;
END $$;
CREATE TRIGGER candidates_numbers_gone BEFORE DELETE ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_numbers_gone();
CREATE FUNCTION candidates_renamed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE applications SET sort_key = new.sort_key WHERE candidate_id = new.id;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_renamed AFTER UPDATE OF sort_key ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_renamed();
CREATE FUNCTION file_texts_wiped() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.erased_at IS NOT NULL THEN
        DELETE FROM file_texts WHERE sha256 = new.sha256;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER file_texts_wiped AFTER UPDATE OF erased_at ON files FOR EACH ROW EXECUTE FUNCTION file_texts_wiped();
CREATE FUNCTION interview_versions_sided() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.kind IN ('rescheduled', 'cancelled') THEN
        UPDATE interview_versions SET side = iif(EXISTS (SELECT 1 FROM participants p
        JOIN interview_versions b ON b.interview_id = p.interview_id AND b.number = new.number - 1
        WHERE p.interview_id = new.interview_id AND p.audience = 'candidate' AND p.removed_at IS NULL
        AND (p.said = 'declined' OR p.refused_at IS NULL AND (p.proposed_start IS NOT NULL OR p.asked <> ''))
        AND (p.answer_sequence >= b.sequence OR EXISTS (SELECT 1 FROM interview_versions f WHERE f.interview_id = p.interview_id
            AND f.sequence = p.answer_sequence AND f.start_at = b.start_at AND f.duration_seconds = b.duration_seconds))),
        'candidate', 'us')
    WHERE interview_id = new.interview_id AND number = new.number;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER interview_versions_sided AFTER INSERT ON interview_versions FOR EACH ROW EXECUTE FUNCTION interview_versions_sided();
CREATE FUNCTION interviews_staged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE interviews SET stage = coalesce((SELECT a.stage FROM applications a WHERE a.candidate_id = new.candidate_id AND a.job_id = new.job_id), '') WHERE id = new.id;
    RETURN NULL;
END $$;
CREATE TRIGGER interviews_staged AFTER INSERT ON interviews FOR EACH ROW EXECUTE FUNCTION interviews_staged();
CREATE FUNCTION interviews_staged_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.job_id <> old.job_id THEN
        UPDATE interviews SET stage = coalesce((SELECT a.stage FROM applications a WHERE a.candidate_id = new.candidate_id AND a.job_id = new.job_id), '') WHERE id = new.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER interviews_staged_anew AFTER UPDATE OF job_id ON interviews FOR EACH ROW EXECUTE FUNCTION interviews_staged_anew();
CREATE FUNCTION jobs_uncounted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM stage_counts WHERE job_id = old.id;
    RETURN NULL;
END $$;
CREATE TRIGGER jobs_uncounted AFTER DELETE ON jobs FOR EACH ROW EXECUTE FUNCTION jobs_uncounted();
CREATE FUNCTION notes_unread() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO unread (candidate_id, note_id) VALUES (new.candidate_id, new.id);
    RETURN NULL;
END $$;
CREATE TRIGGER notes_unread AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION notes_unread();
CREATE FUNCTION notes_unread_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM texts WHERE note_id = new.id;
        INSERT INTO unread (candidate_id, note_id) VALUES (new.candidate_id, new.id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER notes_unread_anew AFTER UPDATE OF text ON notes FOR EACH ROW EXECUTE FUNCTION notes_unread_anew();
CREATE FUNCTION candidates_found() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.batch_id IS NULL THEN
        INSERT INTO candidate_search (rowid, search_text) VALUES (new.id, new.search_text);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_found AFTER INSERT ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_found();
CREATE FUNCTION candidates_found_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE candidate_search SET search_text = new.search_text WHERE rowid = new.id;
    RETURN NULL;
END $$;
CREATE TRIGGER candidates_found_anew AFTER UPDATE OF search_text ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_found_anew();
CREATE FUNCTION jobs_found() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF new.batch_id IS NULL THEN
        INSERT INTO job_search (rowid, search_text) VALUES (new.id, new.search_text);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER jobs_found AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION jobs_found();
CREATE FUNCTION jobs_found_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE job_search SET search_text = new.search_text WHERE rowid = new.id;
    RETURN NULL;
END $$;
CREATE TRIGGER jobs_found_anew AFTER UPDATE OF search_text ON jobs FOR EACH ROW EXECUTE FUNCTION jobs_found_anew();
CREATE FUNCTION texts_found() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO text_search (rowid, words) VALUES (new.id, new.words);
    RETURN NULL;
END $$;
CREATE TRIGGER texts_found AFTER INSERT ON texts FOR EACH ROW EXECUTE FUNCTION texts_found();
