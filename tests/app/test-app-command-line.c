/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A telephone that is asked from a terminal: what it does, what it says there, and how the command ends. */

#include "app-command-line.h"

#include "app-test.h"
#include "scripted-phone.h"

#define TEST_TYPE_LINE (test_line_get_type ())
G_DECLARE_FINAL_TYPE (TestLine, test_line, TEST, LINE, GApplicationCommandLine)

/* A command line of another process, whose terminal is a text. */
struct _TestLine
{
  GApplicationCommandLine parent_instance;

  GString *said;
  GString *complained;
};

G_DEFINE_FINAL_TYPE (TestLine, test_line, G_TYPE_APPLICATION_COMMAND_LINE)

static void
test_line_print (GApplicationCommandLine *line,
                 const char              *text)
{
  g_string_append (TEST_LINE (line)->said, text);
}

static void
test_line_printerr (GApplicationCommandLine *line,
                    const char              *text)
{
  g_string_append (TEST_LINE (line)->complained, text);
}

static void
test_line_finalize (GObject *object)
{
  g_string_free (TEST_LINE (object)->said, TRUE);
  g_string_free (TEST_LINE (object)->complained, TRUE);
  G_OBJECT_CLASS (test_line_parent_class)->finalize (object);
}

static void
test_line_class_init (TestLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_line_finalize;
  G_APPLICATION_COMMAND_LINE_CLASS (klass)->print_literal = test_line_print;
  G_APPLICATION_COMMAND_LINE_CLASS (klass)->printerr_literal = test_line_printerr;
}

static void
test_line_init (TestLine *self)
{
  self->said = g_string_new (NULL);
  self->complained = g_string_new (NULL);
}

typedef struct
{
  GApplication *application;
  Phone *phone;
  GString *done; /* what the application was asked for */
} Desk;

static void
act_cb (GSimpleAction *action,
        GVariant      *target,
        gpointer       user_data)
{
  Desk *desk = user_data;

  g_string_append_printf (desk->done, "%s %s;", g_action_get_name (G_ACTION (action)),
                          target != NULL ? g_variant_get_string (target, NULL) : "");
}

static void
activate_cb (Desk *desk)
{
  g_string_append (desk->done, "window;");
}

static void
open_cb (Desk   *desk,
         GFile **files,
         int     n_files,
         char   *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      g_string_append_printf (desk->done, "open %s;", uri);
    }
}

static void
set_up (Desk *desk)
{
  static const GActionEntry actions[] = {
    { .name = "call", .activate = act_cb, .parameter_type = "s" },
    { .name = "message", .activate = act_cb, .parameter_type = "s" },
    { .name = "set-up-by", .activate = act_cb, .parameter_type = "s" },
    { .name = "answer", .activate = act_cb, .parameter_type = "s" },
    { .name = "new-call", .activate = act_cb },
    { .name = "new-message", .activate = act_cb },
  };

  desk->done = g_string_new (NULL);
  desk->phone = phone_new (NULL, NULL);
  desk->application = g_application_new ("app.earshot.Test", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE |
                                                                 G_APPLICATION_HANDLES_COMMAND_LINE);
  g_action_map_add_action_entries (G_ACTION_MAP (desk->application), actions, G_N_ELEMENTS (actions), desk);
  g_signal_connect_swapped (desk->application, "activate", G_CALLBACK (activate_cb), desk);
  g_signal_connect_swapped (desk->application, "open", G_CALLBACK (open_cb), desk);
  g_assert_true (g_application_register (desk->application, NULL, NULL));
}

static void
clear (Desk *desk)
{
  g_clear_object (&desk->application);
  g_clear_object (&desk->phone);
  g_string_free (desk->done, TRUE);
}

/* Two words: an option, or %NULL for the links, and what it was given; NULL: nothing. */
static GVariantDict *
make_options (const char *option,
              const char *target)
{
  const char *links[] = { target, NULL };
  GVariantDict *given = g_variant_dict_new (NULL);

  if (option == NULL && target != NULL)
    g_variant_dict_insert_value (given, G_OPTION_REMAINING, g_variant_new_strv (links, 1));
  else if (option != NULL && target != NULL)
    g_variant_dict_insert (given, option, "s", target);
  else if (option != NULL)
    g_variant_dict_insert (given, option, "b", TRUE);
  return given;
}

static TestLine *
carry_out (Desk         *desk,
           GVariantDict *given,
           int           expected)
{
  TestLine *line;

  line = g_object_new (TEST_TYPE_LINE, "options", g_variant_dict_end (given), NULL);
  g_string_truncate (desk->done, 0);
  g_assert_cmpint (app_command_line_carry_out (desk->application, desk->phone, G_APPLICATION_COMMAND_LINE (line)), ==,
                   expected);
  g_variant_dict_unref (given);
  return line;
}

