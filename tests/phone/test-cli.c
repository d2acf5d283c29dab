/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The command-line phone from outside: its words, its JSON, its exit statuses, at its own practice exchange.
 * EARSHOT_CLI names the program. */

#include "cli-process.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>

static void
test_words (void)
{
  static const struct
  {
    const char *arguments[4];
    int         status;
    const char *says; /* on standard output; NULL: nothing */
  } rows[] = {
    { { "--help", NULL }, 0, "watch" },
    { { "--version", NULL }, 0, "0." },
    { { "bogus", NULL }, 2, NULL },
    { { NULL }, 2, NULL },
    { { "call", NULL }, 2, NULL },
    { { "register", "--no-such-option", NULL }, 2, NULL },
    { { "register", "--account=a@b.c", "--server=ws://127.0.0.1:9", NULL }, 2, NULL }, /* and its password? */
    { { "probe", NULL }, 2, NULL },
    { { "probe", "nonsense", "--json", NULL }, 2, "not-found" },
    { { "why", NULL }, 2, NULL },
    { { "why", "/nonexistent", NULL }, 1, NULL },
    { { "why", "/etc/hostname", NULL }, 1, NULL },
    { { "watch", "--practice", "--trust=sha256:12", NULL }, 2, NULL },
    { { "watch", "--practice", "--recovery=perhaps", NULL }, 2, NULL },
    { { "register", "--account=nonsense", "--password-file=/etc/hostname", NULL }, 2, NULL },
    { { "register", "--account=a@b.c", "--password-file=/nonexistent", NULL }, 2, NULL },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      Cli cli;
      g_autofree char *said = NULL;

      g_test_message ("%s", rows[n].arguments[0] != NULL ? rows[n].arguments[0] : "(nothing)");
      cli_start (&cli, rows[n].arguments);
      said = g_data_input_stream_read_upto (cli.output, "", 1, NULL, NULL, NULL);
      g_assert_cmpint (cli_end (&cli), ==, rows[n].status);
      if (rows[n].says != NULL)
        g_assert_nonnull (strstr (said, rows[n].says));
    }
}

