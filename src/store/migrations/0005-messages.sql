-- SPDX-FileCopyrightText: The Earshot authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What became of a message: taken by a server ("sent") is not delivered, and delivered is not read. receipt_id is what
-- its writer calls a message that came, owes_read that they asked to be told when it is read, attempts how often one of
-- ours was tried. A table cannot be given new states; it is written anew.

CREATE TABLE messages_anew (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT    NOT NULL UNIQUE,
  conversation INTEGER NOT NULL REFERENCES conversations (seq) ON DELETE CASCADE,
  state        TEXT    NOT NULL
               CHECK (state IN ('received', 'sending', 'sent', 'not-sent', 'delivered', 'read')),
  unread       INTEGER NOT NULL DEFAULT 0 CHECK (unread IN (0, 1)),
  time         INTEGER NOT NULL,
  body         TEXT    NOT NULL CHECK (octet_length (body) <= 65536),
  error_text   TEXT,
  receipt_id   TEXT,
  owes_read    INTEGER NOT NULL DEFAULT 0 CHECK (owes_read IN (0, 1)),
  retry_at     INTEGER NOT NULL DEFAULT 0,
  attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0)
) STRICT;

INSERT INTO messages_anew (seq, id, conversation, state, unread, time, body, error_text)
  SELECT seq, id, conversation, state, unread, time, body, error_text FROM messages;
DROP TABLE messages;
ALTER TABLE messages_anew RENAME TO messages;
CREATE INDEX messages_by_conversation ON messages (conversation, seq);
CREATE INDEX messages_waiting ON messages (seq) WHERE state = 'sending';

-- What was begun and not sent.

ALTER TABLE conversations ADD COLUMN draft TEXT;

-- What the telephones of an address were seen to take, until when that is believed.

CREATE TABLE peers (
  account        TEXT    NOT NULL,
  address        TEXT    NOT NULL,
  takes_receipts INTEGER NOT NULL CHECK (takes_receipts IN (0, 1)),
  takes_typing   INTEGER NOT NULL CHECK (takes_typing IN (0, 1)),
  until          INTEGER NOT NULL,
  PRIMARY KEY (account, address)
) STRICT;

-- The words of all messages. A body never changes, so there is nothing to do for an update; what is deleted is gone
-- from the index, too.

CREATE VIRTUAL TABLE message_words USING fts5 (
  body, content = 'messages', content_rowid = 'seq', tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
INSERT INTO message_words (message_words, rank) VALUES ('secure-delete', 1);
INSERT INTO message_words (message_words) VALUES ('rebuild');

CREATE TRIGGER messages_learn_words AFTER INSERT ON messages BEGIN
  INSERT INTO message_words (rowid, body) VALUES (new.seq, new.body);
END;

CREATE TRIGGER messages_forget_words AFTER DELETE ON messages BEGIN
  INSERT INTO message_words (message_words, rowid, body) VALUES ('delete', old.seq, old.body);
END;
