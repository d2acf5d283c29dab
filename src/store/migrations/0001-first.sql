-- SPDX-FileCopyrightText: The Earshot authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Times are microseconds since 1970. Order is by seq, the order of arrival: a clock set back must not
-- shuffle what happened. An id is made by whoever writes the row, so that writing it twice is one row.

CREATE TABLE calls (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT    NOT NULL UNIQUE,
  account  TEXT    NOT NULL,
  address  TEXT    NOT NULL,
  name     TEXT,
  kind     TEXT    NOT NULL
           CHECK (kind IN ('outgoing', 'incoming', 'missed', 'declined', 'elsewhere', 'unanswered')),
  started  INTEGER NOT NULL,
  duration INTEGER NOT NULL DEFAULT 0 CHECK (duration >= 0),
  end_text TEXT
) STRICT;

CREATE TABLE conversations (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT    NOT NULL,
  address TEXT    NOT NULL,
  title   TEXT,
  UNIQUE (account, address)
) STRICT;

CREATE TABLE messages (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT    NOT NULL UNIQUE,
  conversation INTEGER NOT NULL REFERENCES conversations (seq) ON DELETE CASCADE,
  state        TEXT    NOT NULL CHECK (state IN ('received', 'sending', 'sent', 'not-sent')),
  unread       INTEGER NOT NULL DEFAULT 0 CHECK (unread IN (0, 1)),
  time         INTEGER NOT NULL,
  body         TEXT    NOT NULL CHECK (octet_length (body) <= 65536),
  error_text   TEXT
) STRICT;

CREATE INDEX messages_by_conversation ON messages (conversation, seq);
