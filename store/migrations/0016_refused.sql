-- When another time that an invited person asked for was refused.
ALTER TABLE participants ADD COLUMN refused_at INTEGER;
