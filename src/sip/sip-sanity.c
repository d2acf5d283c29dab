/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A message that parses may still be nonsense. Each check is a paragraph of RFC 3261, is named for it, and
 * says one thing: the status it would answer with, or nothing. What needs memory of other messages (merged
 * requests, loops) is with the transactions; what the parser already refused (a body shorter than
 * Content-Length, §18.3) never comes here. */

#include "sip-sanity.h"

#include "sip-message-private.h"
#include "sip-params.h"
#include "sip-parser.h"

#define SESSION_TYPE  "application/sdp"
#define ENVELOPE_TYPE "application/pkcs7-mime"

typedef struct
{
  SipMessage         *message;
  const SipAbilities *abilities;
  SipSanityResult    *result;
} Case;

static guint
refuse (Case       *self,
        guint       status,
        char       *detail,
        char       *header)
{
  self->result->detail = detail;
  self->result->header = header;
  return status;
}

static gboolean
contains (const char *const *list,
          SipSlice           token)
{
  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    if (sip_slice_is (token, list[i]))
      return TRUE;
  return FALSE;
}

static char *
header_of (const char        *name,
           const char *const *list)
{
  g_autofree char *values = list != NULL ? g_strjoinv (", ", (char **) list) : g_strdup ("");

  return g_strdup_printf ("%s: %s", name, values);
}

/* The part of a value before its parameters. */
static SipSlice
head_of (SipValue *value)
{
  SipCursor cursor = sip_cursor (value->octets);
  SipSlice head;

  sip_cursor_take_element (&cursor, ';', &head);
  return head;
}

static gboolean
has_field (SipMessage *message,
           SipHeader   header)
{
  for (guint i = 0; i < message->n_fields; i++)
    if (message->fields[i].header == header)
      return TRUE;
  return FALSE;
}

/* ---- both ---- */

/* "To be compliant, the SIP-Version string MUST be SIP/2.0" */
static guint
rfc3261_7_1_version (Case *self)
{
  if (g_ascii_strcasecmp (self->message->version, "SIP/2.0") == 0)
    return 0;
  return refuse (self, SIP_STATUS_VERSION_NOT_SUPPORTED, NULL, NULL);
}

/* "A valid SIP request MUST, at a minimum, contain To, From, CSeq, Call-ID, Max-Forwards, and Via"; a missing
 * Max-Forwards hurts nobody but proxies and is how RFC 2543 wrote (RFC 4475 §3.4.1). */
