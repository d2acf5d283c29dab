/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One function for each thing that the tables of expectations can say. */

#include "torture-clauses.h"

#include <gio/gio.h>
#include <string.h>

#include "sip-parser.h"

static SipMessage *
message_of (Received *received)
{
  g_assert_nonnull (received->message);
  return received->message;
}

/* ---- parse ---- */

static void
assert_bad_headers (Received   *received,
                    const char *list)
{
  g_autofree char *inside = g_strndup (list, strcspn (list, ")"));
  g_auto (GStrv) names = g_strsplit (inside, ",", -1);
  g_autoptr (GError) first = NULL;
  g_autofree char *named = NULL;

  g_assert_false (sip_message_check (message_of (received), &first));
  g_assert_error (first, SIP_PARSE_ERROR, SIP_PARSE_ERROR_HEADER);
  named = g_strndup (first->message, strcspn (first->message, ":"));
  g_assert_true (g_strv_contains ((const char *const *) names, named));

  for (char **name = names; *name != NULL; name++)
    {
      SipHeader header = sip_header_lookup (*name, -1);

      g_assert_cmpint (header, !=, SIP_HEADER_UNKNOWN);
      g_assert_false (sip_message_check_header (received->message, header, NULL));
      if (header == SIP_HEADER_VIA)
        g_assert_null (sip_message_get_via (received->message, 0));
      else if (header != SIP_HEADER_CSEQ && header != SIP_HEADER_DATE)
        g_assert_null (sip_message_get_address (received->message, header, 0));
    }
}

static void
assert_can_be_answered (Received *received)
{
  static const SipHeader headers[] = {
    SIP_HEADER_VIA, SIP_HEADER_FROM, SIP_HEADER_TO, SIP_HEADER_CALL_ID, SIP_HEADER_CSEQ,
  };

  g_assert_nonnull (received->reply);
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    g_assert_nonnull (sip_message_get_header (received->reply, headers[i]));
}

static gboolean
is_start_line_error (Received *received)
{
  return g_error_matches (received->error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_START_LINE);
}

static void
assert_accepted (Received *received)
{
  g_autoptr (GError) error = NULL;

  g_assert_no_error (received->error);
  sip_message_check (message_of (received), &error);
  g_assert_no_error (error);
}

static void
check_parse (Received   *received,
             const char *value)
{
  gboolean either = g_str_equal (value, "accept-or-start-line-error");

  if (g_str_equal (value, "accept") || (either && received->message != NULL))
    assert_accepted (received);
  else if (g_str_equal (value, "accept-enough-to-reply"))
    assert_can_be_answered (received);
  else if (g_str_has_prefix (value, "header-error("))
    assert_bad_headers (received, value + strlen ("header-error("));
  else if (g_str_equal (value, "start-line-error") || either)
    g_assert_true (is_start_line_error (received));
  else if (g_str_equal (value, "framing-error"))
    g_assert_error (received->error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_FRAMING);
  else if (g_str_equal (value, "incomplete"))
    g_assert_error (received->error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_INCOMPLETE);
  else
    g_error ("the table says “parse=%s”, which this test does not understand", value);
}

/* ---- what the phone says to it ---- */

static gboolean
is_passed_up (Received *received)
{
  return received->message != NULL && received->sanity.verdict == SIP_SANITY_PASS;
}

static gboolean
ignores_trailing_octets (Received *received)
{
  gsize whole = g_bytes_get_size (received->octets);
  guint32 length;

  return received->message != NULL
         && sip_message_get_number (received->message, SIP_HEADER_CONTENT_LENGTH, &length)
         && g_bytes_get_size (sip_message_get_body (received->message)) == length
         && g_bytes_get_size (sip_message_get_bytes (received->message)) < whole;
}

static gboolean
answers_as (Received   *received,
            const char *word)
{
  if (g_ascii_isdigit (*word))
    return received->answer == g_ascii_strtoull (word, NULL, 10);
  if (g_str_equal (word, "normal"))
    return is_passed_up (received)
           && (received->answer == SIP_STATUS_RINGING || received->answer == SIP_STATUS_OK);
  if (g_str_equal (word, "tolerate") || g_str_equal (word, "ignore-header"))
    return is_passed_up (received);
  if (g_str_equal (word, "discard"))
    return received->answer == 0;
  if (g_str_equal (word, "rfc2543-fallback"))
    return is_passed_up (received) && !sip_via_has_magic (sip_message_get_via (received->message, 0));
  if (g_str_equal (word, "ignore-trailing-octets"))
    return ignores_trailing_octets (received);
  g_error ("the table says “%s”, which this test does not understand", word);
}

