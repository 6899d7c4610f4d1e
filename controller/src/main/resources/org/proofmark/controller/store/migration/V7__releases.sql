-- What suites may offer to devices as updates: JSON, a list of releases with name, version and files (path, bytes, SHA-256); empty for none.

ALTER TABLE campaign ADD COLUMN releases TEXT NOT NULL DEFAULT '';