/* Carries it out, and compares what was done, what was said, and whether there was a complaint. */
static void
expect (Desk         *desk,
        GVariantDict *given,
        const char   *done,
        const char   *said)
{
  g_autoptr (TestLine) line = carry_out (desk, given, APP_COMMAND_LINE_DONE);

  g_assert_cmpstr (desk->done->str, ==, done);
  g_assert_cmpstr (line->said->str, ==, said);
  g_assert_cmpstr (line->complained->str, ==, "");
}

static void
expect_refusal (Desk         *desk,
                GVariantDict *given,
                int           status,
                const char   *words)
{
  g_autoptr (TestLine) line = carry_out (desk, given, status);

  g_assert_cmpstr (desk->done->str, ==, "");
  g_assert_cmpstr (line->said->str, ==, "");
  g_assert_cmpstr (line->complained->str, ==, words);
}

static void
test_asked (void)
{
  Desk desk = { 0 };

  set_up (&desk);
  expect (&desk, make_options (NULL, NULL), "window;", "");
  expect (&desk, make_options ("call", "bob@example.org"), "call bob@example.org;", "");
  expect (&desk, make_options ("message", "+49 30 1234"), "message +49 30 1234;", "");
  expect (&desk, make_options ("set-up", "https://example.org/me"), "set-up-by https://example.org/me;", "");
  expect (&desk, make_options ("new-call", NULL), "new-call ;", "");
  expect (&desk, make_options ("new-message", NULL), "new-message ;", "");
  expect (&desk, make_options (NULL, "sip:bob@example.org?subject=a%20b"), "open sip:bob@example.org?subject=a%20b;", "");
  expect (&desk, make_options (NULL, "TEL:+49-30-1234"), "open TEL:+49-30-1234;", "");
  clear (&desk);
}

/* Answered and declined is what rings, ended is the call in which somebody is heard. */
static void
test_calls (void)
{
  Desk desk = { 0 };
  g_autoptr (PhoneAccount) account = scripted_account_new ("me@example.org", FALSE);
  g_autoptr (PhoneCall) held = scripted_call_new (account, "Held", "held@example.org", FALSE);
  g_autoptr (PhoneCall) talk = scripted_call_new (account, "Talk", "talk@example.org", FALSE);
  g_autoptr (PhoneCall) rings = scripted_call_new (account, "Rings", "rings@example.org", TRUE);
  g_autofree char *answered = g_strdup_printf ("answer %s;", phone_call_get_id (rings));

  set_up (&desk);
  expect_refusal (&desk, make_options ("answer", NULL), APP_COMMAND_LINE_FAILED, "Nobody is calling.\n");
  expect_refusal (&desk, make_options ("decline", NULL), APP_COMMAND_LINE_FAILED, "Nobody is calling.\n");
  expect_refusal (&desk, make_options ("hangup", NULL), APP_COMMAND_LINE_FAILED, "There is no call to end.\n");

  scripted_call_set_state (held, PHONE_CALL_STATE_HELD);
  scripted_call_set_state (talk, PHONE_CALL_STATE_ACTIVE);
  scripted_phone_add_call (desk.phone, held);
  scripted_phone_add_call (desk.phone, talk);
  scripted_phone_add_call (desk.phone, rings);
  expect (&desk, make_options ("answer", NULL), answered, "");
  expect (&desk, make_options ("decline", NULL), "", "");
  g_assert_cmpint (phone_call_get_state (rings), ==, PHONE_CALL_STATE_ENDED);
  expect (&desk, make_options ("hangup", NULL), "", "");
  g_assert_cmpint (phone_call_get_state (talk), ==, PHONE_CALL_STATE_ENDED);
  g_assert_cmpint (phone_call_get_state (held), ==, PHONE_CALL_STATE_HELD);
  clear (&desk);
}

static void
test_status (void)
{
  Desk desk = { 0 };
  g_autoptr (PhoneAccount) account = scripted_account_new ("me@example.org", FALSE);
  g_autoptr (Phone) phone = NULL;

  set_up (&desk);
  expect (&desk, make_options ("status", NULL), "", "No account has been set up.\n");
  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_REGISTERED, "");
  scripted_phone_add_account (desk.phone, account);
  expect (&desk, make_options ("status", NULL), "", "me@example.org: Ready\n");

  phone = g_steal_pointer (&desk.phone);
  expect (&desk, make_options ("status", NULL), "", "Starting…\n");
  expect_refusal (&desk, make_options ("answer", NULL), APP_COMMAND_LINE_FAILED, "Nobody is calling.\n");
  clear (&desk);
}