/* "400-if-registrar-else-501-or-405", "501-or-405-if-not-registrar-or-200": a phone is no registrar. */
static void
check_answer (Received   *received,
              const char *value)
{
  const char *no_registrar = strstr (value, "-if-registrar-else-");
  g_auto (GStrv) words = NULL;

  if (no_registrar != NULL)
    value = no_registrar + strlen ("-if-registrar-else-");
  words = g_strsplit (value, "-or-", -1);
  for (char **word = words; *word != NULL; word++)
    {
      g_autoptr (GString) plain = g_string_new (*word);

      g_string_replace (plain, "-if-not-registrar", "", 0);
      g_string_replace (plain, "-stateless", "", 0);
      if (answers_as (received, plain->str))
        return;
    }
  g_error ("answered with %u (%s) where %s was due", received->answer, received->sanity.check, value);
}

/* A response. Without a transaction all are dropped in the end; "discard" wants that done by the checks,
 * whoever may have sent the request. */
static void
check_client (Received   *received,
              const char *value)
{
  gboolean dropped = received->message == NULL || received->sanity.verdict == SIP_SANITY_DROP;

  g_assert_cmpuint (received->answer, ==, 0);
  if (g_str_equal (value, "discard"))
    g_assert_true (dropped);
  else
    {
      g_assert_cmpstr (value, ==, "match-or-discard");
      g_assert_false (dropped);
    }
}

/* Checked where there is a stream: expectation_check_stream(). */
static void
check_stream (Received   *received,
              const char *value)
{
  g_assert_cmpstr (value, !=, "");
}

/* ---- what the reply must carry ---- */

static void
check_allow (Received   *received,
             const char *value)
{
  g_assert_cmpstr (value, ==, "required");
  g_assert_true (sip_message_has_token (received->reply, SIP_HEADER_ALLOW, "INVITE"));
}

static void
check_accept (Received   *received,
              const char *value)
{
  g_assert_cmpstr (value, ==, "required");
  g_assert_cmpstr (sip_message_get_header (received->reply, SIP_HEADER_ACCEPT), ==, "application/sdp");
}

static void
check_unsupported (Received   *received,
                   const char *value)
{
  g_auto (GStrv) options = g_strsplit (value, ",", -1);

  g_assert_cmpuint (sip_message_count_header (received->reply, SIP_HEADER_UNSUPPORTED), ==,
                    g_strv_length (options));
  for (guint i = 0; options[i] != NULL; i++)
    g_assert_cmpstr (sip_message_get_header_nth (received->reply, SIP_HEADER_UNSUPPORTED, i), ==, options[i]);
}

/* ---- what is found in it ---- */

static void
check_count (Received   *received,
             SipHeader   header,
             const char *value)
{
  guint count = (guint) g_ascii_strtoull (value, NULL, 10);

  g_assert_cmpuint (sip_message_count_header (message_of (received), header), ==, count);
}

static void
check_contacts (Received   *received,
                const char *value)
{
  check_count (received, SIP_HEADER_CONTACT, value);
}

static void
check_vias (Received   *received,
            const char *value)
{
  check_count (received, SIP_HEADER_VIA, value);
}

static void
check_user (Received   *received,
            const char *value)
{
  g_autofree char *user = sip_uri_dup_user_decoded (sip_message_get_request_uri (message_of (received)));

  g_assert_cmpstr (user, ==, value);
}

static void
check_host (Received   *received,
            const char *value)
{
  g_assert_cmpstr (sip_uri_get_host (sip_message_get_request_uri (message_of (received))), ==, value);
}

static void
check_port (Received   *received,
            const char *value)
{
  guint port = g_str_equal (value, "none") ? 0 : (guint) g_ascii_strtoull (value, NULL, 10);

  g_assert_cmpuint (sip_uri_get_port (sip_message_get_request_uri (message_of (received))), ==, port);
}

static void
check_received (Received   *received,
                const char *value)
{
  g_assert_cmpstr (sip_via_get_param (sip_message_get_via (message_of (received), 0), "received"), ==, value);
}

static void
check_branch (Received   *received,
              const char *value)
{
  SipVia *via = sip_message_get_via (message_of (received), 0);

  g_assert_false (sip_via_has_magic (via));
  if (g_str_equal (value, "absent"))
    g_assert_null (sip_via_get_branch (via));
  else
    {
      g_assert_cmpstr (value, ==, "rfc2543-fallback");
      g_assert_nonnull (sip_via_get_branch (via));
    }
}

static void
check_from_tag (Received   *received,
                const char *value)
{
  g_assert_cmpstr (value, ==, "absent");
  g_assert_null (sip_address_get_tag (sip_message_get_from (message_of (received))));
}

