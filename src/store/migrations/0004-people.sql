-- SPDX-FileCopyrightText: The Earshot authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Whom a person knows. The card is what a vCard said beyond the columns here, line by line, so that an export
-- loses nothing; uid is the name of the card elsewhere. The picture is last: what reads the other columns never
-- touches its pages.

CREATE TABLE people (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT    NOT NULL UNIQUE,
  uid          TEXT,
  name         TEXT    NOT NULL,
  family       TEXT,
  given        TEXT,
  organisation TEXT,
  note         TEXT,
  favourite    INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
  account      TEXT,
  card         TEXT    CHECK (octet_length (card) <= 1048576),
  picture      BLOB    CHECK (octet_length (picture) <= 4194304)
) STRICT;

CREATE TABLE person_addresses (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  person  INTEGER NOT NULL REFERENCES people (seq) ON DELETE CASCADE,
  kind    TEXT    NOT NULL CHECK (kind IN ('phone', 'sip', 'email')),
  label   TEXT,
  value   TEXT    NOT NULL,
  key     TEXT,
  head    TEXT
) STRICT;

CREATE INDEX addresses_by_person ON person_addresses (person, seq);
CREATE INDEX addresses_by_key ON person_addresses (key);