/* A trace that somebody sent explains itself: in a sentence, and to programs. */
static void
test_why (void)
{
  static const char trace[] = "10:00:00.000001 >>> wss a@example.org\nINVITE sip:b@example.org SIP/2.0\nCall-ID: 1\n"
                              "To: <sip:b@example.org>\nCSeq: 1 INVITE\n\n\n"
                              "10:00:01.000001 <<< wss a@example.org\nSIP/2.0 404 Not Found\nCall-ID: 1\n"
                              "CSeq: 1 INVITE\n\n\n";
  g_autofree char *folder = g_dir_make_tmp ("earshot-why-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "trace.txt", NULL);
  const char *arguments[] = { "why", file, "--json", NULL };
  g_autoptr (JsonObject) why = NULL;
  Cli cli;

  g_assert_true (g_file_set_contents (file, trace, -1, NULL));
  cli_start (&cli, arguments);
  why = cli_await (&cli, "why", NULL);
  g_assert_cmpstr (json_object_get_string_member (why, "rule"), ==, "nobody-there");
  g_assert_cmpstr (json_object_get_string_member (why, "peer"), ==, "b@example.org");
  g_assert_cmpstr (json_object_get_string_member (why, "help"), ==, "none");
  g_assert_nonnull (strstr (json_object_get_string_member (why, "text"), "knows nobody"));
  g_assert_cmpint (cli_end (&cli), ==, 0);
  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_call_is_measured (void)
{
  static const char *const arguments[] = { "--practice", "call", "echo", "--json", "--microphone=tone:1000",
                                           "--speaker=none", "--hangup-after=4", NULL };
  Cli cli;
  gboolean heard = FALSE;

  cli_start (&cli, arguments);
  cli_expect (&cli, "registered", NULL);
  cli_expect (&cli, "call-state", "calling");
  cli_expect (&cli, "call-state", "active");
  while (!heard)
    {
      g_autoptr (JsonObject) levels = cli_await (&cli, "levels", NULL);

      heard = fabs (json_object_get_double_member (levels, "output_hz") - 1000) < 25 &&
              json_object_get_double_member (levels, "output_db") > -45;
    }
  cli_expect (&cli, "call-state", "ended");
  cli_expect (&cli, "unregistered", NULL);
  g_assert_cmpint (cli_end (&cli), ==, 0);
}

/* Nothing of it unasked; each second when asked; and the echo's end knows the same four words. */
static void
test_quality_words (Cli *cli)
{
  double mos = 0;

  cli_say (cli, "quality perhaps");
  cli_expect (cli, "error", NULL);
  cli_say (cli, "quality on");
  while (mos < 3.5)
    {
      g_autoptr (JsonObject) event = cli_await (cli, "quality", NULL);

      mos = json_object_get_double_member_with_default (event, "mos", 0);
      g_assert_cmpstr (json_object_get_string_member (event, "verdict"), ==, "none");
      if (mos < 3.5)
        continue;
      g_assert_cmpstr (json_object_get_string_member (event, "codec"), ==, "Opus");
      g_assert_cmpstr (json_object_get_string_member (event, "path"), ==, "Straight to them");
      g_assert_nonnull (json_object_get_string_member (event, "words"));
      g_assert_true (json_object_has_member (event, "security"));
    }
  cli_say (cli, "quality off");
  cli_say (cli, "quality");
  cli_expect (cli, "quality", NULL);
}

static void
test_watch (void)
{
  static const char *const arguments[] = { "watch", "--practice", "--json", "--microphone=tone:700", "--speaker=none",
                                           NULL };
  Cli cli;
  g_autoptr (JsonObject) message = NULL;
  g_autoptr (JsonObject) ended = NULL;

  cli_start (&cli, arguments);
  cli_expect (&cli, "account-state", "registered");
  cli_say (&cli, "message partner Grüße 👋");
  cli_expect (&cli, "message-sent", NULL);
  message = cli_await (&cli, "message", NULL);
  g_assert_cmpstr (json_object_get_string_member (message, "from"), ==, "partner@practice.invalid");

  cli_say (&cli, "call nobody");
  ended = cli_await (&cli, "call-state", "ended");
  g_assert_cmpstr (json_object_get_string_member (ended, "error"), ==, "There is nobody with this address.");
  cli_say (&cli, "dance");
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "rel100 perhaps");
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "timer soon");
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "pickup bob"); /* nobody watches his lamp */
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "rel100 required");
  cli_say (&cli, "timer off");
  cli_say (&cli, "hangup");
  cli_expect (&cli, "error", NULL);

  cli_say (&cli, "call echo");
  cli_expect (&cli, "call-state", "active");
  test_quality_words (&cli);
  cli_say (&cli, "hold");
  cli_expect (&cli, "call-state", "held");
  cli_say (&cli, "resume");
  cli_expect (&cli, "call-state", "active");
  cli_say (&cli, "digits 12#");
  cli_expect (&cli, "digits-sent", NULL);
  cli_say (&cli, "hangup");
  cli_expect (&cli, "call-state", "ended");

  cli_say (&cli, "unregister");
  cli_expect (&cli, "unregistered", NULL);
  cli_say (&cli, "register");
  cli_expect (&cli, "registered", NULL);
  cli_say (&cli, "quit");
  g_assert_cmpint (cli_end (&cli), ==, 0);
}

/* An order about accounts or relays that cannot be carried out is said to be one, and everything stays as it was. Several
 * accounts in one run, and a relay, are shown by tests/interop. */
static void
test_account_words (void)
{
  static const char *const arguments[] = { "watch", "--practice", "--json", "--microphone=silence", "--speaker=none", NULL };
  static const char *const orders[] = {
    "account use nobody@example.org",
    "account add anna@example.org",
    "account add anna@example.org wss://example.org/ /nonexistent",
    "account dance now",
    "turn turn:relay.example",
    "turn turn:relay.example anna /nonexistent",
    "turn http://relay.example anna /dev/null",
  };
  Cli cli;

  cli_start (&cli, arguments);
  cli_expect (&cli, "account-state", "registered");
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      cli_say (&cli, orders[i]);
      cli_expect (&cli, "error", NULL);
    }
  cli_say (&cli, "turn off");
  cli_say (&cli, "call echo");
  cli_expect (&cli, "call-state", "active");
  cli_say (&cli, "quit");
  g_assert_cmpint (cli_end (&cli), ==, 0);
}

