/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Descriptions of telephones and exchanges that know no ICE, in the manner of each, and what vandals make of them. */

#include "media-error.h"
#include "media-sdp-rtp.h"
#include "media-threads.h"

#include <gst/gst.h>

#define KEY "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz"

static char *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "media", "sdp", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static const struct
{
  const char     *file;
  MediaProfile    profile;
  guint           line;
  const char     *address; /* nullable */
  guint           port;
  guint           rtcp_port;
  gboolean        mux;
  const char     *codec;
  const char     *suite;   /* nullable */
  MediaDirection  direction;
} known[] = {
  { "asterisk-sdes-offer.sdp", MEDIA_PROFILE_SDES, 0, "203.0.113.10", 14012, 14013, FALSE, "G722",
    "AES_CM_128_HMAC_SHA1_80", MEDIA_DIRECTION_BOTH },
  { "freeswitch-two-lines-offer.sdp", MEDIA_PROFILE_SDES, 1, "203.0.113.20", 23456, 23457, FALSE, "PCMA",
    "AES_CM_256_HMAC_SHA1_80", MEDIA_DIRECTION_BOTH },
  { "fritzbox-offer.sdp", MEDIA_PROFILE_PLAIN, 0, "192.168.178.1", 7078, 7079, FALSE, "G722", NULL,
    MEDIA_DIRECTION_BOTH },
  { "plain-rtp-offer.sdp", MEDIA_PROFILE_PLAIN, 0, "192.0.2.1", 40000, 40001, FALSE, "PCMU", NULL, MEDIA_DIRECTION_BOTH },
  { "sipp-offer.sdp", MEDIA_PROFILE_PLAIN, 0, "127.0.1.1", 6000, 6001, FALSE, "PCMU", NULL, MEDIA_DIRECTION_BOTH },
  { "baresip-optional-offer.sdp", MEDIA_PROFILE_OPTIONAL, 0, "2001:db8::30", 10250, 10251, TRUE, "opus",
    "AES_CM_128_HMAC_SHA1_32", MEDIA_DIRECTION_BOTH },
  { "old-hold-offer.sdp", MEDIA_PROFILE_PLAIN, 0, NULL, 40000, 40001, FALSE, "PCMA", NULL, MEDIA_DIRECTION_SEND },
};

static void
assert_known (const MediaSdp *sdp,
              guint           row)
{
  const MediaCrypto *crypto = media_sdp_get_crypto (sdp);

  g_assert_cmpint (sdp->profile, ==, known[row].profile);
  g_assert_cmpuint (sdp->audio, ==, known[row].line);
  g_assert_cmpstr (sdp->address, ==, known[row].address);
  g_assert_cmpuint (sdp->port, ==, known[row].port);
  g_assert_cmpuint (sdp->rtcp_port, ==, known[row].rtcp_port);
  g_assert_cmpint (sdp->mux, ==, known[row].mux);
  g_assert_cmpint (sdp->direction, ==, known[row].direction);
  g_assert_cmpstr (media_sdp_choose_format (sdp)->codec->name, ==, known[row].codec);
  g_assert_cmpstr (crypto != NULL ? crypto->suite->name : NULL, ==, known[row].suite);
}

/* What we understood survives being written and read again. */
static void
test_known (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *text = load (known[row].file);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) sdp = media_sdp_parse (text, &error);
  g_autoptr (MediaSdp) reread = NULL;

  g_assert_no_error (error);
  assert_known (sdp, row);
  again = media_sdp_write (sdp);
  reread = media_sdp_parse (again, &error);
  g_assert_no_error (error);
  assert_known (reread, row);
  g_assert_true (media_sdp_same_transport (sdp, reread));
}