/* Then the body is the rest of the datagram (RFC 3261 §18.3). */
static void
check_content_length (Received   *received,
                      const char *value)
{
  g_assert_cmpstr (value, ==, "absent");
  g_assert_null (sip_message_get_header (message_of (received), SIP_HEADER_CONTENT_LENGTH));
  g_assert_true (g_bytes_equal (sip_message_get_bytes (received->message), received->octets));
}

static void
check_contact_param (Received   *received,
                     const char *value)
{
  SipAddress *contact = sip_message_get_address (message_of (received), SIP_HEADER_CONTACT, 0);
  g_autofree char *written = sip_address_to_string (contact);

  if (g_str_equal (value, "none"))
    g_assert_true (g_str_has_suffix (written, ">"));
  else
    g_assert_true (sip_address_has_param (contact, value));
}

static SipUri *
contact_uri (Received *received,
             guint     index)
{
  return sip_address_get_uri (sip_message_get_address (message_of (received), SIP_HEADER_CONTACT, index));
}

static void
check_uri_param (Received   *received,
                 const char *value)
{
  SipUri *uri = contact_uri (received, 0);
  g_autofree char *written = sip_uri_to_string (uri);

  if (g_str_equal (value, "none"))
    g_assert_null (strchr (written, ';'));
  else
    g_assert_true (sip_uri_has_param (uri, value));
}

/* Every character of a user shows, escaped NULs too, and no two Contacts are taken for one. */
static void
check_decoding (Received   *received,
                const char *value)
{
  guint n = sip_message_count_header (message_of (received), SIP_HEADER_CONTACT);

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *shown = sip_uri_dup_user_decoded (contact_uri (received, i));
      glong characters = 0;

      for (const char *c = sip_uri_get_user (contact_uri (received, i)); *c != '\0'; c += *c == '%' ? 3 : 1)
        characters++;
      g_assert_cmpint (g_utf8_strlen (shown, -1), ==, characters);
      for (guint j = 0; j < i; j++)
        g_assert_false (sip_uri_equal (contact_uri (received, i), contact_uri (received, j)));
    }
}

/* "553-octets-2-parts-binary" */
static void
check_body (Received   *received,
            const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, "-", -1);
  const char *type = sip_message_get_header (message_of (received), SIP_HEADER_CONTENT_TYPE);
  const char *boundary = strstr (type, "boundary=") + strlen ("boundary=");
  g_autofree char *delimiter = g_strconcat ("--", boundary, "\r\n", NULL);
  gsize size;
  const char *body = g_bytes_get_data (sip_message_get_body (received->message), &size);
  guint parts = 0;

  g_assert_cmpuint (size, ==, g_ascii_strtoull (words[0], NULL, 10));
  for (gsize i = 0; i + strlen (delimiter) <= size; i++)
    parts += memcmp (body + i, delimiter, strlen (delimiter)) == 0;
  g_assert_cmpuint (parts, ==, g_ascii_strtoull (words[2], NULL, 10));
  g_assert_cmpstr (words[4], ==, "binary");
  g_assert_nonnull (memchr (body, '\0', size));
}

/* The description reaches the session whole, and the addresses in it are bare. */
static void
check_sdp (Received   *received,
           const char *value)
{
  g_autofree char *type = sip_message_dup_content_type (message_of (received));
  gsize size;
  const char *body = g_bytes_get_data (sip_message_get_body (received->message), &size);
  g_autofree char *text = g_strndup (body, size);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  guint addresses = 0;

  g_assert_cmpstr (value, ==, "accept");
  g_assert_cmpstr (type, ==, "application/sdp");
  g_assert_true (is_passed_up (received));
  g_assert_cmpstr (lines[0], ==, "v=0");
  for (char **line = lines; *line != NULL && **line != '\0'; line++)
    {
      g_assert_cmpint ((*line)[1], ==, '=');
      if (g_str_has_prefix (*line, "c=IN IP"))
        {
          g_assert_true (g_hostname_is_ip_address (*line + strlen ("c=IN IP4 ")));
          addresses++;
        }
    }
  g_assert_cmpuint (addresses, >, 0);
}

const Clause torture_clauses[] = {
  { "parse", check_parse },
  { "uas", check_answer },
  { "udp", check_answer },
  { "uac", check_client },
  { "stream", check_stream },
  { "allow-header", check_allow },
  { "accept-header", check_accept },
  { "unsupported", check_unsupported },
  { "contacts", check_contacts },
  { "vias", check_vias },
  { "user", check_user },
  { "host", check_host },
  { "port", check_port },
  { "received", check_received },
  { "branch", check_branch },
  { "from-tag", check_from_tag },
  { "content-length", check_content_length },
  { "contact-param", check_contact_param },
  { "uri-param", check_uri_param },
  { "decode-must-not-truncate", check_decoding },
  { "body", check_body },
  { "sdp", check_sdp },
  { NULL },
};
