/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a telephone is also used from scripts, keys and links, while its window may be anywhere or nowhere.
 * What can be asked for is one table; everything is checked before the program that runs is bothered with it. */

#include "app-command-line.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-command-status.h"

#define ADDRESS_MAX 2048 /* octets */
#define LINKS_MAX   8
#define BUS_MS      5000

typedef struct
{
  GApplication *application;
  Phone *phone; /* NULL: not started yet */
  GApplicationCommandLine *line;
  const char *target;
} Request;

typedef int (*CarryOut) (const Request *request);

static const GOptionEntry entries[] = {
  { "call", 'c', 0, G_OPTION_ARG_STRING, NULL, N_("Call an address or a number"), N_("ADDRESS") },
  { "message", 'm', 0, G_OPTION_ARG_STRING, NULL, N_("Write to an address"), N_("ADDRESS") },
  { "answer", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Answer the call that rings"), NULL },
  { "decline", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Decline the call that rings"), NULL },
  { "hangup", 0, 0, G_OPTION_ARG_NONE, NULL, N_("End the call"), NULL },
  { "status", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Tell who can be reached, and which calls there are"), NULL },
  { "new-call", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the window to call somebody"), NULL },
  { "new-message", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the window to write to somebody"), NULL },
  { "background", 'b', 0, G_OPTION_ARG_NONE, NULL, N_("Be on duty without a window"), NULL },
  { "set-up", 's', 0, G_OPTION_ARG_STRING, NULL, N_("Set up the accounts that a link offers"), N_("LINK") },
  { "verbose", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Tell on standard error what happens"), NULL },
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_("[LINK…]") },
  { NULL },
};

static int
activate (const Request *request,
          const char    *action,
          const char    *target)
{
  g_action_group_activate_action (G_ACTION_GROUP (request->application), action,
                                  target != NULL ? g_variant_new_string (target) : NULL);
  return APP_COMMAND_LINE_DONE;
}

static int
call (const Request *request)
{
  return activate (request, "call", request->target);
}

static int
message (const Request *request)
{
  return activate (request, "message", request->target);
}

static int
set_up (const Request *request)
{
  return activate (request, "set-up-by", request->target);
}

static int
new_call (const Request *request)
{
  return activate (request, "new-call", NULL);
}

static int
new_message (const Request *request)
{
  return activate (request, "new-message", NULL);
}

/* On duty, and unseen. */
static int
stay_in_background (const Request *request)
{
  return activate (request, "background", NULL);
}

static int
status (const Request *request)
{
  g_autofree char *text = app_command_status_dup_text (request->phone);

  g_application_command_line_print_literal (request->line, text);
  return APP_COMMAND_LINE_DONE;
}

static int
refuse (const Request *request,
        const char    *text)
{
  g_application_command_line_printerr (request->line, "%s\n", text);
  return APP_COMMAND_LINE_FAILED;
}

static int
answer (const Request *request)
{
  PhoneCall *ringing = app_command_status_find_ringing (request->phone);

  if (ringing == NULL)
    return refuse (request, _("Nobody is calling."));
  return activate (request, "answer", phone_call_get_id (ringing));
}

/* Neither needs a window, and there may be none. */
static int
decline (const Request *request)
{
  PhoneCall *ringing = app_command_status_find_ringing (request->phone);

  if (ringing == NULL)
    return refuse (request, _("Nobody is calling."));
  phone_call_decline (ringing);
  return APP_COMMAND_LINE_DONE;
}

static int
hang_up (const Request *request)
{
  PhoneCall *current = app_command_status_find_current (request->phone);

  if (current == NULL)
    return refuse (request, _("There is no call to end."));
  phone_call_hang_up (current);
  return APP_COMMAND_LINE_DONE;
}

/* What may be asked for, one of them at a time; of some there is nothing to do unless the program runs already. */
static const struct
{
  const char *option;
  gboolean has_target;
  gboolean only_running;
  CarryOut carry_out;
} verbs[] = {
  { "call", TRUE, FALSE, call },
  { "message", TRUE, FALSE, message },
  { "set-up", TRUE, FALSE, set_up },
  { "new-call", FALSE, FALSE, new_call },
  { "new-message", FALSE, FALSE, new_message },
  { "background", FALSE, FALSE, stay_in_background },
  { "answer", FALSE, TRUE, answer },
  { "decline", FALSE, TRUE, decline },
  { "hangup", FALSE, TRUE, hang_up },
  { "status", FALSE, TRUE, status },
};

/* Which was given; −1: none. @second: another one; NULL: one alone. */
static int
find_verb (GVariantDict  *given,
           const char   **second)
{
  int found = -1;

  *second = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (!g_variant_dict_contains (given, verbs[i].option))
        continue;
      if (found >= 0)
        *second = verbs[i].option;
      else
        found = (int) i;
    }
  return found;
}

/* Nobody's address is empty, begins like an option, or moves the cursor of a terminal. */
static gboolean
is_an_address (const char *text)
{
  if (*text == '\0' || *text == '-' || strlen (text) > ADDRESS_MAX)
    return FALSE;
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static gboolean
is_a_link (const char *text)
{
  static const char *const schemes[] = { "sip:", "sips:", "tel:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0)
      return is_an_address (text) && text[strlen (schemes[i])] != '\0';
  return FALSE;
}

/* NULL: they can be opened. */
static char *
dup_fault_of_links (GVariantDict *given)
{
  g_autofree const char **links = NULL;

  if (!g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&s", &links))
    return NULL;
  if (g_strv_length ((char **) links) > LINKS_MAX)
    return g_strdup (_("These are too many links at once."));
  for (gsize i = 0; links[i] != NULL; i++)
    {
      g_autofree char *shown = app_command_status_dup_plain (links[i]);

      if (!is_a_link (links[i]))
        return g_strdup_printf (_("“%s” is no link that can be called: it begins with sip:, sips: or tel:."), shown);
    }
  return NULL;
}

/* NULL: it makes sense. Asked in both processes, since others than ours can talk to the one that has the phone. */
static char *
dup_fault (GVariantDict *given)
{
  const char *second;
  const char *target = NULL;
  int verb = find_verb (given, &second);

  if (verb < 0)
    return dup_fault_of_links (given);
  if (second != NULL || g_variant_dict_contains (given, G_OPTION_REMAINING))
    return g_strdup_printf (_("“--%s” goes with nothing else."), verbs[verb].option);
  if (!verbs[verb].has_target)
    return NULL;
  if (g_variant_dict_lookup (given, verbs[verb].option, "&s", &target) && is_an_address (target))
    return NULL;
  return g_strdup_printf (_("What “--%s” was given is no address."), verbs[verb].option);
}

/* Asked of the bus before anything else is begun: without this, the question alone would open a window. */
static gboolean
is_running (GApplication *application)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  gboolean owned = FALSE;

  if (bus == NULL)
    return FALSE;
  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                        "NameHasOwner",
                                        g_variant_new ("(s)", g_application_get_application_id (application)),
                                        G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, BUS_MS, NULL, NULL);
  if (answer != NULL)
    g_variant_get (answer, "(b)", &owned);
  return owned;
}

/**
 * app_command_line_add_options:
 * @application: the application, not yet running
 *
 * Adds what a command line may say; --help lists it.
 */
void
app_command_line_add_options (GApplication *application)
{
  g_return_if_fail (G_IS_APPLICATION (application));

  g_application_add_main_option_entries (application, entries);
}

/**
 * app_command_line_check:
 * @application: the application, in the process that was started
 * @given: its options, as GApplication::handle-local-options has them
 * @said: (out) (transfer full) (nullable): what the terminal is to be told; %NULL: nothing
 *
 * Refuses what makes no sense, and answers what needs no phone.
 *
 * Returns: how the process ends, or −1 if the command line is to be carried out
 */
int
app_command_line_check (GApplication  *application,
                        GVariantDict  *given,
                        char         **said)
{
  const char *second;
  int verb;

  g_return_val_if_fail (G_IS_APPLICATION (application), APP_COMMAND_LINE_FAILED);
  g_return_val_if_fail (given != NULL, APP_COMMAND_LINE_FAILED);
  g_return_val_if_fail (said != NULL, APP_COMMAND_LINE_FAILED);

  *said = NULL;
  if (g_variant_dict_contains (given, "version"))
    {
      *said = g_strdup_printf ("%s %s", g_get_application_name (), VERSION);
      return APP_COMMAND_LINE_DONE;
    }
  if (g_variant_dict_contains (given, "verbose"))
    g_log_set_debug_enabled (TRUE);
  *said = dup_fault (given);
  if (*said != NULL)
    return APP_COMMAND_LINE_WRONG;
  verb = find_verb (given, &second);
  if (verb < 0 || !verbs[verb].only_running || is_running (application))
    return -1;
  *said = g_strdup_printf (_("%s is not running."), g_get_application_name ());
  return APP_COMMAND_LINE_NOT_RUNNING;
}

static void
traced_cb (Phone      *phone,
           gboolean    outgoing,
           const char *text,
           gpointer    user_data)
{
  g_debug ("%s\n%s", outgoing ? "→" : "←", text);
}

/**
 * app_command_line_watch:
 * @phone: a phone, not yet started
 *
 * Where the command line said --verbose, tells on standard error what is said on every line, less the secrets.
 */
void
app_command_line_watch (Phone *phone)
{
  g_return_if_fail (PHONE_IS_PHONE (phone));

  if (g_log_get_debug_enabled ())
    g_signal_connect (phone, "traced", G_CALLBACK (traced_cb), NULL);
}

static int
open_links (const Request *request,
            GVariantDict  *given)
{
  g_autofree const char **links = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (!g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&s", &links))
    {
      g_application_activate (request->application);
      return APP_COMMAND_LINE_DONE;
    }
  for (gsize i = 0; links[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_uri (links[i]));
  g_application_open (request->application, (GFile **) files->pdata, (int) files->len, "");
  return APP_COMMAND_LINE_DONE;
}

/**
 * app_command_line_carry_out:
 * @application: the application, in the process that has the phone
 * @phone: (nullable): its phone; %NULL: it has not started yet
 * @line: a command line that was checked, of this process or another one
 *
 * Does what a command line asks for. What there is to say is said on the terminal it comes from.
 *
 * Returns: how the process that was started ends
 */
int
app_command_line_carry_out (GApplication            *application,
                            Phone                   *phone,
                            GApplicationCommandLine *line)
{
  Request request = { .application = application, .phone = phone, .line = line };
  g_autofree char *fault = NULL;
  GVariantDict *given;
  const char *second;
  int verb;

  g_return_val_if_fail (G_IS_APPLICATION (application), APP_COMMAND_LINE_FAILED);
  g_return_val_if_fail (phone == NULL || PHONE_IS_PHONE (phone), APP_COMMAND_LINE_FAILED);
  g_return_val_if_fail (G_IS_APPLICATION_COMMAND_LINE (line), APP_COMMAND_LINE_FAILED);

  given = g_application_command_line_get_options_dict (line);
  fault = dup_fault (given);
  if (fault != NULL)
    {
      g_application_command_line_printerr (line, "%s\n", fault);
      return APP_COMMAND_LINE_WRONG;
    }
  verb = find_verb (given, &second);
  if (verb < 0)
    return open_links (&request, given);
  g_variant_dict_lookup (given, verbs[verb].option, "&s", &request.target);
  return verbs[verb].carry_out (&request);
}