static guint
rfc3261_8_1_1_mandatory (Case *self)
{
  static const SipHeader headers[] = {
    SIP_HEADER_VIA, SIP_HEADER_FROM, SIP_HEADER_TO, SIP_HEADER_CALL_ID, SIP_HEADER_CSEQ,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    if (!has_field (self->message, headers[i]))
      return refuse (self, SIP_STATUS_BAD_REQUEST,
                     g_strdup_printf ("Missing %s", sip_header_get_name (headers[i])), NULL);
  return 0;
}

/* "Multiple header field rows with the same field-name MAY be present … if and only if the entire field-value
 * is defined as a comma-separated list" */
static guint
rfc3261_7_3_1_repeated (Case *self)
{
  gboolean seen[SIP_N_HEADERS] = { FALSE };

  for (guint i = 0; i < self->message->n_fields; i++)
    {
      SipHeader header = self->message->fields[i].header;

      /* Equal values of Content-Length were borne by the parser, which refused others. */
      if (header == SIP_HEADER_UNKNOWN || header == SIP_HEADER_CONTENT_LENGTH
          || !sip_header_is_single (header))
        continue;
      if (seen[header])
        return refuse (self, SIP_STATUS_BAD_REQUEST,
                       g_strdup_printf ("More than one %s", sip_header_get_name (header)), NULL);
      seen[header] = TRUE;
    }
  return 0;
}

/* "Reasonable Syntax … Any components with a syntax problem that can be ignored SHOULD be ignored": only
 * those that somebody here will read are looked at. */
static guint
rfc3261_16_3_1_syntax (Case *self)
{
  static const SipHeader headers[] = {
    SIP_HEADER_VIA, SIP_HEADER_FROM, SIP_HEADER_TO, SIP_HEADER_CALL_ID, SIP_HEADER_CSEQ,
    SIP_HEADER_MAX_FORWARDS, SIP_HEADER_CONTACT, SIP_HEADER_ROUTE, SIP_HEADER_RECORD_ROUTE,
    SIP_HEADER_REQUIRE, SIP_HEADER_CONTENT_TYPE, SIP_HEADER_EVENT, SIP_HEADER_SUBSCRIPTION_STATE,
    SIP_HEADER_REFER_TO, SIP_HEADER_REPLACES, SIP_HEADER_RACK, SIP_HEADER_RSEQ, SIP_HEADER_SESSION_EXPIRES,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    if (!sip_message_check_header (self->message, headers[i], NULL))
      return refuse (self, SIP_STATUS_BAD_REQUEST,
                     g_strdup_printf ("Bad %s", sip_header_get_name (headers[i])), NULL);
  return 0;
}

/* ---- requests ---- */

/* "If the UAS … does not support the method … 405 (Method Not Allowed)"; "501 … does not recognize the
 * request method" (§21.5.2). Both with Allow, so that the peer learns what we can. */
static guint
rfc3261_8_2_1_method (Case *self)
{
  const char *const *methods = self->abilities->methods;
  gboolean known = self->message->method != SIP_METHOD_OTHER;

  if (methods != NULL && g_strv_contains (methods, self->message->method_name))
    return 0;
  return refuse (self, known ? SIP_STATUS_METHOD_NOT_ALLOWED : SIP_STATUS_NOT_IMPLEMENTED, NULL,
                 header_of ("Allow", methods));
}

/* "The method part of CSeq … MUST match that of the request" */
static guint
rfc3261_8_1_1_5_cseq (Case *self)
{
  const char *method;

  if (sip_message_get_cseq (self->message, NULL, &method) && g_str_equal (method, self->message->method_name))
    return 0;
  return refuse (self, SIP_STATUS_BAD_REQUEST, g_strdup ("CSeq names another method"), NULL);
}

/* "If the Request-URI uses a scheme not supported by the UAS, it SHOULD reject the request with a 416" */
static guint
rfc3261_8_2_2_1_scheme (Case *self)
{
  SipUriScheme scheme = sip_uri_get_scheme (self->message->request_uri);

  if (scheme == SIP_URI_SCHEME_SIP || scheme == SIP_URI_SCHEME_SIPS)
    return 0;
  return refuse (self, SIP_STATUS_UNSUPPORTED_URI_SCHEME, NULL, NULL);
}

/* Table 1: a Request-URI has no headers part; acting on one would let a caller write our headers. */
static guint
rfc3261_19_1_1_request_uri (Case *self)
{
  if (sip_uri_get_headers (self->message->request_uri) == NULL)
    return 0;
  return refuse (self, SIP_STATUS_BAD_REQUEST, g_strdup ("Headers in Request-URI"), NULL);
}

/* "420 (Bad Extension) … MUST include an Unsupported header field listing the unsupported options"; not for
 * ACK or CANCEL, whose Require must be ignored. */
static guint
rfc3261_8_2_2_3_require (Case *self)
{
  SipValues required = sip_message_get_values (self->message, SIP_HEADER_REQUIRE);
  g_autoptr (GString) unsupported = g_string_new (NULL);

  if (self->message->method == SIP_METHOD_ACK || self->message->method == SIP_METHOD_CANCEL)
    return 0;
  for (guint i = 0; i < required.count; i++)
    {
      SipSlice option = head_of (&required.items[i]);

      if (!contains (self->abilities->extensions, option))
        g_string_append_printf (unsupported, "%s%.*s", unsupported->len > 0 ? ", " : "Unsupported: ",
                                (int) option.length, option.data);
    }
  if (unsupported->len == 0)
    return 0;
  return refuse (self, SIP_STATUS_BAD_EXTENSION, NULL,
                 g_string_free_and_steal (g_steal_pointer (&unsupported)));
}

/* A dialog needs to know where its next request goes; an INVITE without Contact cannot be hung up on. */
static guint
rfc3261_8_1_1_8_contact (Case *self)
{
  if (self->message->method != SIP_METHOD_INVITE
      || sip_message_get_address (self->message, SIP_HEADER_CONTACT, 0) != NULL)
    return 0;
  return refuse (self, SIP_STATUS_BAD_REQUEST, g_strdup ("Missing Contact"), NULL);
}

static gboolean
is_optional (SipMessage *message)
{
  SipValue *disposition = sip_message_get_value (message, SIP_HEADER_CONTENT_DISPOSITION, 0);
  SipParams params = { NULL };
  const char *fault, *handling;
  gboolean optional;
  SipCursor cursor;

  if (disposition == NULL)
    return FALSE;
  cursor = sip_cursor (disposition->octets);
  sip_cursor_take_all (&cursor, SIP_CHAR_TOKEN);
  sip_params_read_header (&params, &cursor, &fault);
  handling = sip_params_get (&params, "handling");
  optional = handling != NULL && g_ascii_strcasecmp (handling, "optional") == 0;
  sip_params_clear (&params);
  return optional;
}

/* ACK, BYE and CANCEL do their work whatever they carry. */
static gboolean
body_counts (SipMessage *message)
{
  return message->rest.length > 0 && message->method != SIP_METHOD_ACK
         && message->method != SIP_METHOD_BYE && message->method != SIP_METHOD_CANCEL && !is_optional (message);
}

/* "If there are any bodies whose type … are not understood, and that body part is not optional … 415 … MUST
 * contain an Accept header field"; §21.4.29: 493 to an encrypted one "for which the recipient does not possess or will not
 * provide an appropriate decryption key", and we have none. */
static guint
rfc3261_8_2_3_content_type (Case *self)
{
  g_autofree char *type = NULL;

  if (!body_counts (self->message))
    return 0;
  type = sip_message_dup_content_type (self->message);
  if (type != NULL && contains (self->abilities->content_types, sip_slice (type, -1)))
    return 0;
  if (g_strcmp0 (type, ENVELOPE_TYPE) == 0)
    return refuse (self, SIP_STATUS_UNDECIPHERABLE, NULL, NULL);
  return refuse (self, SIP_STATUS_UNSUPPORTED_MEDIA_TYPE, NULL,
                 header_of ("Accept", self->abilities->content_types));
}

/* The same paragraph: "the response MUST contain an Accept-Encoding header field listing the encodings
 * understood" */
static guint
rfc3261_8_2_3_content_encoding (Case *self)
{
  SipValues encodings = sip_message_get_values (self->message, SIP_HEADER_CONTENT_ENCODING);

  for (guint i = 0; body_counts (self->message) && i < encodings.count; i++)
    if (!sip_slice_is (head_of (&encodings.items[i]), "identity"))
      return refuse (self, SIP_STATUS_UNSUPPORTED_MEDIA_TYPE, NULL, g_strdup ("Accept-Encoding: identity"));
  return 0;
}

/* An INVITE whose sender takes no session description cannot be answered; it must not ring (RFC 4475
 * §3.3.15). */
static guint
rfc3261_20_1_accept (Case *self)
{
  static const char *const ranges[] = { SESSION_TYPE, "application/*", "*/*", NULL };
  SipValues accepted = sip_message_get_values (self->message, SIP_HEADER_ACCEPT);

  if (self->message->method != SIP_METHOD_INVITE || !has_field (self->message, SIP_HEADER_ACCEPT))
    return 0;
  for (guint i = 0; i < accepted.count; i++)
    if (contains (ranges, head_of (&accepted.items[i])))
      return 0;
  return refuse (self, SIP_STATUS_NOT_ACCEPTABLE, NULL, NULL);
}

/* ---- responses ---- */

/* "If … more than one Via header field value in a response, the UAC SHOULD discard the message" */
static guint
rfc3261_8_1_3_3_vias (Case *self)
{
  if (sip_message_count_header (self->message, SIP_HEADER_VIA) <= 1)
    return 0;
  return refuse (self, SIP_STATUS_BAD_REQUEST, g_strdup ("More than one Via"), NULL);
}

/* "If the value does not match … the client transport … the response MUST be silently discarded" */
static guint
rfc3261_18_1_2_sent_by (Case *self)
{
  g_autofree char *sent_by = sip_via_dup_sent_by (sip_message_get_via (self->message, 0));

  if (self->abilities->sent_by == NULL || g_ascii_strcasecmp (sent_by, self->abilities->sent_by) == 0)
    return 0;
  return refuse (self, SIP_STATUS_BAD_REQUEST, g_strdup ("Via is not ours"), NULL);
}

typedef struct
{
  const char *name;
  guint     (*check) (Case *self); /* 0, or the status to answer with */
  gboolean    requests;
  gboolean    responses;
} Check;

#define CHECK(name, requests, responses) { #name, name, requests, responses }

/* In this order: first what a reply needs, then whether we are asked something that we do, then its cargo. */
static const Check checks[] = {
  CHECK (rfc3261_8_1_1_mandatory, TRUE, TRUE),
  CHECK (rfc3261_7_3_1_repeated, TRUE, TRUE),
  CHECK (rfc3261_7_1_version, TRUE, TRUE),
  CHECK (rfc3261_16_3_1_syntax, TRUE, TRUE),
  CHECK (rfc3261_8_2_1_method, TRUE, FALSE),
  CHECK (rfc3261_8_1_1_5_cseq, TRUE, FALSE),
  CHECK (rfc3261_8_2_2_1_scheme, TRUE, FALSE),
  CHECK (rfc3261_19_1_1_request_uri, TRUE, FALSE),
  CHECK (rfc3261_8_2_2_3_require, TRUE, FALSE),
  CHECK (rfc3261_8_1_1_8_contact, TRUE, FALSE),
  CHECK (rfc3261_8_2_3_content_type, TRUE, FALSE),
  CHECK (rfc3261_8_2_3_content_encoding, TRUE, FALSE),
  CHECK (rfc3261_20_1_accept, TRUE, FALSE),
  CHECK (rfc3261_8_1_3_3_vias, FALSE, TRUE),
  CHECK (rfc3261_18_1_2_sent_by, FALSE, TRUE),
};

/* A response and an ACK are never answered, and what has no Via cannot be. */
static gboolean
may_be_answered (SipMessage *message)
{
  return sip_message_is_request (message) && message->method != SIP_METHOD_ACK
         && has_field (message, SIP_HEADER_VIA);
}

/**
 * sip_sanity_check:
 * @message: a message from the wire
 * @abilities: what this end can do
 * @result: (out caller-allocates): the verdict; clear it with sip_sanity_result_clear()
 *
 * Runs the list of named checks, each a paragraph of RFC 3261 (CONTRACT U27), and stops at the first that
 * fails.
 */
void
sip_sanity_check (SipMessage         *message,
                  const SipAbilities *abilities,
                  SipSanityResult    *result)
{
  Case self = { message, abilities, result };

  g_return_if_fail (message != NULL && abilities != NULL && result != NULL);

  *result = (SipSanityResult) { SIP_SANITY_PASS };
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      guint status = 0;

      if (sip_message_is_request (message) ? checks[i].requests : checks[i].responses)
        status = checks[i].check (&self);
      if (status == 0)
        continue;
      result->check = checks[i].name;
      result->verdict = may_be_answered (message) ? SIP_SANITY_REJECT : SIP_SANITY_DROP;
      result->status = result->verdict == SIP_SANITY_REJECT ? status : 0;
      if (result->detail == NULL)
        result->detail = g_strdup (sip_status_get_reason (status));
      return;
    }
}

/**
 * sip_sanity_result_clear:
 * @result: a result
 *
 * Frees what it holds.
 */
void
sip_sanity_result_clear (SipSanityResult *result)
{
  g_return_if_fail (result != NULL);

  g_clear_pointer (&result->detail, g_free);
  g_clear_pointer (&result->header, g_free);
}

/**
 * sip_sanity_make_reply:
 * @result: a result of %SIP_SANITY_REJECT
 * @request: the request it is about
 * @to_tag: (nullable): our tag
 *
 * The answer to a request that failed a check, with the header that the check asks for.
 *
 * Returns: (transfer full): the response
 */
SipMessage *
sip_sanity_make_reply (const SipSanityResult *result,
                       SipMessage            *request,
                       const char            *to_tag)
{
  g_autoptr (SipMessageBuilder) reply = NULL;
  g_auto (GStrv) header = NULL;

  g_return_val_if_fail (result != NULL && result->verdict == SIP_SANITY_REJECT, NULL);
  g_return_val_if_fail (request != NULL, NULL);

  reply = sip_message_builder_new_response (request, result->status, result->detail, to_tag);
  if (result->header != NULL)
    {
      header = g_strsplit (result->header, ": ", 2);
      sip_message_builder_set_header (reply, sip_header_lookup (header[0], -1), header[1]);
    }
  return sip_message_builder_end (reply);
}
