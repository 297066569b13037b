-- Who organises an interview gets it into their own calendar, unless they say no. Of
-- interviews from before nobody is told anew.
ALTER TABLE interviews ADD COLUMN organiser_entry INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN skip_entry INTEGER NOT NULL DEFAULT 0;
