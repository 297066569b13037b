-- What an interviewer sees begins with the interviews that they organise, and of the
-- log with the lines about their jobs, of which most are about candidates as well.
CREATE INDEX interviews_organiser ON interviews (organiser_id);
CREATE INDEX activity_job_alone ON activity (job_id, id) WHERE job_id IS NOT NULL AND candidate_id IS NULL AND interview_id IS NULL;
