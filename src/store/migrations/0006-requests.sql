-- SPDX-FileCopyrightText: The Earshot authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Who writes first and is known to nobody here asks to be let in; and a conversation may be quiet.

ALTER TABLE conversations ADD COLUMN asks INTEGER NOT NULL DEFAULT 0 CHECK (asks IN (0, 1));
ALTER TABLE conversations ADD COLUMN muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1));

-- Of whom nothing is wanted, by any account, and what was turned away since.

CREATE TABLE blocked (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  address  TEXT    NOT NULL UNIQUE,
  since    INTEGER NOT NULL,
  calls    INTEGER NOT NULL DEFAULT 0 CHECK (calls >= 0),
  messages INTEGER NOT NULL DEFAULT 0 CHECK (messages >= 0)
) STRICT;

-- Addresses that a person joined to a conversation, or keeps apart (with_address is NULL), and the address by which a
-- message really came or went; NULL: that of its conversation.

CREATE TABLE joined (
  account      TEXT NOT NULL,
  address      TEXT NOT NULL,
  with_address TEXT,
  PRIMARY KEY (account, address)
) STRICT;
ALTER TABLE messages ADD COLUMN via TEXT;

-- A picture or a file that is a message: what it is, and itself when it is small, or where it lies.

CREATE TABLE files (
  message TEXT    PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
  name    TEXT    NOT NULL,
  type    TEXT    NOT NULL,
  size    INTEGER NOT NULL CHECK (size >= 0),
  place   TEXT,
  data    BLOB    CHECK (data IS NULL OR octet_length (data) <= 1048576)
) STRICT;
