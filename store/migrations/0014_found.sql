-- Candidates are searched by stage and by job as well, newest first.
CREATE INDEX applications_in_stage ON applications (stage, candidate_id);
CREATE INDEX applications_of_job ON applications (job_id, candidate_id);
