/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the server is told of us, and when. */

#include "phone-desk.h"

#include "phone-publication.h"

typedef struct
{
  Bench bench;
  PhonePublication *publication;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (SipUri) alice = bench_uri ("sip:alice@example.org");

  bench_set_up (&fixture->bench, NULL);
  fixture->publication = phone_publication_new (alice);
  phone_publication_attach (fixture->publication, fixture->bench.desk->agent, fixture->bench.registerer);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->publication);
  bench_tear_down (&fixture->bench, NULL);
}

/* The next PUBLISH says @what, and is answered. @what NULL: it takes back. */
static void
expect_said (Fixture    *fixture,
             const char *what,
             guint       status)
{
  g_autoptr (SipMessage) request = doubles_desk_pop_request (fixture->bench.desk, "PUBLISH");
  GBytes *body = sip_message_get_body (request);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_EVENT), ==, "presence");
  if (what == NULL)
    g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_EXPIRES), ==, "0");
  else
    g_assert_nonnull (strstr (text, what));
  doubles_desk_answer (fixture->bench.desk, request, status, "p",
                       status == 200 ? "SIP-ETag: e1\nExpires: 3600\n" : "");
}

/* RFC 3903; nothing is told before a person said that others may know. */
static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  bench_register (&fixture->bench);
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_UNKNOWN, TRUE, NULL);
  doubles_desk_expect_silence (fixture->bench.desk);

  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_AVAILABLE, FALSE, NULL);
  expect_said (fixture, "<basic>open</basic>", 200);
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_AVAILABLE, FALSE, NULL);
  doubles_desk_expect_silence (fixture->bench.desk);
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_AWAY, FALSE, "at <sea>");
  expect_said (fixture, "<r:away/></r:activities><d:note>at &lt;sea&gt;</d:note>", 200);
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_BUSY, TRUE, NULL);
  expect_said (fixture, "<r:on-the-phone/><r:busy/>", 200);
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_OFFLINE, TRUE, NULL);
  expect_said (fixture, "<basic>closed</basic>", 200);
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_UNKNOWN, FALSE, NULL);
  expect_said (fixture, NULL, 200);
}

/* The line comes back, and others know again; and the last word is that we are gone. */
/* T13 */
static void
test_line_lost (Fixture       *fixture,
                gconstpointer  data)
{
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_AVAILABLE, FALSE, NULL);
  doubles_desk_expect_silence (fixture->bench.desk);
  bench_register (&fixture->bench);
  expect_said (fixture, "open", 200);
  bench_lose_line (&fixture->bench);
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_BUSY, FALSE, NULL);
  bench_regain_line (&fixture->bench);
  expect_said (fixture, "<r:busy/>", 200);
  doubles_desk_expect_silence (fixture->bench.desk);

  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_BUSY, TRUE, NULL);
  phone_publication_detach (fixture->publication, TRUE);
  expect_said (fixture, "<r:on-the-phone/>", 200);
  expect_said (fixture, NULL, 200);
}

/* A server that will have none of it is left in peace until the next registration. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_AVAILABLE, FALSE, NULL);
  bench_register (&fixture->bench);
  expect_said (fixture, "open", 405);
  doubles_desk_advance (fixture->bench.desk, 600 * 1000);
  phone_publication_set (fixture->publication, PHONE_PRESENCE_STATE_AWAY, FALSE, NULL);
  doubles_desk_expect_silence (fixture->bench.desk);
  bench_lose_line (&fixture->bench);
  bench_regain_line (&fixture->bench);
  expect_said (fixture, "<r:away/>", 200);
}

#define add(name, func) g_test_add ("/phone/publication/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("states", test_states);
  add ("line-lost", test_line_lost);
  add ("refused", test_refused);
  return g_test_run ();
}
