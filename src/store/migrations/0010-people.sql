-- SPDX-FileCopyrightText: The Earshot authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Where a call was recorded to, as a URI; the file is the person's own and may have been moved since. Recorded calls are few
-- among many, and are found without reading the others.
--
-- A server may have several address books: a row each, and each card knows its own. The first is the one there was.

ALTER TABLE calls ADD COLUMN recording TEXT CHECK (octet_length (recording) <= 4096);
CREATE INDEX calls_recorded ON calls (seq) WHERE recording IS NOT NULL;

CREATE TABLE books_of_server (
  seq        INTEGER PRIMARY KEY,
  url        TEXT    NOT NULL,
  user       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  open_host  TEXT,
  token      TEXT
) STRICT;
INSERT INTO books_of_server (seq, url, user, name, open_host, token)
  SELECT seq, url, user, name, open_host, token FROM books;
DROP TABLE books;
ALTER TABLE books_of_server RENAME TO books;
ALTER TABLE book_cards ADD COLUMN book INTEGER NOT NULL DEFAULT 1;
