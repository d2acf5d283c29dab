/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The light on a telephone: how many messages wait. The body is lines of text, counts in it may be anything, and
 * the light must never be what brings a phone down.
 */

#include "ua-message-summary.h"

#include "ua-text.h"

#include <string.h>

#define MAX_OCTETS (16 * 1024)

static const char *const kinds[UA_MESSAGE_N_KINDS] = {
  [UA_MESSAGE_KIND_VOICE] = "Voice-Message",           [UA_MESSAGE_KIND_FAX] = "Fax-Message",
  [UA_MESSAGE_KIND_PAGER] = "Pager-Message",           [UA_MESSAGE_KIND_MULTIMEDIA] = "Multimedia-Message",
  [UA_MESSAGE_KIND_TEXT] = "Text-Message",
};

/* A number that is too large is as large as can be. */
static guint
take_number (const char **at)
{
  guint64 number = 0;

  *at += strspn (*at, " \t(/");
  for (; g_ascii_isdigit (**at); (*at)++)
    {
      number = number * 10 + (guint64) g_ascii_digit_value (**at);
      number = MIN (number, (guint64) G_MAXUINT);
    }
  return (guint) number;
}

/* "2/8 (0/2)": new and old, and of these the urgent ones. */
static void
read_count (UaMessageCount *count,
            const char     *value)
{
  count->told = TRUE;
  count->n_new = take_number (&value);
  count->n_old = take_number (&value);
  count->n_urgent_new = take_number (&value);
  count->n_urgent_old = take_number (&value);
}

static void
read_line (UaMessageSummary *self,
           const char       *name,
           const char       *value,
           gboolean         *told)
{
  if (g_ascii_strcasecmp (name, "Messages-Waiting") == 0)
    {
      *told = TRUE;
      self->waiting = g_ascii_strcasecmp (value, "yes") == 0;
    }
  else if (g_ascii_strcasecmp (name, "Message-Account") == 0)
    {
      g_free (self->account);
      self->account = ua_text_dup (value, UA_TEXT_URI_MAX);
    }
  for (guint i = 0; i < UA_MESSAGE_N_KINDS; i++)
    {
      if (g_ascii_strcasecmp (name, kinds[i]) == 0)
        read_count (&self->counts[i], value);
    }
}

/**
 * ua_message_summary_parse:
 * @body: octets of a stranger
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads a body of type application/simple-message-summary (RFC 3842 §5.2). Lines that are not known are skipped.
 *
 * Returns: (transfer full) (nullable): what waits; %NULL with @error set
 */
UaMessageSummary *
ua_message_summary_parse (GBytes  *body,
                          GError **error)
{
  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (UaMessageSummary) self = g_atomic_rc_box_new0 (UaMessageSummary);
  gsize size = 0;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", MIN (size, MAX_OCTETS));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean told = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      /* After an empty line come the headers of single messages, which nobody here reads. */
      if (*g_strstrip (lines[i]) == '\0' && told)
        break;
      if (colon == NULL)
        continue;
      *colon = '\0';
      read_line (self, g_strchomp (lines[i]), g_strstrip (colon + 1), &told);
    }
  if (told)
    return g_steal_pointer (&self);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a message summary without Messages-Waiting");
  return NULL;
}

/**
 * ua_message_summary_ref:
 * @self: a summary
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaMessageSummary *
ua_message_summary_ref (UaMessageSummary *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  UaMessageSummary *self = data;

  g_free (self->account);
}

/**
 * ua_message_summary_unref:
 * @self: (transfer full): a summary
 *
 * Gives a reference back.
 */
void
ua_message_summary_unref (UaMessageSummary *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}
