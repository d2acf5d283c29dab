/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The command line as a checked value. The password never comes by an argument, where every user of the
 * machine could read it, but from a file or the first line of standard input.
 */

#include "cli-options.h"

#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#define LIMIT_PASSWORD 1024

typedef struct
{
  const char *name;
  CliVerb     verb;
  guint       n_arguments;
} Verb;

static const Verb verbs[] = {
  { "register", CLI_VERB_REGISTER, 0 }, { "call", CLI_VERB_CALL, 1 },   { "answer", CLI_VERB_ANSWER, 0 },
  { "message", CLI_VERB_MESSAGE, 2 },   { "watch", CLI_VERB_WATCH, 0 },
  { "probe", CLI_VERB_PROBE, 1 },       { "why", CLI_VERB_WHY, 1 },
};

static const char summary[] =
  "Commands:\n"
  "  register               go online, say so, go offline\n"
  "  call TARGET            call an address or a number, until the call ends\n"
  "  answer                 wait for a call and answer it\n"
  "  message TARGET TEXT    send one message\n"
  "  probe ADDRESS          look for the server of an address\n"
  "  why FILE               say why what failed in a trace failed; as --trace and the window write it\n"
  "  watch                  stay online and tell everything; commands are read from standard input:\n"
  "                         call T [video], video on|off, camera on|off, answer, decline, busy, hangup, mute, unmute,\n"
  "                         hold, resume, digits D,\n"
  "                         message T TEXT, register, unregister, quit,\n"
  "                         account add ADDRESS SERVER PASSWORD-FILE [KEY], account use ADDRESS,\n"
  "                         record FILE|stop, record-consent never|ask|allowed, record-agreed, record-announced on|off,\n"
  "                         watch-presence T, watch-lamp T, unwatch T, watch-list T|off, unasked on|off,\n"
  "                         presence available|away|busy|offline|unknown [NOTE]\n"
  "\n"
  "Exit status: 0 well, 1 failed, 2 wrong usage, 3 could not register.";

static GOptionGroup *
make_account_group (CliOptions *self)
{
  const GOptionEntry entries[] = {
    { "account", 'a', 0, G_OPTION_ARG_STRING, &self->account, "Address, for this run alone", "ADDRESS" },
    { "server", 's', 0, G_OPTION_ARG_STRING_ARRAY, &self->servers, "Server, as wss://example.org/path;weight=10", "URL" },
    { "password-file", 'p', 0, G_OPTION_ARG_FILENAME, &self->password_file, "Where the password is; - is standard input", "FILE" },
    { "display-name", 0, 0, G_OPTION_ARG_STRING, &self->display_name, "Name that others see", "NAME" },
    { "trust", 0, 0, G_OPTION_ARG_STRING, &self->trust, "Trust a server that shows this key", "sha256:…" },
    { "recovery", 0, 0, G_OPTION_ARG_STRING, &self->recovery, "When the line is lost: backoff, contract or off", "POLICY" },
    { "practice", 0, 0, G_OPTION_ARG_NONE, &self->practice, "Use the practice exchange: echo, partner, callback", NULL },
    { "expires", 0, 0, G_OPTION_ARG_INT, &self->expires, "Ask for a registration of so many seconds", "SECONDS" },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("account", "Account:", "Options about the account", NULL, NULL);

  g_option_group_add_entries (group, entries);
  return group;
}

static void
add_main_entries (CliOptions     *self,
                  GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "microphone", 0, 0, G_OPTION_ARG_STRING, &self->microphone, "default, a device, silence, or tone:HZ", "WHICH" },
    { "speaker", 0, 0, G_OPTION_ARG_STRING, &self->speaker, "default, a device, or none", "WHICH" },
    { "camera", 0, 0, G_OPTION_ARG_STRING, &self->camera, "default, a device, or test:PATTERN", "WHICH" },
    { "for", 0, 0, G_OPTION_ARG_INT, &self->seconds, "Stop after so long", "SECONDS" },
    { "hangup-after", 0, 0, G_OPTION_ARG_INT, &self->hang_up_after, "Talk so long, then hang up", "SECONDS" },
    { "answer-after", 0, 0, G_OPTION_ARG_INT, &self->answer_after, "Answer incoming calls after so long", "SECONDS" },
    { "no-answer-after", 0, 0, G_OPTION_ARG_INT, &self->no_answer_after, "Give up an incoming call after so long", "SECONDS" },
    { "decline", 0, 0, G_OPTION_ARG_NONE, &self->decline, "Decline incoming calls", NULL },
    { "busy", 0, 0, G_OPTION_ARG_NONE, &self->busy, "Be busy to incoming calls", NULL },
    { "digits", 0, 0, G_OPTION_ARG_STRING, &self->digits, "Press these keys once the call is active", "DIGITS" },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &self->json, "One JSON object a line", NULL },
    { "trace", 't', 0, G_OPTION_ARG_NONE, &self->trace, "Every message on standard error, secrets left out", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, "Say the version", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->words, NULL, "COMMAND [ARGUMENT…]" },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static gboolean G_GNUC_PRINTF (2, 3)
fail (GError    **error,
      const char *format,
      ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, arguments));
  va_end (arguments);
  return FALSE;
}

