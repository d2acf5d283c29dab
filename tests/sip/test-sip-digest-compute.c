/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Known answers: RFC 2617 §3.5, RFC 7616 §3.9.1, RFC 2069 §2.4 as corrected by its erratum 749, and the
 * examples of draft-smith-sipping-auth-examples. The SHA-256-sess values were computed by another program. */

#include "sip-digest-compute.h"

#include <string.h>

#define OLD_NONCE "dcd98b7102dd2f0e8b11d0f600bfb0c093"
#define NEW_NONCE "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
#define NEW_CNONCE "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"

static const char body[] = "v=0\r\no=bob 2890844526 2890844526 IN IP4 media.biloxi.com\r\ns=-\r\n"
                           "c=IN IP4 media.biloxi.com\r\nt=0 0\r\nm=audio 49170 RTP/AVP 0\r\n"
                           "a=rtpmap:0 PCMU/8000\r\nm=video 51372 RTP/AVP 31\r\na=rtpmap:31 H261/90000\r\n"
                           "m=video 53000 RTP/AVP 32\r\na=rtpmap:32 MPV/90000\r\n";

typedef struct
{
  const char   *about;
  const char   *algorithm;
  SipDigestQop  qop;
  const char   *username;
  const char   *realm;
  const char   *password;
  const char   *nonce;
  const char   *cnonce;
  const char   *method;
  const char   *uri;
  const char   *response;
} Row;

#define BOB(about, algorithm, qop, response) \
  { about, algorithm, qop, "bob", "biloxi.com", "zanzibar", OLD_NONCE, "0a4f113b", "INVITE", \
    "sip:bob@biloxi.com", response }

static const Row rows[] = {
  { "rfc2069", NULL, SIP_DIGEST_QOP_NONE, "Mufasa", "testrealm@host.com", "CircleOfLife", OLD_NONCE, NULL,
    "GET", "/dir/index.html", "1949323746fe6a43ef61f9606e7febea" },
  { "rfc2617", "MD5", SIP_DIGEST_QOP_AUTH, "Mufasa", "testrealm@host.com", "Circle Of Life", OLD_NONCE,
    "0a4f113b", "GET", "/dir/index.html", "6629fae49393a05397450978507c4ef1" },
  { "rfc7616-md5", "MD5", SIP_DIGEST_QOP_AUTH, "Mufasa", "http-auth@example.org", "Circle of Life", NEW_NONCE,
    NEW_CNONCE, "GET", "/dir/index.html", "8ca523f5e9506fed4657c9700eebdbec" },
  { "rfc7616-sha-256", "SHA-256", SIP_DIGEST_QOP_AUTH, "Mufasa", "http-auth@example.org", "Circle of Life",
    NEW_NONCE, NEW_CNONCE, "GET", "/dir/index.html",
    "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1" },
  BOB ("smith-no-qop", NULL, SIP_DIGEST_QOP_NONE, "bf57e4e0d0bffc0fbaedce64d59add5e"),
  BOB ("smith-auth", "md5", SIP_DIGEST_QOP_AUTH, "89eb0059246c02b2f6ee02c7961d5ea3"),
  BOB ("smith-auth-int", "MD5", SIP_DIGEST_QOP_AUTH_INT, "bdbeebb2da6adb6bca02599c2239e192"),
  BOB ("smith-sess-auth", "MD5-Sess", SIP_DIGEST_QOP_AUTH, "e4e4ea61d186d07a92c9e1f6919902e9"),
  BOB ("smith-sess-auth-int", "MD5-sess", SIP_DIGEST_QOP_AUTH_INT, "91984da2d8663716e91554859c22ca70"),
  BOB ("sha-256-sess-auth", "SHA-256-sess", SIP_DIGEST_QOP_AUTH,
       "5da59c9ca40954be9d5063a15a174066c8251be2c10cf47c144c366dc7daf792"),
  BOB ("sha-256-sess-auth-int", "sha-256-SESS", SIP_DIGEST_QOP_AUTH_INT,
       "9ab810cc06168ee4a9a3564bbab9cd95fcca15efde8c529c856174863d56813a"),
};

static void
test_known_answer (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  SipDigestInput input = {
    .algorithm = sip_digest_algorithm_from_name (row->algorithm),
    .qop = row->qop,
    .nonce = row->nonce,
    .nc = "00000001",
    .cnonce = row->cnonce,
    .method = row->method,
    .uri = row->uri,
    .body = bytes,
  };
  g_autofree char *secret = sip_digest_make_secret (input.algorithm, row->username, row->realm, row->password);
  g_autofree char *response = sip_digest_make_response (&input, secret);

  g_assert_cmpstr (response, ==, row->response);
}

static void
test_algorithms (void)
{
  g_assert_cmpuint (sip_digest_algorithm_from_name ("SHA-512-256"), ==, SIP_DIGEST_ALGORITHM_UNKNOWN);
  g_assert_cmpuint (sip_digest_algorithm_from_name (""), ==, SIP_DIGEST_ALGORITHM_UNKNOWN);
  g_assert_cmpuint (sip_digest_algorithm_from_name (NULL), ==, SIP_DIGEST_ALGORITHM_MD5);
  g_assert_cmpuint (sip_digest_algorithm_strength (SIP_DIGEST_ALGORITHM_SHA256), >,
                    sip_digest_algorithm_strength (SIP_DIGEST_ALGORITHM_MD5_SESS));
  g_assert_cmpuint (sip_digest_algorithm_strength (SIP_DIGEST_ALGORITHM_MD5), >,
                    sip_digest_algorithm_strength (SIP_DIGEST_ALGORITHM_UNKNOWN));
}

static void
test_equal (void)
{
  g_assert_true (sip_digest_equal ("abcdef09", "abcdef09"));
  g_assert_true (sip_digest_equal ("abcdef09", "ABCDEF09"));
  g_assert_false (sip_digest_equal ("abcdef09", "abcdef08"));
  g_assert_false (sip_digest_equal ("abcdef09", "bbcdef09"));
  g_assert_false (sip_digest_equal ("abcdef09", "abcdef0"));
  g_assert_false (sip_digest_equal ("abcdef09", "abcdef090"));
  g_assert_false (sip_digest_equal ("abcdef09", ""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/sip/digest-compute/", rows[i].about, NULL);

      g_test_add_data_func (path, &rows[i], test_known_answer);
    }
  g_test_add_func ("/sip/digest-compute/algorithms", test_algorithms);
  g_test_add_func ("/sip/digest-compute/equal", test_equal);

  return g_test_run ();
}
