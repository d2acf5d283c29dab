/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A provider can only act against somebody if it can find them in its own logs: by address, time and Call-ID. What was
 * written is left out; it is the person's to add. */

#include "config.h"

#include "phone-report.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "phone-account.h"
#include "phone-trace-entry.h"

/* So that a report of somebody who wrote a thousand times can still be read. */
#define MAX_TIMES 20

static const char *
skip_name (const char *line,
           const char *name,
           const char *compact)
{
  gsize length = strlen (name);

  if (g_ascii_strncasecmp (line, name, length) != 0)
    length = g_ascii_strncasecmp (line, compact, 1) == 0 ? 1 : 0;
  return length > 0 && line[length] == ':' ? line + length + 1 : NULL;
}

/* The first field of that name. */
static char *
dup_field (const char *message,
           const char *name,
           const char *compact)
{
  g_auto (GStrv) lines = g_strsplit (message, "\n", -1);

  for (guint n = 1; lines[0] != NULL && lines[n] != NULL && *g_strchomp (lines[n]) != '\0'; n++)
    {
      const char *value = skip_name (lines[n], name, compact);

      if (value != NULL)
        return g_strstrip (g_strdup (value));
    }
  return NULL;
}

static gboolean
is_from (PhoneTraceEntry *entry,
         const char      *address)
{
  const char *text = phone_trace_entry_get_text (entry);
  g_autofree char *from = NULL;

  if (phone_trace_entry_is_note (entry) || phone_trace_entry_is_outgoing (entry) || !g_str_has_prefix (text, "MESSAGE "))
    return FALSE;

  from = dup_field (text, "From", "f");
  return from != NULL && strstr (from, address) != NULL;
}

static void
write_time (GString    *report,
            GDateTime  *time,
            const char *indent)
{
  g_autofree char *text = g_date_time_format_iso8601 (time);

  g_string_append_printf (report, "%s%s\n", indent, text);
}

static void
write_field (GString    *report,
             const char *message,
             const char *name,
             const char *compact)
{
  g_autofree char *value = dup_field (message, name, compact);

  if (value != NULL)
    g_string_append_printf (report, "  %s: %s\n", name, value);
}

static void
write_entry (GString         *report,
             PhoneTraceEntry *entry)
{
  const char *text = phone_trace_entry_get_text (entry);

  write_time (report, phone_trace_entry_get_time (entry), "\n");
  write_field (report, text, "From", "f");
  write_field (report, text, "Call-ID", "i");
  write_field (report, text, "Via", "v");
  g_string_append_printf (report, "  %s %s\n", _ ("Came over:"), phone_trace_entry_get_scheme (entry));
}

static guint
write_entries (GString    *report,
               PhoneTrace *trace,
               const char *address)
{
  guint n_found = 0;

  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (trace)); n++)
    {
      g_autoptr (PhoneTraceEntry) entry = g_list_model_get_item (G_LIST_MODEL (trace), n);

      if (is_from (entry, address) && n_found++ < MAX_TIMES)
        write_entry (report, entry);
    }
  return n_found;
}

/* What the trace has forgotten is at least told by the clock. */
static void
write_times (GString           *report,
             PhoneConversation *conversation)
{
  guint n_messages = g_list_model_get_n_items (G_LIST_MODEL (conversation));

  g_string_append_printf (report, "\n%s\n", _ ("Messages came at:"));
  for (guint n = 0, written = 0; n < n_messages && written < MAX_TIMES; n++)
    {
      g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), n_messages - 1 - n);

      if (phone_message_is_outgoing (message))
        continue;
      write_time (report, phone_message_get_time (message), "  ");
      written++;
    }
}

/**
 * phone_report_dup_text:
 * @trace: what was said on the lines
 * @conversation: with whoever molests somebody
 *
 * Writes down what a provider needs to find them: their address, when they wrote, and what the network called it.
 *
 * Returns: (transfer full): a text for people
 */
char *
phone_report_dup_text (PhoneTrace        *trace,
                       PhoneConversation *conversation)
{
  GString *report;
  PhoneAccount *account;
  const char *address;

  g_return_val_if_fail (PHONE_IS_TRACE (trace), NULL);
  g_return_val_if_fail (PHONE_IS_CONVERSATION (conversation), NULL);

  report = g_string_new (_ ("Report of unwanted messages"));
  account = phone_conversation_get_account (conversation);
  address = phone_conversation_get_address (conversation);
  g_string_append_printf (report, "\n\n%s %s\n", _ ("Sender:"), address);
  if (account != NULL)
    g_string_append_printf (report, "%s %s\n", _ ("Receiver:"), phone_account_get_address (account));
  if (write_entries (report, trace, address) == 0)
    write_times (report, conversation);
  return g_string_free (report, FALSE);
}
