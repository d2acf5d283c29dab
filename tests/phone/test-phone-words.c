/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every error of every room has words, and no word is the protocol's. */

#include "phone-words.h"

#include "media-error.h"
#include "phone.h"
#include "sip-status.h"
#include "store-error.h"
#include "transport.h"
#include "ua-error.h"

#include <string.h>

typedef struct
{
  const char *name;
  GQuark    (*domain) (void);
  int         first;
  int         last;
} Range;

static const Range ranges[] = {
  { "transport", transport_error_quark, TRANSPORT_ERROR_NOT_CONNECTED, TRANSPORT_ERROR_NOT_CONNECTED },
  { "transport", transport_error_quark, TRANSPORT_ERROR_STATE_CHANGED, TRANSPORT_ERROR_BAD_URL },
  { "ua", ua_error_quark, UA_ERROR_INVALID_TARGET, UA_ERROR_EXPIRED },
  { "status", sip_status_error_quark, 300, 699 },
  { "media", media_error_quark, MEDIA_ERROR_MISSING, MEDIA_ERROR_INCOMPATIBLE },
  { "media", media_error_quark, MEDIA_ERROR_DEVICE, MEDIA_ERROR_PIPELINE },
  { "store", store_error_quark, STORE_ERROR_FAILED, STORE_ERROR_SECRETS_LOCKED },
  { "file", phone_file_error_quark, PHONE_FILE_ERROR_UNREACHABLE, PHONE_FILE_ERROR_TOO_LARGE },
  { "phone", phone_error_quark, PHONE_ERROR_BAD_ADDRESS, PHONE_ERROR_SOUND },
};

static void
assert_plain (const char *sentence)
{
  static const char *const jargon[] = {
    "SIP", "URI", "INVITE", "REGISTER", "SDP", "ICE", "DTLS", "RTP", "WebSocket", "TLS", "dialog", "transaction",
    "realm", "timeout", "error",
  };

  for (guint i = 0; i < G_N_ELEMENTS (jargon); i++)
    g_assert_null (strstr (sentence, jargon[i]));
  for (const char *at = sentence; *at != '\0'; at++)
    g_assert_false (g_ascii_isdigit (*at));
  g_assert_true (g_str_has_suffix (sentence, "."));
}

static void
test_range (gconstpointer data)
{
  const Range *range = data;

  for (int code = range->first; code <= range->last; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (range->domain (), code, "486 Busy Here: technical text");
      g_autofree char *sentence = phone_words_for_error (error);
      const char *action = phone_words_get_action (error);

      g_test_message ("%s %d: %s [%s]", range->name, code, sentence, action != NULL ? action : "-");
      assert_plain (sentence);
      g_assert_null (strstr (sentence, "no name yet"));
      if (action != NULL)
        g_assert_true (g_ascii_isupper (*action));
    }
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = g_error_new_literal (g_quark_from_static_string ("elsewhere"), 1, "oops");
  g_autofree char *sentence = phone_words_for_error (error);

  g_assert_cmpstr (sentence, ==, "Something went wrong that has no name yet.");
  g_assert_null (phone_words_get_action (error));
}

static void
test_samples (void)
{
  g_autoptr (GError) busy = sip_status_error_new (486, NULL);
  g_autoptr (GError) wrong = g_error_new_literal (UA_ERROR, UA_ERROR_AUTHENTICATION, "401 twice");
  g_autofree char *busy_words = phone_words_for_error (busy);
  g_autofree char *wrong_words = phone_words_for_error (wrong);
  g_autoptr (GError) expired = g_error_new_literal (UA_ERROR, UA_ERROR_EXPIRED, "no refresh");
  g_autoptr (GError) no_prack = g_error_new_literal (UA_ERROR, UA_ERROR_NO_PRACK, "no PRACK");
  g_autoptr (GError) no_ack = g_error_new_literal (UA_ERROR, UA_ERROR_NO_ACK, "no ACK");
  g_autofree char *expired_words = phone_words_for_error (expired);
  g_autofree char *no_prack_words = phone_words_for_error (no_prack);
  g_autofree char *no_ack_words = phone_words_for_error (no_ack);

  g_assert_cmpstr (busy_words, ==, "They are busy.");
  g_assert_cmpstr (phone_words_get_action (busy), ==, "Call Again");
  g_assert_cmpstr (expired_words, ==, "The other side was not heard of any more.");
  g_assert_true (g_str_has_prefix (no_prack_words, "The caller never got our first answer."));
  g_assert_true (g_str_has_prefix (no_ack_words, "The other side never got our answer."));
  g_assert_cmpstr (wrong_words, ==, "The user name or the password is not right.");
  g_assert_cmpstr (phone_words_get_action (wrong), ==, "Edit Account");
}

static void
test_certificate (void)
{
  g_auto (GStrv) none = phone_words_for_certificate (G_TLS_CERTIFICATE_NO_FLAGS);
  g_auto (GStrv) two = phone_words_for_certificate (G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_EXPIRED);

  g_assert_null (none[0]);
  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[1], ==, "It has expired.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *path = g_strdup_printf ("/phone/words/%s/%d", ranges[i].name, ranges[i].first);

      g_test_add_data_func (path, &ranges[i], test_range);
    }
  g_test_add_func ("/phone/words/unknown", test_unknown);
  g_test_add_func ("/phone/words/samples", test_samples);
  g_test_add_func ("/phone/words/certificate", test_certificate);
  return g_test_run ();
}
