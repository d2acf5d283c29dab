/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the column "expected" of the tables and holds a received message against it. Every clause is a row of
 * the table at the end; nothing here knows a message by its name. */

#include "torture-expect.h"

#include <string.h>

#include "sip-parser.h"
#include "torture-clauses.h"

void
expectation_free (Expectation *self)
{
  g_free (self->file);
  g_ptr_array_unref (self->clauses);
  g_free (self);
}

static gboolean
begins_with_key (const char *text)
{
  gsize length = strcspn (text, "=");

  for (const Clause *clause = torture_clauses; clause->key != NULL; clause++)
    if (strlen (clause->key) == length && strncmp (clause->key, text, length) == 0)
      return TRUE;
  return FALSE;
}

static Expectation *
expectation_parse (const char *text)
{
  Expectation *self = g_new0 (Expectation, 1);
  g_auto (GStrv) parts = NULL;
  const char *colon = strchr (text, ':');

  self->clauses = g_ptr_array_new_with_free_func (g_free);
  /* "variants/x:parse=…" speaks of another file, "archive-bytes:parse=…" of the message itself. */
  if (colon != NULL && (gsize) (colon - text) < strcspn (text, "="))
    {
      g_autofree char *prefix = g_strndup (text, (gsize) (colon - text));

      if (strchr (prefix, '/') != NULL)
        self->file = g_strconcat (prefix, ".dat", NULL);
      text = colon + 1;
    }
  parts = g_strsplit (text, ";", -1);
  for (char **part = parts; *part != NULL; part++)
    {
      /* A semicolon may belong to a value: "user=user;par=u@example.net". */
      if (self->clauses->len > 0 && !begins_with_key (*part))
        {
          char *whole = g_strjoin (";", self->clauses->pdata[self->clauses->len - 1], *part, NULL);

          g_free (self->clauses->pdata[self->clauses->len - 1]);
          self->clauses->pdata[self->clauses->len - 1] = whole;
        }
      else
        g_ptr_array_add (self->clauses, g_strdup (*part));
    }
  return self;
}

GPtrArray *
expectations_parse (const char *column)
{
  GPtrArray *self = g_ptr_array_new_with_free_func ((GDestroyNotify) expectation_free);
  g_auto (GStrv) parts = g_strsplit (column, " | ", -1);

  for (char **part = parts; *part != NULL; part++)
    g_ptr_array_add (self, expectation_parse (*part));
  return self;
}

const char *
expectation_get (Expectation *self,
                 const char  *key)
{
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const char *clause = self->clauses->pdata[i];

      if (g_str_has_prefix (clause, key) && clause[strlen (key)] == '=')
        return clause + strlen (key) + 1;
    }
  return NULL;
}

void
expectation_check (Expectation *self,
                   Received    *received)
{
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const char *said = self->clauses->pdata[i];
      g_auto (GStrv) pair = g_strsplit (said, "=", 2);
      const Clause *clause = torture_clauses;

      while (clause->key != NULL && !g_str_equal (clause->key, pair[0]))
        clause++;
      g_test_message ("%s", said);
      if (clause->key == NULL)
        g_error ("the table says “%s”, which this test does not understand", said);
      clause->check (received, pair[1] != NULL ? pair[1] : "");
    }
}

static void
assert_same (Received *a,
             Received *b)
{
  g_assert_true ((a->message == NULL) == (b->message == NULL));
  if (a->error != NULL)
    g_assert_error (b->error, a->error->domain, a->error->code);
  else
    g_assert_no_error (b->error);
  g_assert_cmpuint (a->answer, ==, b->answer);
  g_assert_cmpint (a->sanity.verdict, ==, b->sanity.verdict);
  g_assert_cmpstr (a->sanity.check, ==, b->sanity.check);
  if (a->message != NULL)
    g_assert_true (g_bytes_equal (sip_message_get_body (a->message), sip_message_get_body (b->message)));
}

static void
assert_closed_with_400 (Stream *stream)
{
  Received *head;

  g_assert_true (stream->broken);
  g_assert_cmpuint (stream->messages->len, ==, 1);
  head = stream->messages->pdata[0];
  g_assert_cmpuint (head->answer, ==, SIP_STATUS_BAD_REQUEST);
}

void
expectation_check_stream (Expectation *self,
                          Received    *datagram,
                          Stream      *stream)
{
  const char *said = expectation_get (self, "stream");

  /* A body that only the end of the datagram ended has no end in a stream (RFC 3261 §20.14). */
  if (said == NULL && g_strcmp0 (expectation_get (self, "content-length"), "absent") == 0)
    said = "400-then-close";

  if (said == NULL)
    {
      g_assert_false (stream->broken);
      g_assert_cmpuint (stream->messages->len, ==, 1);
      assert_same (datagram, stream->messages->pdata[0]);
    }
  else if (g_str_equal (said, "second-message-follows"))
    {
      g_assert_cmpuint (stream->messages->len, >=, 2);
      assert_same (datagram, stream->messages->pdata[0]);
      g_assert_nonnull (((Received *) stream->messages->pdata[1])->message);
    }
  else if (g_str_equal (said, "wait") || g_str_equal (said, "wait-then-close"))
    {
      /* The closing is done by the transport's clock. */
      g_assert_false (stream->broken);
      g_assert_cmpuint (stream->messages->len, ==, 0);
    }
  else if (g_str_equal (said, "400-then-close"))
    assert_closed_with_400 (stream);
  else
    g_error ("the table says “stream=%s”, which this test does not understand", said);
}
