/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever asks from a terminal sees neither the window nor its colours. The same words are put on lines,
 * and a caller's name is kept from moving the cursor. */

#include "app-command-status.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"

#define TEXT_MAX 200 /* characters */

/* Beside the control characters, those that turn the direction of what follows. */
static gboolean
moves_text (gunichar letter)
{
  return g_unichar_iscntrl (letter) || letter == 0x2028 || letter == 0x2029 || letter == 0xfeff ||
         (letter >= 0x200e && letter <= 0x200f) || (letter >= 0x202a && letter <= 0x202e) ||
         (letter >= 0x2066 && letter <= 0x2069);
}

/**
 * app_command_status_dup_plain:
 * @text: text of a stranger
 *
 * Puts a sign in the place of whatever a terminal would obey, and of what does not fit on a line.
 *
 * Returns: (transfer full): UTF-8 for a terminal
 */
char *
app_command_status_dup_plain (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) plain = g_string_new (NULL);
  guint n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  for (const char *at = valid; *at != '\0' && n < TEXT_MAX; at = g_utf8_next_char (at), n++)
    g_string_append_unichar (plain, moves_text (g_utf8_get_char (at)) ? 0xfffd : g_utf8_get_char (at));
  if (n == TEXT_MAX)
    g_string_append (plain, "…");
  return g_string_free_and_steal (g_steal_pointer (&plain));
}

static PhoneCall *
find_call (Phone      *phone,
           gboolean  (*fits) (gpointer owner, PhoneCallState state))
{
  GListModel *calls = phone != NULL ? phone_get_calls (phone) : NULL;
  guint n = calls != NULL ? g_list_model_get_n_items (calls) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (fits (NULL, phone_call_get_state (call)))
        return call; /* the list has it */
    }
  return NULL;
}

/**
 * app_command_status_find_ringing:
 * @phone: (nullable): the phone
 *
 * Returns: (transfer none) (nullable): the call that waits to be answered longest; %NULL: nobody calls
 */
PhoneCall *
app_command_status_find_ringing (Phone *phone)
{
  return find_call (phone, app_closures_call_waits);
}

/**
 * app_command_status_find_current:
 * @phone: (nullable): the phone
 *
 * Returns: (transfer none) (nullable): the call in which somebody is heard, or else one that goes on; %NULL: there is none
 */
PhoneCall *
app_command_status_find_current (Phone *phone)
{
  PhoneCall *call = find_call (phone, app_closures_call_is_active);

  return call != NULL ? call : find_call (phone, app_closures_call_goes_on);
}

static void
append_line (GString    *text,
             const char *who,
             const char *how)
{
  g_autofree char *plain_who = app_command_status_dup_plain (who);
  g_autofree char *plain_how = app_command_status_dup_plain (how);

  g_string_append_printf (text, "%s: %s\n", plain_who, plain_how);
}

static void
append_account (GString      *text,
                PhoneAccount *account)
{
  PhoneAccountState state = phone_account_get_state (account);
  g_autofree char *title = app_closures_status_title (NULL, state);

  append_line (text, phone_account_get_address (account), title);
}

static void
append_call (GString   *text,
             PhoneCall *call)
{
  g_autofree char *how = app_closures_call_status (NULL, phone_call_get_state (call), phone_call_get_duration (call),
                                                   phone_call_get_end_text (call));

  append_line (text, phone_call_get_remote_name (call), how);
}

/**
 * app_command_status_dup_text:
 * @phone: (nullable): the phone; %NULL: it has not started yet
 *
 * Whether one can be reached, a line for each account, and a line for each call.
 *
 * Returns: (transfer full): lines for a terminal
 */
char *
app_command_status_dup_text (Phone *phone)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (phone == NULL)
    return g_strconcat (_("Starting…"), "\n", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (phone_get_accounts (phone)); i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (phone_get_accounts (phone), i);

      append_account (text, account);
    }
  if (text->len == 0)
    g_string_append_printf (text, "%s\n", _("No account has been set up."));
  for (guint i = 0; i < g_list_model_get_n_items (phone_get_calls (phone)); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (phone_get_calls (phone), i);

      append_call (text, call);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}
