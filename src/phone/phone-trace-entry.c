/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One message of the trace, with what its text does not say: when, on which line, and in which direction. */

#include "config.h"

#include "phone-trace-private.h"

struct _PhoneTraceEntry
{
  GObject parent_instance;

  GDateTime *time;
  gboolean outgoing;
  gboolean note;
  char *account;
  char *scheme;
  char *text;
};

G_DEFINE_FINAL_TYPE (PhoneTraceEntry, phone_trace_entry, G_TYPE_OBJECT)

static void
phone_trace_entry_finalize (GObject *object)
{
  PhoneTraceEntry *self = PHONE_TRACE_ENTRY (object);

  g_date_time_unref (self->time);
  g_free (self->account);
  g_free (self->scheme);
  g_free (self->text);

  G_OBJECT_CLASS (phone_trace_entry_parent_class)->finalize (object);
}

static void
phone_trace_entry_class_init (PhoneTraceEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_trace_entry_finalize;
}

static void
phone_trace_entry_init (PhoneTraceEntry *self)
{
}

PhoneTraceEntry *
phone_trace_entry_new (PhoneAccount *account,
                       gboolean      outgoing,
                       const char   *text)
{
  PhoneTraceEntry *self = g_object_new (PHONE_TYPE_TRACE_ENTRY, NULL);

  self->time = g_date_time_new_now_local ();
  self->outgoing = outgoing;
  self->account = g_strdup (phone_account_get_address (account));
  self->scheme = g_strdup (phone_route_get_scheme (phone_account_get_route (account)));
  self->text = g_utf8_make_valid (text, -1);
  return self;
}

PhoneTraceEntry *
phone_trace_entry_new_note (PhoneAccount *account,
                            const char   *text)
{
  PhoneTraceEntry *self = phone_trace_entry_new (account, FALSE, text);

  self->note = TRUE;
  return self;
}

/*< private >
 * An entry that was read; of a time that cannot be, the present.
 */
PhoneTraceEntry *
phone_trace_entry_new_for_words (const PhoneTraceWords *words)
{
  PhoneTraceEntry *self = g_object_new (PHONE_TYPE_TRACE_ENTRY, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gint64 of_minute_us = words->time_us % (60 * G_USEC_PER_SEC);

  self->time = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                      g_date_time_get_day_of_month (now), (int) (words->time_us / 3600 / G_USEC_PER_SEC),
                                      (int) (words->time_us / 60 / G_USEC_PER_SEC % 60),
                                      (double) of_minute_us / G_USEC_PER_SEC);
  if (self->time == NULL)
    self->time = g_date_time_ref (now);
  self->outgoing = words->outgoing;
  self->note = words->note;
  self->account = g_utf8_make_valid (words->account, -1);
  self->scheme = g_utf8_make_valid (words->scheme, -1);
  self->text = g_utf8_make_valid (words->text, -1);
  return self;
}

/**
 * phone_trace_entry_get_time:
 * @self: an entry
 *
 * When it was sent or came.
 *
 * Returns: (transfer none): the time on the wall
 */
GDateTime *
phone_trace_entry_get_time (PhoneTraceEntry *self)
{
  g_return_val_if_fail (PHONE_IS_TRACE_ENTRY (self), NULL);

  return self->time;
}

/**
 * phone_trace_entry_is_outgoing:
 * @self: an entry
 *
 * Who said it.
 *
 * Returns: %TRUE when we did
 */
gboolean
phone_trace_entry_is_outgoing (PhoneTraceEntry *self)
{
  g_return_val_if_fail (PHONE_IS_TRACE_ENTRY (self), FALSE);

  return self->outgoing;
}

/**
 * phone_trace_entry_is_note:
 * @self: an entry
 *
 * Whether it is a word of our own about what no message tells.
 *
 * Returns: %TRUE when nobody said it
 */
gboolean
phone_trace_entry_is_note (PhoneTraceEntry *self)
{
  g_return_val_if_fail (PHONE_IS_TRACE_ENTRY (self), FALSE);

  return self->note;
}

/**
 * phone_trace_entry_get_account:
 * @self: an entry
 *
 * On whose line it was said.
 *
 * Returns: (transfer none): the address of the account
 */
const char *
phone_trace_entry_get_account (PhoneTraceEntry *self)
{
  g_return_val_if_fail (PHONE_IS_TRACE_ENTRY (self), NULL);

  return self->account;
}

/**
 * phone_trace_entry_get_scheme:
 * @self: an entry
 *
 * Over which kind of connection it went.
 *
 * Returns: (transfer none): "wss", "udp"…; "": the line was gone
 */
const char *
phone_trace_entry_get_scheme (PhoneTraceEntry *self)
{
  g_return_val_if_fail (PHONE_IS_TRACE_ENTRY (self), NULL);

  return self->scheme;
}

/**
 * phone_trace_entry_get_text:
 * @self: an entry
 *
 * What was said, without secrets.
 *
 * Returns: (transfer none): the message
 */
const char *
phone_trace_entry_get_text (PhoneTraceEntry *self)
{
  g_return_val_if_fail (PHONE_IS_TRACE_ENTRY (self), NULL);

  return self->text;
}

/**
 * phone_trace_entry_dup_text:
 * @self: an entry
 *
 * What was said, below a line that says when, where and by whom.
 *
 * Returns: (transfer full): the entry as text
 */
char *
phone_trace_entry_dup_text (PhoneTraceEntry *self)
{
  g_autofree char *time = NULL;

  g_return_val_if_fail (PHONE_IS_TRACE_ENTRY (self), NULL);

  time = g_date_time_format (self->time, "%H:%M:%S.%f");
  return g_strdup_printf ("%s %s %s %s\n%s\n", time, self->note ? "***" : self->outgoing ? ">>>" : "<<<", self->scheme,
                          self->account, self->text);
}
