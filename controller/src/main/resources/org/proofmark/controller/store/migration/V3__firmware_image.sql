-- The firmware image whose strings are tried as salts and keys, by SHA-256; empty where the profile names none.

ALTER TABLE campaign ADD COLUMN image_digest TEXT NOT NULL DEFAULT '';
