/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Before a person accepts a call there is no socket for its sound and no device is open, however the call comes in and
 * whatever becomes of it (TRUST 3.5, 3.9). What is open is asked of the system and not of ourselves: the sockets of this
 * process are counted, and the sound server is one of the test's own that counts who comes. */

#include "phone-office-calls.h"

#include <sys/socket.h>

#include "phone-private.h"

/* Every connection to the sound server, since the test began. */
static int n_visits;
static GCancellable *over; /* nobody is waited for any more */

/* In a thread, for whoever opens a device waits: whoever comes is counted and sent away. */
static gpointer
wait_for_visits (gpointer data)
{
  for (;;)
    {
      g_autoptr (GSocket) visitor = g_socket_accept (data, over, NULL);

      if (visitor == NULL)
        return NULL;
      g_atomic_int_inc (&n_visits);
      g_socket_close (visitor, NULL);
    }
}

static GSocket *
open_trap (const char *path)
{
  GSocket *trap = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autofree char *server = g_strconcat ("unix:", path, NULL);
  g_autoptr (GError) error = NULL;

  g_socket_bind (trap, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (trap, &error);
  g_assert_no_error (error);
  g_setenv ("PULSE_SERVER", server, TRUE);
  g_setenv ("PIPEWIRE_REMOTE", "/nonexistent", TRUE);

  return trap;
}

static gboolean
is_datagram (int fd)
{
  int type = 0;
  int domain = 0;
  socklen_t size = sizeof type;

  return getsockopt (fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_DGRAM &&
         getsockopt (fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && (domain == AF_INET || domain == AF_INET6);
}

static guint
count_sockets (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += is_datagram ((int) g_ascii_strtoull (name, NULL, 10)) ? 1 : 0;

  return n;
}

typedef struct
{
  guint n_sockets;
  int   n_visits;
} Open;

static Open
look (void)
{
  return (Open) { count_sockets (), g_atomic_int_get (&n_visits) };
}

static void
turn_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* For long enough that a candidate would have been gathered. */
static void
assert_quiet_since (Open before)
{
  gboolean is_over = FALSE;
  Open now;

  g_timeout_add_once (300, turn_cb, &is_over);
  while (!is_over)
    {
      g_main_context_iteration (NULL, TRUE);
      now = look ();
      g_assert_cmpuint (now.n_sockets, <=, before.n_sockets);
      g_assert_cmpint (now.n_visits, ==, before.n_visits);
    }
}

/* Anna has gathered what she needs before her INVITE goes out, so what comes later is Bob's. */
static PhoneCall *
ring (Office *office,
      Open   *before)
{
  PhoneCall *call;

  phone_set_sound (office->bob.phone, "default", NULL);
  call = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  *before = look ();

  return call;
}

static void
test_declined (Office        *office,
               gconstpointer  data)
{
  Open before;
  g_autoptr (PhoneCall) call = ring (office, &before);

  assert_quiet_since (before);
  phone_call_decline (office_last_call (&office->bob));
  wait_until (phone_call_is_over (call));
  assert_quiet_since (before);
}

static void
test_cancelled (Office        *office,
                gconstpointer  data)
{
  Open before;
  g_autoptr (PhoneCall) call = ring (office, &before);

  phone_call_hang_up (call);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));
  assert_quiet_since (before);
}

static void
test_do_not_disturb (Office        *office,
                     gconstpointer  data)
{
  int visits = g_atomic_int_get (&n_visits);
  g_autoptr (PhoneCall) call = NULL;

  phone_set_sound (office->bob.phone, "default", NULL);
  phone_policy_set_do_not_disturb (phone_account_get_policy (office_account (&office->bob)), TRUE);
  call = office_call (&office->anna, "bob");
  wait_until (phone_call_is_over (call));
  g_assert_cmpint (g_atomic_int_get (&n_visits), ==, visits);
}

static void
test_forwarded (Office        *office,
                gconstpointer  data)
{
  int visits = g_atomic_int_get (&n_visits);
  g_autoptr (PhoneCall) call = NULL;
  Open before;

  phone_set_sound (office->bob.phone, "default", NULL);
  phone_set_sound (office->carol.phone, "default", NULL);
  phone_policy_set_forward (phone_account_get_policy (office_account (&office->bob)), PHONE_FORWARD_ALWAYS, "carol");
  call = office_call (&office->anna, "bob");
  wait_until (office_request (&office->anna) != NULL);
  phone_request_accept (office_request (&office->anna));
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_INCOMING));
  before = look ();
  assert_quiet_since (before);
  g_assert_cmpint (g_atomic_int_get (&n_visits), ==, visits);
}