/* Whoever reaches the process that has the phone without the check of the other is refused there. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *option;
    const char *target;
  } rows[] = {
    { "call", "" },        { "call", "--answer" },   { "call", "bob\033[2J" },    { "message", "bob\nbob" },
    { "set-up", "\x7f" },  { "call", NULL },         { NULL, "bob@example.org" }, { NULL, "file:///etc/passwd" },
    { NULL, "javascript:alert(1)" }, { NULL, "sip:" }, { NULL, "https://example.org" }, { NULL, "sip:bob\r\nVia: x" },
    { NULL, "" },
  };
  Desk desk = { 0 };
  g_autofree char *endless = g_strnfill (4096, 'a');
  GVariantDict *given;

  set_up (&desk);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TestLine) line = carry_out (&desk, make_options (rows[i].option, rows[i].target), APP_COMMAND_LINE_WRONG);

      g_assert_cmpstr (desk.done->str, ==, "");
      g_assert_true (g_str_has_suffix (line->complained->str, ".\n"));
      g_assert_null (strchr (line->complained->str, '\033'));
      g_assert_true (g_utf8_validate (line->complained->str, -1, NULL));
    }
  expect_refusal (&desk, make_options ("call", endless), APP_COMMAND_LINE_WRONG,
                  "What “--call” was given is no address.\n");
  given = make_options ("answer", NULL);
  g_variant_dict_insert (given, "decline", "b", TRUE);
  expect_refusal (&desk, given, APP_COMMAND_LINE_WRONG, "“--answer” goes with nothing else.\n");
  given = make_options (NULL, "sip:bob@example.org");
  g_variant_dict_insert (given, "hangup", "b", TRUE);
  expect_refusal (&desk, given, APP_COMMAND_LINE_WRONG, "“--hangup” goes with nothing else.\n");
  clear (&desk);
}

static void
test_too_many (void)
{
  const char *links[] = { "sip:a@b", "sip:a@b", "sip:a@b", "sip:a@b", "sip:a@b", "sip:a@b", "sip:a@b", "sip:a@b",
                          "sip:a@b" };
  GVariantDict *given = g_variant_dict_new (NULL);
  Desk desk = { 0 };

  set_up (&desk);
  g_variant_dict_insert_value (given, G_OPTION_REMAINING, g_variant_new_strv (links, G_N_ELEMENTS (links)));
  expect_refusal (&desk, given, APP_COMMAND_LINE_WRONG, "These are too many links at once.\n");
  clear (&desk);
}

/* What the process that was started does, and says. */
static int
check (Desk        *desk,
       const char  *option,
       const char  *target,
       char       **said)
{
  g_autoptr (GVariantDict) given = make_options (option, target);

  g_clear_pointer (said, g_free);
  return app_command_line_check (desk->application, given, said);
}

/* Nothing is begun for what makes no sense or needs no phone. */
static void
test_check (void)
{
  g_autofree char *said = NULL;
  Desk desk = { 0 };

  set_up (&desk);
  g_assert_cmpint (check (&desk, NULL, NULL, &said), ==, -1);
  g_assert_cmpint (check (&desk, "call", "bob", &said), ==, -1);
  g_assert_cmpint (check (&desk, NULL, "sips:bob@example.org", &said), ==, -1);
  g_assert_null (said);
  g_assert_cmpint (check (&desk, "call", "-h", &said), ==, APP_COMMAND_LINE_WRONG);
  g_assert_cmpstr (said, ==, "What “--call” was given is no address.");
  g_assert_cmpint (check (&desk, NULL, "bob", &said), ==, APP_COMMAND_LINE_WRONG);
  g_assert_cmpint (check (&desk, "version", NULL, &said), ==, APP_COMMAND_LINE_DONE);
  g_assert_nonnull (strchr (said, '.'));
  g_assert_cmpint (check (&desk, "status", NULL, &said), ==, APP_COMMAND_LINE_NOT_RUNNING);
  g_assert_true (g_str_has_suffix (said, " is not running."));
  g_assert_cmpint (check (&desk, "answer", NULL, &said), ==, APP_COMMAND_LINE_NOT_RUNNING);
  clear (&desk);
}

/* What is said on the line is told whoever asked for it, and nobody else. */
static void
test_verbose (void)
{
  Desk desk = { 0 };

  set_up (&desk);
  app_command_line_watch (desk.phone);
  scripted_phone_trace (desk.phone, TRUE, "OPTIONS sip:nobody.hears.of.this");
  g_log_set_debug_enabled (TRUE);
  app_command_line_watch (desk.phone);
  g_test_expect_message ("app", G_LOG_LEVEL_DEBUG, "→*REGISTER sip:example.org*");
  g_test_expect_message ("app", G_LOG_LEVEL_DEBUG, "←*SIP/2.0 200*");
  scripted_phone_trace (desk.phone, TRUE, "REGISTER sip:example.org SIP/2.0");
  scripted_phone_trace (desk.phone, FALSE, "SIP/2.0 200 OK");
  g_test_assert_expected_messages ();
  g_log_set_debug_enabled (FALSE);
  clear (&desk);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/command-line/asked", test_asked);
  g_test_add_func ("/app/command-line/calls", test_calls);
  g_test_add_func ("/app/command-line/status", test_status);
  g_test_add_func ("/app/command-line/hostile", test_hostile);
  g_test_add_func ("/app/command-line/too-many", test_too_many);
  g_test_add_func ("/app/command-line/check", test_check);
  g_test_add_func ("/app/command-line/verbose", test_verbose);
  return g_test_run ();
}
