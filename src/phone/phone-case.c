/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a reason is found in what was said on the line, in the order in which it was said, and in the little
 * that no message tells. It is read from the words of the trace and from nothing else, so that a trace somebody sends us
 * explains itself as it would have there. */

#include "config.h"

#include "phone-case.h"

#include "phone-trace-read.h"

#include <string.h>

#define MAX_CLUES 512

typedef struct
{
  PhoneClue clue;
  char     *scheme;
  char     *text;
  char     *method;
} Known;

struct _PhoneCase
{
  GPtrArray *known; /* Known */
};

/* RFC 3261 §7.3.3, as far as anybody is asked about. */
static const struct
{
  const char *name;
  char        letter;
} compact[] = {
  { "Call-ID", 'i' }, { "Contact", 'm' }, { "Content-Type", 'c' }, { "Content-Length", 'l' }, { "From", 'f' },
  { "Supported", 'k' }, { "To", 't' }, { "Via", 'v' },
};

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->scheme);
  g_free (known->text);
  g_free (known->method);
  g_free (known);
}

/**
 * phone_case_new:
 *
 * Returns: (transfer full): a case of which nothing is known
 */
PhoneCase *
phone_case_new (void)
{
  PhoneCase *self = g_new0 (PhoneCase, 1);

  self->known = g_ptr_array_new_with_free_func (known_free);
  return self;
}

/**
 * phone_case_free:
 * @self: (transfer full): a case
 */
void
phone_case_free (PhoneCase *self)
{
  g_ptr_array_unref (self->known);
  g_free (self);
}

static gboolean
has_name (const char *line,
          const char *name)
{
  gsize length = strlen (name);
  const char *after;

  if (g_ascii_strncasecmp (line, name, length) == 0)
    after = line + length;
  else
    {
      after = NULL;
      for (gsize i = 0; i < G_N_ELEMENTS (compact) && after == NULL; i++)
        after = g_str_equal (compact[i].name, name) && g_ascii_tolower (*line) == compact[i].letter ? line + 1 : NULL;
    }
  return after != NULL && after[strspn (after, " \t")] == ':';
}

static const char *
skip_line (const char *at)
{
  at += strcspn (at, "\n");
  return *at == '\n' ? at + 1 : at;
}

static gboolean
is_end_of_headers (const char *at)
{
  return *at == '\0' || *at == '\n' || (at[0] == '\r' && at[1] == '\n');
}

static const char *
find_body (const char *text)
{
  for (; !is_end_of_headers (text); text = skip_line (text))
    ;
  return skip_line (text);
}

/**
 * phone_clue_dup_header:
 * @clue: a message
 * @name: the long name of a header field
 *
 * The first field of that name, in long or compact form, unfolded.
 *
 * Returns: (transfer full) (nullable): its value; %NULL: there is none
 */
char *
phone_clue_dup_header (const PhoneClue *clue,
                       const char      *name)
{
  const char *at = skip_line (clue->text);
  g_autoptr (GString) value = NULL;

  for (; !is_end_of_headers (at) && !has_name (at, name); at = skip_line (at))
    ;
  if (is_end_of_headers (at))
    return NULL;

  value = g_string_new (NULL);
  at = strchr (at, ':') + 1;
  do
    {
      g_string_append_len (value, at, (gssize) strcspn (at, "\r\n"));
      at = skip_line (at);
    }
  while (*at == ' ' || *at == '\t');

  return g_strstrip (g_string_free_and_steal (g_steal_pointer (&value)));
}

/**
 * phone_clue_dup_address:
 * @clue: a message
 * @name: the long name of a header field
 *
 * The address in it: of "Anna <sip:anna@example.org;transport=ws>;tag=1" it is "anna@example.org".
 *
 * Returns: (transfer full): an address; "": there is none
 */
char *
phone_clue_dup_address (const PhoneClue *clue,
                        const char      *name)
{
  g_autofree char *value = phone_clue_dup_header (clue, name);
  const char *start = value != NULL ? strchr (value, '<') : NULL;
  const char *colon;

  if (value == NULL)
    return g_strdup ("");
  start = start != NULL ? start + 1 : value;
  colon = strchr (start, ':');
  if (colon != NULL && (colon[strcspn (colon, "@>")] == '@' || strspn (start, "siptel") == (gsize) (colon - start)))
    start = colon + 1;
  return g_strndup (start, strcspn (start, ">;? \t\r\n"));
}

