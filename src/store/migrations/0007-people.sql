-- SPDX-FileCopyrightText: The Earshot authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The address book elsewhere that the people here are kept in step with, and what of each card was on both sides when
-- they last were. A row does not go with its person: that the person is gone is what the server has yet to hear.

CREATE TABLE books (
  seq        INTEGER PRIMARY KEY CHECK (seq = 1),
  url        TEXT    NOT NULL,
  user       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  open_host  TEXT,
  token      TEXT
) STRICT;

CREATE TABLE book_cards (
  href     TEXT    PRIMARY KEY,
  person   TEXT    NOT NULL,
  etag     TEXT,
  base     TEXT,
  picture  INTEGER NOT NULL DEFAULT 0 CHECK (picture IN (0, 1))
) STRICT;

CREATE INDEX book_cards_by_person ON book_cards (person);

-- Pictures are too large to compare them all; so whoever changes one leaves a mark.
CREATE TRIGGER book_picture_changed AFTER UPDATE OF picture ON people WHEN NEW.picture IS NOT OLD.picture
BEGIN
  UPDATE book_cards SET picture = 1 WHERE person = NEW.id;
END;
