-- SPDX-FileCopyrightText: The Earshot authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Who sent a call on to us, in words.

ALTER TABLE calls ADD COLUMN diverted_by TEXT;