static gboolean
contains (const char *text,
          const char *part)
{
  gsize length = strlen (part);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_strncasecmp (text, part, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * phone_clue_has:
 * @clue: (nullable): a message
 * @name: the long name of a header field; "": the body
 * @part: what is looked for, in any case
 *
 * Returns: %TRUE when the first field of that name has @part in it
 */
gboolean
phone_clue_has (const PhoneClue *clue,
                const char      *name,
                const char      *part)
{
  g_autofree char *value = NULL;

  if (clue == NULL)
    return FALSE;
  if (*name == '\0')
    return contains (find_body (clue->text), part);

  value = phone_clue_dup_header (clue, name);
  return value != NULL && contains (value, part);
}

/**
 * phone_clue_dup_value:
 * @clue: (nullable): a note
 * @key: the name of a value
 *
 * Returns: (transfer full) (nullable): the value
 */
char *
phone_clue_dup_value (const PhoneClue *clue,
                      const char      *key)
{
  g_auto (GStrv) words = NULL;
  gsize length = strlen (key);

  if (clue == NULL)
    return NULL;
  words = g_strsplit (clue->text, " ", -1);
  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      if (g_str_has_prefix (words[i], key) && words[i][length] == '=')
        return g_strdup (words[i] + length + 1);
    }
  return NULL;
}

static void
read_first_line (Known *known)
{
  const char *text = known->text;

  if (known->clue.way != PHONE_CLUE_NOTED && g_str_has_prefix (text, "SIP/2.0 "))
    {
      g_autofree char *cseq = phone_clue_dup_header (&known->clue, "CSeq");
      const char *method = cseq != NULL ? strrchr (cseq, ' ') : NULL;

      known->clue.status = (guint) g_ascii_strtoull (text + strlen ("SIP/2.0 "), NULL, 10);
      known->method = g_strdup (method != NULL ? method + 1 : "");
    }
  else
    known->method = g_strndup (text, strcspn (text, " \r\n"));
  known->clue.method = known->method;
}

/**
 * phone_case_add:
 * @self: a case
 * @way: who said it
 * @time_us: when, since midnight
 * @scheme: how it travelled
 * @text: a message or a note
 *
 * Adds what is known. Of too much only the beginning is kept.
 */
void
phone_case_add (PhoneCase    *self,
                PhoneClueWay  way,
                gint64        time_us,
                const char   *scheme,
                const char   *text)
{
  Known *known;

  g_return_if_fail (self != NULL && scheme != NULL && text != NULL);

  if (self->known->len == MAX_CLUES)
    return;
  known = g_new0 (Known, 1);
  known->scheme = g_strdup (scheme);
  known->text = g_strdup (text);
  known->clue.way = way;
  known->clue.time_us = time_us;
  known->clue.scheme = known->scheme;
  known->clue.text = known->text;
  read_first_line (known);
  g_ptr_array_add (self->known, known);
}

/**
 * phone_case_take:
 * @self: a case
 * @entry: what the trace has
 *
 * Adds what is known by it.
 */
void
phone_case_take (PhoneCase       *self,
                 PhoneTraceEntry *entry)
{
  PhoneClueWay way = phone_trace_entry_is_note (entry)       ? PHONE_CLUE_NOTED
                     : phone_trace_entry_is_outgoing (entry) ? PHONE_CLUE_SENT
                                                             : PHONE_CLUE_CAME;

  phone_case_add (self, way, g_date_time_to_unix_usec (phone_trace_entry_get_time (entry)),
                  phone_trace_entry_get_scheme (entry), phone_trace_entry_get_text (entry));
}

static void
take_words (const PhoneTraceWords *words,
            gpointer               self)
{
  phone_case_add (self, words->note ? PHONE_CLUE_NOTED : words->outgoing ? PHONE_CLUE_SENT : PHONE_CLUE_CAME, words->time_us,
                  words->scheme, words->text);
}

/**
 * phone_case_new_from_text:
 * @trace: what phone_trace_dup_text() wrote
 *
 * Returns: (transfer full): what is known by it; nothing, when it is no trace
 */
PhoneCase *
phone_case_new_from_text (const char *trace)
{
  PhoneCase *self = phone_case_new ();

  g_return_val_if_fail (trace != NULL, self);

  phone_trace_read_each (trace, take_words, self);
  return self;
}

guint
phone_case_get_n_clues (PhoneCase *self)
{
  return self->known->len;
}

const PhoneClue *
phone_case_get_clue (PhoneCase *self,
                     guint      position)
{
  return &((Known *) g_ptr_array_index (self->known, position))->clue;
}

static gboolean
is_of (const PhoneClue *clue,
       PhoneClueWay     way,
       const char      *method)
{
  return clue->way == way && (method == NULL || g_str_equal (clue->method, method));
}

/**
 * phone_case_get_answer:
 * @self: a case
 * @method: (nullable): a method; %NULL: any
 *
 * Returns: (transfer none) (nullable): the last final response that came
 */
const PhoneClue *
phone_case_get_answer (PhoneCase  *self,
                       const char *method)
{
  for (guint i = self->known->len; i > 0; i--)
    {
      const PhoneClue *clue = phone_case_get_clue (self, i - 1);

      if (is_of (clue, PHONE_CLUE_CAME, method) && clue->status >= 200)
        return clue;
    }
  return NULL;
}

static const PhoneClue *
get_last (PhoneCase    *self,
          PhoneClueWay  way,
          const char   *method)
{
  for (guint i = self->known->len; i > 0; i--)
    {
      const PhoneClue *clue = phone_case_get_clue (self, i - 1);

      if (is_of (clue, way, method) && clue->status == 0)
        return clue;
    }
  return NULL;
}

/**
 * phone_case_get_request:
 * @self: a case
 * @method: (nullable): a method; %NULL: any
 *
 * Returns: (transfer none) (nullable): the last request of ours
 */
const PhoneClue *
phone_case_get_request (PhoneCase  *self,
                        const char *method)
{
  return get_last (self, PHONE_CLUE_SENT, method);
}

/**
 * phone_case_get_note:
 * @self: a case
 * @name: the name of a note
 *
 * Returns: (transfer none) (nullable): the last note of that name
 */
const PhoneClue *
phone_case_get_note (PhoneCase  *self,
                     const char *name)
{
  return get_last (self, PHONE_CLUE_NOTED, name);
}

/**
 * phone_case_count:
 * @self: a case
 * @method: a method
 * @status: of a response that came; 0: requests of ours
 *
 * Returns: how many there are
 */
guint
phone_case_count (PhoneCase  *self,
                  const char *method,
                  guint       status)
{
  guint n = 0;

  for (guint i = 0; i < self->known->len; i++)
    {
      const PhoneClue *clue = phone_case_get_clue (self, i);

      n += is_of (clue, status == 0 ? PHONE_CLUE_SENT : PHONE_CLUE_CAME, method) && clue->status == status ? 1 : 0;
    }
  return n;
}
