/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The registrar of the practice exchange, asked as a phone asks. */

#include "demo-registrar.h"

#include "doubles-clock.h"
#include "sip-digest.h"
#include "sip-message-builder.h"

#define DOMAIN "practice.invalid"

typedef struct
{
  SipClock      *clock;
  SipTokens     *tokens;
  DemoRegistrar *registrar;
  SipDigest     *digest;
  char         **headers; /* of the last answer */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->clock = SIP_CLOCK (doubles_clock_new ());
  fixture->tokens = sip_tokens_new_seeded (7);
  fixture->registrar = demo_registrar_new (DOMAIN, "you", fixture->clock, fixture->tokens);
  fixture->digest = sip_digest_new (fixture->tokens);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_strfreev (fixture->headers);
  g_object_unref (fixture->digest);
  g_assert_finalize_object (fixture->registrar);
  g_object_unref (fixture->tokens);
  g_object_unref (fixture->clock);
}

static SipMessageBuilder *
make_register (const char *user,
               const char *contact,
               const char *expires)
{
  g_autoptr (SipUri) registrar = sip_uri_new (SIP_URI_SCHEME_SIP, NULL, DOMAIN, 0);
  g_autoptr (SipUri) aor = sip_uri_new (SIP_URI_SCHEME_SIP, user, DOMAIN, 0);
  g_autoptr (SipAddress) to = sip_address_new (NULL, aor);
  g_autoptr (SipAddress) from = sip_address_with_param (to, "tag", "t1");
  SipMessageBuilder *builder = sip_message_builder_new_request (SIP_METHOD_REGISTER, registrar);

  sip_message_builder_prepend_header (builder, SIP_HEADER_VIA, "SIP/2.0/WS x.invalid;branch=z9hG4bKa");
  sip_message_builder_set_address (builder, SIP_HEADER_TO, to);
  sip_message_builder_set_address (builder, SIP_HEADER_FROM, from);
  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, "c1");
  sip_message_builder_set_cseq (builder, 1, "REGISTER");
  if (contact != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_CONTACT, contact);
  if (expires != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_EXPIRES, expires);
  return builder;
}

static guint
ask (Fixture           *fixture,
     SipMessageBuilder *builder)
{
  g_autoptr (SipMessage) request = sip_message_builder_end (builder);

  g_clear_pointer (&fixture->headers, g_strfreev);
  return demo_registrar_answer (fixture->registrar, request, &fixture->headers);
}

static SipMessage *
make_challenge_response (Fixture *fixture)
{
  g_autoptr (SipMessageBuilder) asked = make_register ("you", NULL, NULL);
  g_autoptr (SipMessage) request = sip_message_builder_end (asked);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (request, 401, NULL, "t2");

  for (char **line = fixture->headers; *line != NULL; line++)
    {
      g_assert_true (g_str_has_prefix (*line, "WWW-Authenticate: "));
      sip_message_builder_add_header (builder, SIP_HEADER_WWW_AUTHENTICATE, *line + strlen ("WWW-Authenticate: "));
    }
  return sip_message_builder_end (builder);
}

/* Asks, is challenged, asks again with @password. */
static guint
ask_with_password (Fixture    *fixture,
                   const char *contact,
                   const char *expires,
                   const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessageBuilder) first = make_register ("you", contact, expires);
  g_autoptr (SipMessageBuilder) second = make_register ("you", contact, expires);

  g_assert_cmpuint (ask (fixture, first), ==, 401);

  g_autoptr (SipMessage) response = make_challenge_response (fixture);

  g_assert_true (sip_digest_answer (fixture->digest, response, second, DOMAIN, "you", password, 0, &error));
  g_assert_no_error (error);
  return ask (fixture, second);
}

static const char *
get_password (Fixture *fixture)
{
  return demo_registrar_get_password (fixture->registrar);
}

static void
test_register (Fixture      *fixture,
               gconstpointer data)
{
  guint status = ask_with_password (fixture, "<sip:a@x.invalid;transport=ws>", "600", get_password (fixture));

  g_assert_cmpuint (status, ==, 200);
  g_assert_cmpuint (demo_registrar_count (fixture->registrar), ==, 1);
  g_assert_cmpstr (fixture->headers[0], ==, "Contact: <sip:a@x.invalid;transport=ws>;expires=600");
}

