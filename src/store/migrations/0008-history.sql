-- SPDX-FileCopyrightText: The Earshot authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Whether a person has looked at the list of calls since; of what was there before this was asked, they have, and so they
-- have of what was saved from a damaged file. Missed calls are few among many, and are found without reading the others.

ALTER TABLE calls ADD COLUMN seen INTEGER NOT NULL DEFAULT 1 CHECK (seen IN (0, 1));
CREATE INDEX calls_missed ON calls (seq) WHERE kind = 'missed';
CREATE INDEX calls_unseen ON calls (seq) WHERE kind = 'missed' AND seen = 0;