/* Two calls, named by their ids: one is talked to, the other waits. */
static void
test_two_calls (void)
{
  static const char *const arguments[] = { "watch", "--practice", "--json", "--microphone=silence", "--speaker=none",
                                           NULL };
  Cli cli;
  g_autofree char *one = NULL;
  g_autofree char *held = NULL;
  g_autofree char *two = NULL;
  g_autofree char *back = NULL;
  g_autofree char *end_one = NULL;
  g_autofree char *ended = NULL;

  cli_start (&cli, arguments);
  cli_expect (&cli, "registered", NULL);
  cli_say (&cli, "swap");
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "call echo");
  one = cli_await_id (&cli, "active");
  cli_say (&cli, "call echo");
  held = cli_await_id (&cli, "held");
  g_assert_cmpstr (held, ==, one);
  two = cli_await_id (&cli, "active");
  g_assert_cmpstr (two, !=, one);
  cli_say (&cli, "swap");
  back = cli_await_id (&cli, "active");
  g_assert_cmpstr (back, ==, one);
  cli_say (&cli, "transfer #99");
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "accept");
  cli_expect (&cli, "error", NULL);
  end_one = g_strconcat ("hangup ", one, NULL);
  cli_say (&cli, end_one);
  ended = cli_await_id (&cli, "ended");
  g_assert_cmpstr (ended, ==, one);
  cli_say (&cli, "forward sometimes bob");
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "dnd on");
  cli_say (&cli, "quit");
  g_assert_cmpint (cli_end (&cli), ==, 0);
}

static void
test_terminated_in_a_call (void)
{
  static const char *const arguments[] = { "watch", "--practice", "--json", "--microphone=silence", "--speaker=none",
                                           NULL };
  Cli cli;

  cli_start (&cli, arguments);
  cli_expect (&cli, "registered", NULL);
  cli_say (&cli, "call echo");
  cli_expect (&cli, "call-state", "active");
  g_subprocess_send_signal (cli.process, SIGTERM);
  cli_expect (&cli, "call-state", "ended");
  g_assert_cmpint (cli_end (&cli), ==, 0);
}

static void
test_not_registered (void)
{
  static const char *const arguments[] = { "register", "--json", "--account=a@b.c", "--server=ws://127.0.0.1:9",
                                           "--password-file=-", "--for=3", NULL };
  Cli cli;
  g_autoptr (JsonObject) waiting = NULL;

  cli_start (&cli, arguments);
  cli_say (&cli, "secret");
  g_assert_true (g_output_stream_close (cli.input, NULL, NULL));
  waiting = cli_await (&cli, "account-state", "waiting");
  g_assert_nonnull (json_object_get_string_member (waiting, "text"));
  g_assert_cmpint (cli_end (&cli), ==, 3);
}

