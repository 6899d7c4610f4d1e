-- The images that suites may write to devices: a line with name and SHA-256 each, sorted; empty where the profile names none.

ALTER TABLE campaign ADD COLUMN flash_images TEXT NOT NULL DEFAULT '';