/* A second call, while Bob talks to Carol. */
static void
test_waiting (Office        *office,
              gconstpointer  data)
{
  g_autoptr (PhoneCall) talk = office_talk (&office->carol, &office->bob, "bob");
  g_autoptr (PhoneCall) call = office_call (&office->anna, "bob");
  Open before;

  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  before = look ();
  assert_quiet_since (before);
}

/* One of several telephones that ring for the same call: another has answered (RFC 3326). */
static char *
tell_elsewhere (const char *request)
{
  const char *rest = strstr (request, "\r\n") + 2;

  return g_str_has_prefix (request, "CANCEL ") ?
         g_strdup_printf ("%.*sReason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n%s",
                          (int) (rest - request), request, rest) : NULL;
}

static void
test_forked (Office        *office,
             gconstpointer  data)
{
  Open before;
  g_autoptr (PhoneCall) call = NULL;

  office->exchange->tamper = tell_elsewhere;
  call = ring (office, &before);
  assert_quiet_since (before);
  phone_call_hang_up (call);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));
  assert_quiet_since (before);
}

static char *replaces; /* of the talk between Carol and Bob, as Bob's telephone knows it */

static char *
dup_tag (const char *request,
         const char *header)
{
  g_autofree char *value = doubles_switch_dup_header (request, header);
  const char *tag = strstr (value, "tag=");

  return tag != NULL ? g_strndup (tag + 4, strcspn (tag + 4, ";,")) : g_strdup ("");
}

/* Anna's INVITE asks for Carol's place (RFC 3891). */
static char *
listen_and_replace (const char *request)
{
  const char *rest = strstr (request, "\r\n") + 2;

  if (g_str_has_prefix (request, "ACK ") && replaces == NULL)
    {
      g_autofree char *call_id = doubles_switch_dup_header (request, "Call-ID");
      g_autofree char *from = dup_tag (request, "From");
      g_autofree char *to = dup_tag (request, "To");

      replaces = g_strdup_printf ("%s;to-tag=%s;from-tag=%s", call_id, to, from);
    }
  if (replaces == NULL || !g_str_has_prefix (request, "INVITE sip:bob"))
    return NULL;
  return g_strdup_printf ("%.*sReplaces: %s\r\n%s", (int) (rest - request), request, replaces, rest);
}

/* A call that wants the place of one there is: that one goes on, and nothing is open for the other without Bob's word. */
static void
test_replaced (Office        *office,
               gconstpointer  data)
{
  g_autoptr (PhoneCall) talk = NULL;
  g_autoptr (PhoneCall) call = NULL;
  Open before;

  office->exchange->tamper = listen_and_replace;
  talk = office_talk (&office->carol, &office->bob, "bob");
  call = office_call (&office->anna, "bob");
  wait_until (office_request (&office->bob) != NULL);
  before = look ();
  assert_quiet_since (before);
  phone_request_decline (office_request (&office->bob));
  wait_until (phone_call_is_over (call));
  assert_quiet_since (before);
  g_assert_cmpint (phone_call_get_state (talk), ==, PHONE_CALL_STATE_ACTIVE);
  g_clear_pointer (&replaces, g_free);
}