/* TRUST 2.2: a telephone that comes by another line takes its old contact back, and one binding is left. */
static void
test_moved (Fixture      *fixture,
            gconstpointer data)
{
  static const char moved[] = "<sip:a@192.0.2.1:2;transport=tcp>;reg-id=1;+sip.instance=\"<urn:uuid:1>\", "
                              "<sip:a@192.0.2.1:1;transport=tcp>;expires=0";

  ask_with_password (fixture, "<sip:a@192.0.2.1:1;transport=tcp>", "600", get_password (fixture));
  g_assert_cmpuint (ask_with_password (fixture, moved, "600", get_password (fixture)), ==, 200);
  g_assert_cmpuint (demo_registrar_count (fixture->registrar), ==, 1);
  g_assert_cmpstr (fixture->headers[0], ==, "Contact: <sip:a@192.0.2.1:2;transport=tcp>;expires=600");
}

static void
test_wrong_password (Fixture      *fixture,
                     gconstpointer data)
{
  g_assert_cmpuint (ask_with_password (fixture, "<sip:a@x.invalid>", NULL, "wrong"), ==, 401);
  g_assert_cmpuint (demo_registrar_count (fixture->registrar), ==, 0);
}

static void
test_stranger (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (SipMessageBuilder) builder = make_register ("mallory", "<sip:a@x.invalid>", NULL);

  g_assert_cmpuint (ask (fixture, builder), ==, 404);
}

static void
test_too_brief (Fixture      *fixture,
                gconstpointer data)
{
  g_assert_cmpuint (ask_with_password (fixture, "<sip:a@x.invalid>", "9", get_password (fixture)), ==, 423);
  g_assert_cmpstr (fixture->headers[0], ==, "Min-Expires: 10");
}

static void
test_expiry (Fixture      *fixture,
             gconstpointer data)
{
  g_assert_cmpuint (ask_with_password (fixture, "<sip:a@x.invalid>", "20", get_password (fixture)), ==, 200);
  doubles_clock_advance (DOUBLES_CLOCK (fixture->clock), 19 * 1000);
  g_assert_cmpuint (demo_registrar_count (fixture->registrar), ==, 1);
  doubles_clock_advance (DOUBLES_CLOCK (fixture->clock), 1000);
  g_assert_cmpuint (demo_registrar_count (fixture->registrar), ==, 0);
}

static void
test_remove (Fixture      *fixture,
             gconstpointer data)
{
  g_assert_cmpuint (ask_with_password (fixture, "<sip:a@x.invalid>", NULL, get_password (fixture)), ==, 200);
  g_assert_cmpuint (ask_with_password (fixture, "<sip:a@x.invalid>", "0", get_password (fixture)), ==, 200);
  g_assert_cmpuint (demo_registrar_count (fixture->registrar), ==, 0);
}

static void
test_remove_all (Fixture      *fixture,
                 gconstpointer data)
{
  g_assert_cmpuint (ask_with_password (fixture, "<sip:a@x.invalid>, <sip:b@x.invalid>", NULL, get_password (fixture)),
                    ==, 200);
  g_assert_cmpuint (demo_registrar_count (fixture->registrar), ==, 2);
  g_assert_cmpuint (ask_with_password (fixture, "*", "60", get_password (fixture)), ==, 400);
  g_assert_cmpuint (ask_with_password (fixture, "*", "0", get_password (fixture)), ==, 200);
  g_assert_cmpuint (demo_registrar_count (fixture->registrar), ==, 0);
}

static void
test_stale (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessageBuilder) first = make_register ("you", "<sip:a@x.invalid>", NULL);
  g_autoptr (SipMessageBuilder) second = make_register ("you", "<sip:a@x.invalid>", NULL);

  g_assert_cmpuint (ask (fixture, first), ==, 401);

  g_autoptr (SipMessage) response = make_challenge_response (fixture);

  g_assert_true (sip_digest_answer (fixture->digest, response, second, DOMAIN, "you", get_password (fixture), 0,
                                    &error));
  doubles_clock_advance (DOUBLES_CLOCK (fixture->clock), 6 * 60 * 1000);
  g_assert_cmpuint (ask (fixture, second), ==, 401);
  g_assert_nonnull (strstr (fixture->headers[0], "stale=true"));
}

#define ADD(path, func) g_test_add ("/demo/registrar/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("register", test_register);
  ADD ("moved", test_moved);
  ADD ("wrong password", test_wrong_password);
  ADD ("stranger", test_stranger);
  ADD ("too brief", test_too_brief);
  ADD ("expiry", test_expiry);
  ADD ("remove", test_remove);
  ADD ("remove all", test_remove_all);
  ADD ("stale", test_stale);
  return g_test_run ();
}