static const struct
{
  const char *name;
  const char *find;
  const char *replace;
  int         code;     /* -1: taken */
} changed[] = {
  { "no-connection", "c=IN IP4 203.0.113.10\r\n", "", MEDIA_ERROR_DESCRIPTION },
  { "name", "c=IN IP4 203.0.113.10", "c=IN IP4 pbx.example", MEDIA_ERROR_INCOMPATIBLE },
  { "multicast", "c=IN IP4 203.0.113.10", "c=IN IP4 224.2.1.1/127", MEDIA_ERROR_INCOMPATIBLE },
  { "multicast6", "c=IN IP4 203.0.113.10", "c=IN IP6 ff02::1", MEDIA_ERROR_INCOMPATIBLE },
  { "broadcast", "c=IN IP4 203.0.113.10", "c=IN IP4 255.255.255.255", MEDIA_ERROR_INCOMPATIBLE },
  { "system-port", "m=audio 14012", "m=audio 53", MEDIA_ERROR_INCOMPATIBLE },
  { "refused", "m=audio 14012", "m=audio 0", MEDIA_ERROR_INCOMPATIBLE },
  { "rtcp-system-port", "a=ptime:20", "a=rtcp:123", MEDIA_ERROR_INCOMPATIBLE },
  { "rtcp-multicast", "a=ptime:20", "a=rtcp:14013 IN IP4 239.0.0.1", MEDIA_ERROR_INCOMPATIBLE },
  { "rtcp-words", "a=ptime:20", "a=rtcp:14013 IN IP4", MEDIA_ERROR_DESCRIPTION },
  { "rtcp-elsewhere", "a=ptime:20", "a=rtcp:14050 IN IP4 203.0.113.11", -1 },
  { "key-short", KEY, "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGU=", MEDIA_ERROR_DESCRIPTION },
  { "key-none", KEY, "", MEDIA_ERROR_DESCRIPTION },
  { "key-letters", KEY, "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubG?z", MEDIA_ERROR_DESCRIPTION },
  { "key-blank", "inline:", "inline:\x01", MEDIA_ERROR_DESCRIPTION },
  { "key-elsewhere", "inline:", "uri:", MEDIA_ERROR_DESCRIPTION },
  { "lifetime", KEY, KEY "|2^20", -1 },
  { "lifetime-number", KEY, KEY "|1048576|1:4", -1 },
  { "lifetime-zero", KEY, KEY "|0", MEDIA_ERROR_DESCRIPTION },
  { "lifetime-too-long", KEY, KEY "|2^49", MEDIA_ERROR_DESCRIPTION },
  { "mki-too-large", KEY, KEY "|256:1", MEDIA_ERROR_DESCRIPTION },
  { "mki-length", KEY, KEY "|1:129", MEDIA_ERROR_DESCRIPTION },
  { "mki-long", KEY, KEY "|1:16", MEDIA_ERROR_INCOMPATIBLE },
  { "two-keys", KEY, KEY "|1:1;inline:" KEY "|2:1", MEDIA_ERROR_INCOMPATIBLE },
  { "too-many-parts", KEY, KEY "|2^20|1:1|x", MEDIA_ERROR_DESCRIPTION },
  { "unencrypted", KEY, KEY " UNENCRYPTED_SRTP", MEDIA_ERROR_INCOMPATIBLE },
  { "unauthenticated", KEY, KEY " UNAUTHENTICATED_SRTP", MEDIA_ERROR_INCOMPATIBLE },
  { "key-derivation", KEY, KEY " KDR=1", MEDIA_ERROR_INCOMPATIBLE },
  { "window", KEY, KEY " WSH=128 -theirs", -1 },
  { "suite", "AES_CM_128_HMAC_SHA1_80", "F8_128_HMAC_SHA1_80", MEDIA_ERROR_INCOMPATIBLE },
  { "tag", "a=crypto:1 ", "a=crypto:x ", MEDIA_ERROR_DESCRIPTION },
  { "tag-long", "a=crypto:1 ", "a=crypto:1000000000 ", MEDIA_ERROR_DESCRIPTION },
  { "tag-twice", "a=ptime:20", "a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:" KEY, MEDIA_ERROR_DESCRIPTION },
  { "nothing", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" KEY, "a=crypto:1", MEDIA_ERROR_DESCRIPTION },
};

static MediaSdp *
parse_changed (const char  *find,
               const char  *replace,
               GError     **error)
{
  g_autofree char *text = load ("asterisk-sdes-offer.sdp");
  g_autoptr (GString) result = g_string_new (text);

  g_assert_cmpuint (g_string_replace (result, find, replace, 0), >, 0);
  return media_sdp_parse (result->str, error);
}

static void
test_changed (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) sdp = parse_changed (changed[row].find, changed[row].replace, &error);

  if (changed[row].code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, MEDIA_ERROR, changed[row].code);
  if (error != NULL)
    g_assert_null (strstr (error->message, "WVNf"));
}

/* Who takes only some profiles is found the line that fits, and no other. */
static void
test_taken (void)
{
  g_autofree char *text = load ("freeswitch-two-lines-offer.sdp");
  g_autofree char *optional = load ("baresip-optional-offer.sdp");
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaSdp) plain = media_sdp_parse_taking (text, MEDIA_PROFILES_PLAIN, &error);
  g_autoptr (MediaSdp) none = NULL;
  g_autoptr (MediaSdp) encrypted = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (plain->audio, ==, 0);
  g_assert_cmpint (plain->profile, ==, MEDIA_PROFILE_PLAIN);
  none = media_sdp_parse_taking (text, MEDIA_PROFILES_WEBRTC, &error);
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);
  g_assert_null (none);
  g_clear_error (&error);
  encrypted = media_sdp_parse_taking (optional, MEDIA_PROFILES_SDES, &error);
  g_assert_no_error (error);
  g_assert_nonnull (media_sdp_get_crypto (encrypted));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *path = g_strconcat ("/media-sdp-rtp/known/", known[i].file, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_known);
    }
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autofree char *path = g_strconcat ("/media-sdp-rtp/changed/", changed[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_changed);
    }
  g_test_add_func ("/media-sdp-rtp/taken", test_taken);

  return media_threads_run_tests ();
}