/* Whoever calls without a description of theirs asks for ours (RFC 3261 13.2.1), which is made when it is accepted. */
static char *
ask_for_offer (const char *request)
{
  const char *body = strstr (request, "\r\n\r\n");
  g_autoptr (GString) text = NULL;
  g_autofree char *length = NULL;
  g_autofree char *line = NULL;

  if (!g_str_has_prefix (request, "INVITE "))
    return NULL;
  length = doubles_switch_dup_header (request, "Content-Length");
  line = g_strdup_printf ("Content-Length: %s\r\n", length);
  text = g_string_new_len (request, body + 4 - request);
  g_assert_cmpuint (g_string_replace (text, line, "Content-Length: 0\r\n", 1), ==, 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_without_offer (Office        *office,
                    gconstpointer  data)
{
  Open before;
  g_autoptr (PhoneCall) call = NULL;

  office->exchange->tamper = ask_for_offer;
  call = ring (office, &before);
  assert_quiet_since (before);
  phone_call_decline (office_last_call (&office->bob));
  wait_until (phone_call_is_over (call));
  assert_quiet_since (before);
}

/* Ringing that is to arrive for certain (RFC 3262) may carry a description, and does not. */
static void
test_reliable (Office        *office,
               gconstpointer  data)
{
  Open before;
  g_autoptr (PhoneCall) call = NULL;

  phone_account_set_rel100 (office_account (&office->anna), PHONE_REL100_REQUIRED);
  call = ring (office, &before);
  assert_quiet_since (before);
  phone_call_decline (office_last_call (&office->bob));
  wait_until (phone_call_is_over (call));
  assert_quiet_since (before);
}

/* That all this can be seen at all. */
static void
test_answered (Office        *office,
               gconstpointer  data)
{
  Open before;
  g_autoptr (PhoneCall) call = ring (office, &before);

  assert_quiet_since (before);
  phone_call_answer_async (office_last_call (&office->bob), NULL, NULL, NULL);
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_ACTIVE);
  g_assert_cmpuint (count_sockets (), >, before.n_sockets);
  g_assert_cmpint (g_atomic_int_get (&n_visits), >, before.n_visits);
}

/* What the first call needs is read when the telephone starts; nobody outside can tell. */
static void
test_prepared (Office        *office,
               gconstpointer  data)
{
  Open before = look ();

  phone_set_sound (office->bob.phone, "default", "default");
  media_engine_warm_up (office->bob.phone->engine);
  wait_until (media_engine_is_warm (office->bob.phone->engine));
  assert_quiet_since (before);
}

int
main (int    argc,
      char **argv)
{
  const struct { const char *path; void (*test) (Office *, gconstpointer); } tests[] = {
    { "/phone-quiet/declined", test_declined },
    { "/phone-quiet/cancelled", test_cancelled },
    { "/phone-quiet/do-not-disturb", test_do_not_disturb },
    { "/phone-quiet/forwarded", test_forwarded },
    { "/phone-quiet/waiting", test_waiting },
    { "/phone-quiet/forked", test_forked },
    { "/phone-quiet/replaced", test_replaced },
    { "/phone-quiet/without-offer", test_without_offer },
    { "/phone-quiet/reliable", test_reliable },
    { "/phone-quiet/prepared", test_prepared },
    { "/phone-quiet/answered", test_answered },
  };
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GSocket) trap = NULL;
  GThread *host;
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("earshot-quiet-XXXXXX", NULL);
  path = g_build_filename (folder, "native", NULL);
  trap = open_trap (path);
  over = g_cancellable_new ();
  host = g_thread_new ("host", wait_for_visits, trap);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Office, NULL, office_open, tests[i].test, office_close);
  result = g_test_run ();
  g_cancellable_cancel (over);
  g_thread_join (host);
  g_clear_object (&over);
  g_remove (path);
  g_rmdir (folder);

  return result;
}