static gboolean
read_verb (CliOptions  *self,
           GError     **error)
{
  guint n_words = self->words != NULL ? g_strv_length (self->words) : 0;

  if (n_words == 0)
    return fail (error, "a command is missing");

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (g_strcmp0 (self->words[0], verbs[i].name) != 0)
        continue;
      if (n_words != verbs[i].n_arguments + 1)
        return fail (error, "wrong number of arguments to “%s”", self->words[0]);

      self->verb = verbs[i].verb;
      self->target = n_words > 1 ? g_strdup (self->words[1]) : NULL;
      self->text = n_words > 2 ? g_strdup (self->words[2]) : NULL;
      return TRUE;
    }
  return fail (error, "no such command: “%s”", self->words[0]);
}

static gboolean
check_seconds (const char  *name,
               int          value,
               GError     **error)
{
  return value >= -1 || fail (error, "--%s wants seconds, zero or more", name);
}

static gboolean
check_trust (const char  *key,
             GError     **error)
{
  static const char prefix[] = "sha256:";
  const char *digits = key != NULL && g_str_has_prefix (key, prefix) ? key + strlen (prefix) : "";

  return key == NULL || (strlen (digits) == 64 && strspn (digits, "0123456789abcdef") == 64) ||
         fail (error, "--trust wants sha256: and 64 hexadecimal digits");
}

static gboolean
check_recovery (const char  *name,
                GError     **error)
{
  static const char *const names[] = { "backoff", "contract", "off", NULL };

  return name == NULL || g_strv_contains (names, name) || fail (error, "no such --recovery: “%s”", name);
}

static gboolean
check_values (CliOptions  *self,
              GError     **error)
{
  if (self->servers != NULL)
    self->server = g_strjoinv (",", self->servers);
  if (self->practice && self->account != NULL)
    return fail (error, "--practice and --account exclude each other");
  if (self->account != NULL && self->password_file == NULL)
    return fail (error, "--account wants --password-file");
  if (self->text != NULL && !g_utf8_validate (self->text, -1, NULL))
    return fail (error, "the text is not UTF-8");
  return check_trust (self->trust, error) && check_recovery (self->recovery, error)
         && check_seconds ("for", self->seconds, error)
         && check_seconds ("hangup-after", self->hang_up_after, error)
         && check_seconds ("answer-after", self->answer_after, error)
         && check_seconds ("no-answer-after", self->no_answer_after, error)
         && check_seconds ("expires", self->expires, error);
}

/* Octet by octet: what follows the first line belongs to the commands of “watch”. */
static char *
read_line_of_standard_input (void)
{
  char line[LIMIT_PASSWORD];
  gsize length = 0;

  while (length < sizeof line && read (STDIN_FILENO, &line[length], 1) == 1 && line[length] != '\n')
    length++;

  char *copy = g_strndup (line, length);

  explicit_bzero (line, sizeof line);
  return copy;
}

/**
 * cli_options_read_password:
 * @file: where it is; "-": the next line of standard input
 * @error: why there is none
 *
 * Reads a password: the first line of a file, at most 1023 bytes.
 *
 * Returns: (transfer full) (nullable): the password
 */
char *
cli_options_read_password (const char  *file,
                           GError     **error)
{
  char *password = NULL;

  if (g_strcmp0 (file, "-") == 0)
    password = read_line_of_standard_input ();
  else if (!g_file_get_contents (file, &password, NULL, error))
    return NULL;

  password[strcspn (password, "\r\n")] = '\0';
  if (*password != '\0' && strlen (password) < LIMIT_PASSWORD)
    return password;
  g_free (password);
  fail (error, "no usable password in “%s”", file);
  return NULL;
}

static gboolean
read_password (CliOptions  *self,
               GError     **error)
{
  if (self->password_file == NULL)
    return TRUE;

  self->password = cli_options_read_password (self->password_file, error);
  return self->password != NULL;
}

/**
 * cli_options_parse:
 * @argc: (inout): the count of arguments
 * @argv: (inout): the arguments
 * @error: what was wrong with them
 *
 * Reads and checks the command line; `--help` prints and exits.
 *
 * Returns: (transfer full) (nullable): the options
 */
CliOptions *
cli_options_parse (int      *argc,
                   char   ***argv,
                   GError  **error)
{
  g_autoptr (CliOptions) self = g_new0 (CliOptions, 1);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  self->seconds = self->hang_up_after = self->answer_after = self->expires = self->no_answer_after = -1;
  g_option_context_set_summary (context, summary);
  add_main_entries (self, context);
  g_option_context_add_group (context, make_account_group (self));
  if (!g_option_context_parse (context, argc, argv, error))
    return NULL;
  if (self->version)
    return g_steal_pointer (&self);
  if (!read_verb (self, error) || !check_values (self, error) || !read_password (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * cli_options_free:
 * @self: (transfer full): the options
 *
 * Frees the options; the password is overwritten first.
 */
void
cli_options_free (CliOptions *self)
{
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->target);
  g_free (self->text);
  g_free (self->account);
  g_strfreev (self->servers);
  g_free (self->server);
  g_free (self->trust);
  g_free (self->recovery);
  g_free (self->password_file);
  g_free (self->display_name);
  g_free (self->microphone);
  g_free (self->speaker);
  g_free (self->camera);
  g_free (self->digits);
  g_strfreev (self->words);
  g_free (self);
}