/* Recorded is only who agreed; and who quits has a whole file. */
static void
test_record (void)
{
  static const char *const arguments[] = { "watch", "--practice", "--json", "--microphone=tone:700", "--speaker=none",
                                           NULL };
  g_autofree char *folder = g_dir_make_tmp ("earshot-cli-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "one.opus", NULL);
  g_autofree char *second = g_build_filename (folder, "two.flac", NULL);
  g_autofree char *record_first = g_strconcat ("record ", first, NULL);
  g_autofree char *record_second = g_strconcat ("record ", second, NULL);
  g_autoptr (JsonObject) refused = NULL;
  g_autoptr (JsonObject) done = NULL;
  Cli cli;

  cli_start (&cli, arguments);
  cli_expect (&cli, "account-state", "registered");
  cli_say (&cli, "call echo");
  cli_expect (&cli, "call-state", "active");
  cli_say (&cli, record_first);
  refused = cli_await (&cli, "error", NULL);
  g_assert_cmpstr (json_object_get_string_member (refused, "error"), ==,
                   "Everybody in the call must agree before it is recorded.");
  cli_say (&cli, "record-consent perhaps");
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "record-announced perhaps");
  cli_expect (&cli, "error", NULL);
  cli_say (&cli, "record-announced on");
  cli_say (&cli, "record-agreed");
  cli_say (&cli, record_first);
  cli_expect (&cli, "recording", "recording");
  cli_say (&cli, "record stop");
  done = cli_await (&cli, "recording", "done");
  g_assert_cmpstr (json_object_get_string_member (done, "file"), ==, first);
  g_assert_true (g_file_test (first, G_FILE_TEST_EXISTS));
  cli_say (&cli, record_second);
  cli_expect (&cli, "recording", "recording");
  cli_say (&cli, "quit");
  g_assert_cmpint (cli_end (&cli), ==, 0);
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
  g_remove (first);
  g_remove (second);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Where the practice exchange of @cli listens, as "127.0.0.1:PORT". */
static char *
cli_await_exchange (Cli *cli)
{
  g_autoptr (JsonObject) event = cli_await (cli, "account-state", "registered");

  /* Issue 3 point 8: what is known of the line. */
  g_assert_cmpstr (json_object_get_string_member (event, "transport"), ==, "ws");
  g_assert_false (json_object_get_boolean_member (event, "secure"));
  g_assert_true (json_object_has_member (event, "family"));
  g_assert_true (json_object_has_member (event, "local"));
  g_assert_cmpint (json_object_get_int_member (event, "next_try_ms"), ==, 0);
  g_assert_false (json_object_has_member (event, "error"));
  return g_strdup (json_object_get_string_member (event, "server"));
}

/* Issue 3 point 4: an address alone. The exchange answers, but it keeps another domain: it is told and not taken. */
static void
test_probe (void)
{
  static const char *const exchange_arguments[] = { "watch", "--practice", "--json", NULL };
  Cli exchange;
  Cli probe;
  g_autofree char *place = NULL;
  g_autofree char *address = NULL;
  gboolean answered = FALSE;

  cli_start (&exchange, exchange_arguments);
  place = cli_await_exchange (&exchange);
  address = g_strdup_printf ("anna@%s", place);
  cli_start (&probe, (const char *const[]) { "probe", address, "--json", NULL });
  while (!answered)
    {
      g_autoptr (JsonObject) finding = cli_await (&probe, "finding", NULL);

      g_assert_false (json_object_get_boolean_member (finding, "works"));
      answered = g_strcmp0 (json_object_get_string_member_with_default (finding, "error", NULL),
                            "There is nobody with this address.") == 0;
      g_assert_false (answered && json_object_get_boolean_member (finding, "secure"));
    }
  cli_expect (&probe, "not-found", NULL);
  g_assert_cmpint (cli_end (&probe), ==, 1);
  cli_say (&exchange, "quit");
  g_assert_cmpint (cli_end (&exchange), ==, 0);
}

/* The server goes away under a phone that watches: it says why and when it will try again, and stays. */
static void
test_lost_line (void)
{
  static const char *const exchange_arguments[] = { "watch", "--practice", "--json", NULL };
  Cli exchange;
  Cli phone;
  g_autofree char *place = NULL;
  g_autofree char *server = NULL;
  g_autofree char *account = NULL;
  g_autoptr (JsonObject) waiting = NULL;

  cli_start (&exchange, exchange_arguments);
  place = cli_await_exchange (&exchange);
  server = g_strdup_printf ("--server=ws://%s", place);
  account = g_strdup_printf ("--account=anna@%s", place);
  cli_start (&phone, (const char *const[]) { "watch", "--json", server, account, "--password-file=-",
                                             "--recovery=backoff", NULL });
  cli_say (&phone, "not-the-password");
  cli_expect (&phone, "account-state", "refused");
  cli_say (&exchange, "quit");
  g_assert_cmpint (cli_end (&exchange), ==, 0);
  waiting = cli_await (&phone, "account-state", "waiting");
  g_assert_cmpint (json_object_get_int_member (waiting, "next_try_ms"), >, 0);
  g_assert_nonnull (json_object_get_string_member (waiting, "error"));
  g_assert_true (json_object_get_null_member (waiting, "server"));
  cli_expect (&phone, "account-state", "connecting");
  cli_say (&phone, "quit");
  g_assert_cmpint (cli_end (&phone), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("EARSHOT_CLI"));
  g_test_add_func ("/cli/words", test_words);
  g_test_add_func ("/cli/why", test_why);
  g_test_add_func ("/cli/call-is-measured", test_call_is_measured);
  g_test_add_func ("/cli/watch", test_watch);
  g_test_add_func ("/cli/account-words", test_account_words);
  g_test_add_func ("/cli/two-calls", test_two_calls);
  g_test_add_func ("/cli/record", test_record);
  g_test_add_func ("/cli/terminated-in-a-call", test_terminated_in_a_call);
  g_test_add_func ("/cli/not-registered", test_not_registered);
  g_test_add_func ("/cli/probe", test_probe);
  g_test_add_func ("/cli/lost-line", test_lost_line);
  return g_test_run ();
}
